"""Forms of matching, and of what a coordinator does to a pairing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.models import Member
from mentoring.enums import WRITTEN_EVIDENCE, Format
from mentoring.forms.fields import reason_field
from mentoring.models import Mentor, Pairing, Programme
from mentoring.rules.pairings import NEEDS_MENTOR, sizes
from mentoring.selectors.matching import open_programmes


class ProgrammeChoice(forms.ModelChoiceField):
    """A programme that takes new pairings."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Programme.objects.none(),
            label=_("Program"),
            empty_label=None,
            error_messages={"required": _("Pilih programnya.")},
            **options,
        )


class PairForm(forms.Form):
    """One cadre with one mentor. The first suggestion explains itself; another one needs a reason of its own."""

    programme = ProgrammeChoice()
    format = forms.ChoiceField(
        label=gettext_lazy("Bentuk"),
        choices=[(f.value, f.label) for f in (Format.ONE_TO_ONE, Format.REVERSE)],
        initial=Format.ONE_TO_ONE,
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan pilihan Anda"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Satu kalimat. Saran pertama boleh tanpa alasan; mentor lain tidak."),
    )
    mentor = forms.ModelChoiceField(
        Mentor.objects.none(),
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Pilih mentornya."),
            "invalid_choice": gettext_lazy("Mentor ini tidak ada di wilayah Anda."),
        },
    )

    def __init__(self, *args: Any, by: User, member: Member, mentors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = open_programmes(by)
        self.fields["mentor"].queryset = mentors
        self.fields["reason"].optional_note = " "  # type: ignore[attr-defined]  # the hint says when
        if member.user_id is None:
            self.fields["email"] = forms.EmailField(
                label=_("Email kader"),
                initial=member.email,
                help_text=_("Kader ini belum punya akun; undangan dikirim ke sini."),
            )

    def clean(self) -> dict[str, Any]:
        """Only the first suggestion may be taken without a word."""
        cleaned: dict[str, Any] = super().clean() or {}
        mentor, first = cleaned.get("mentor"), self.fields["mentor"].queryset.first()
        if mentor and mentor != first and "reason" not in self.errors and not cleaned.get("reason"):
            self.add_error("reason", _("Tulis mengapa Anda memilih mentor ini dan bukan saran pertama."))
        return cleaned

    def emails(self, member: Member) -> dict[int, str]:
        """Where the invitation of a cadre without an account goes."""
        email = self.cleaned_data.get("email")
        return {member.pk: email} if email else {}


class GroupForm(forms.Form):
    """Several cadres together: a group with a mentor, peers without, or a circle."""

    programme = ProgrammeChoice()
    format = forms.ChoiceField(
        label=gettext_lazy("Bentuk"),
        choices=[(f.value, f.label) for f in (Format.GROUP, Format.PEER, Format.CIRCLE)],
        widget=forms.RadioSelect,
        initial=Format.GROUP,
    )
    mentor = forms.ModelChoiceField(
        Mentor.objects.none(),
        label=gettext_lazy("Mentor"),
        required=False,
        empty_label=gettext_lazy("Tanpa mentor (sebaya)"),
    )
    reason = reason_field()
    learners = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label=gettext_lazy("Kader"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih kadernya.")},
    )

    def __init__(self, *args: Any, by: User, waiting: Iterable[Member], mentors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = open_programmes(by)
        self.fields["mentor"].queryset = mentors
        shown = [member.pk for member in waiting]
        self.fields["learners"].queryset = Member.objects.for_user(by).filter(pk__in=shown).select_related("unit")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("format"):
            return cleaned
        chosen, fit = Format(cleaned["format"]), sizes(cleaned["format"])
        if cleaned.get("learners") is not None and not fit[0] <= len(cleaned["learners"]) <= fit[1]:
            span = str(fit[0]) if fit[0] == fit[1] else f"{fit[0]}–{fit[1]}"
            self.add_error("learners", _("Bentuk ini untuk %(range)s kader.") % {"range": span})
        if chosen in NEEDS_MENTOR and not cleaned.get("mentor"):
            self.add_error("mentor", _("Pilih mentornya."))
        if chosen == Format.PEER and cleaned.get("mentor"):
            self.add_error("mentor", _("Pasangan sebaya tidak memakai mentor."))
        return cleaned


class EvidenceForm(forms.Form):
    """A proof that a phase is fulfilled."""

    kind = forms.ChoiceField(label=gettext_lazy("Bukti"))
    note = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=300,
        help_text=gettext_lazy("Misalnya tanggal pembicaraan atau nomor berkas."),
        error_messages={"required": gettext_lazy("Tulis apa buktinya.")},
    )

    def __init__(self, *args: Any, pairing: Pairing, recorded: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = set(recorded)
        self.fields["kind"].choices = [(k.value, k.label) for k in WRITTEN_EVIDENCE if k not in known]

    @property
    def has_kinds(self) -> bool:
        """Whether anything is left to record."""
        return bool(self.fields["kind"].choices)


class EndForm(forms.Form):
    """Why a pairing ends early, and whether the cadre gets another mentor."""

    reason = reason_field()
    rematch = forms.BooleanField(label=gettext_lazy("Carikan mentor lain untuk kader ini"), required=False)
