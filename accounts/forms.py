"""Forms of accounts: a form cleans, a service acts."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from accounts.enums import MessageState, Role, Topic
from accounts.messages import registered
from accounts.models import Assignment, Incident, OutboxMessage, User, today
from accounts.plans import Plan
from accounts.rules import assignable_roles
from accounts.selectors import lendable, receiver
from accounts.told import topics_for
from core.search import unseal
from core.templatetags.format import zone_name
from core.widgets import Picker
from regions.enums import ReshapeKind
from regions.models import Unit
from regions.selectors import search_units
from regions.settings import Declared, value


def found_units(text: str) -> list[tuple[int, str]]:
    """What a typed name may mean, for the picker without script: (id, path)."""
    return [(unit.pk, unit.path) for unit in search_units(text, limit=8)]


class InviteForm(forms.Form):
    """Who is invited, as what, and where. `unit` is the id that the picker sends."""

    full_name = forms.CharField(label=_("Nama lengkap"), max_length=150)
    salutation = forms.CharField(
        label=_("Sapaan"), max_length=20, required=False, help_text=_("Bapak, Ibu, Kakak … (boleh kosong)")
    )
    email = forms.EmailField(label=_("Email"), max_length=254)
    role = forms.ChoiceField(label=_("Peran"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Wilayah"),
        error_messages={
            "required": _("Pilih wilayah dari daftar."),
            "invalid_choice": _("Wilayah ini tidak ada di daftar."),
        },
        widget=Picker(url="dashboards:unit_search", find=found_units),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = assignable_roles(by)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in allowed]
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True).select_related("area")


class PeopleFilter(forms.Form):
    """Narrows the list of roles: by role, by a unit below one's own; search words travel sealed in `cari`."""

    peran = forms.ChoiceField(label=_("Semua peran"), required=False)
    wilayah = forms.ChoiceField(label=_("Semua wilayah"), required=False)
    cari = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert by.scope is not None
        self.by = by
        self.fields["peran"].choices = [("", _("Semua peran")), *Role.choices]
        below = Unit.objects.children_of(by.scope.unit).annotate_code()
        self.fields["wilayah"].choices = [("", _("Semua wilayah")), *((u.code, u.full_name) for u in below)]

    @property
    def words(self) -> str:
        """What is searched for."""
        return unseal(self.cleaned_data["cari"], user_id=self.by.pk)

    @property
    def unit(self) -> Unit | None:
        """The chosen unit."""
        code = self.cleaned_data["wilayah"]
        return Unit.objects.with_code(code).first() if code else None

    @property
    def in_words(self) -> list[str]:
        """The filters that are set, as people read them."""
        found = []
        for name in ("peran", "wilayah"):
            field: Any = self.fields[name]
            if value := self.cleaned_data[name]:
                found.append(str(dict(field.choices)[value]))
        return [*found, *([f"«{self.words}»"] if self.words else [])]


class DeliveryFilter(forms.Form):
    """Narrows the log of messages: by what became of them, by what they are about."""

    status = forms.ChoiceField(label=_("Semua status"), required=False)
    jenis = forms.ChoiceField(label=_("Semua jenis"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", _("Semua status")), *MessageState.choices]
        self.fields["jenis"].choices = [("", _("Semua jenis")), *Topic.choices]

    def narrow(self, found: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        """Those that the filters leave; what is still to come is shown when it is asked for."""
        state = self.cleaned_data["status"]
        found = found.filter(state=state) if state else found.filter(due_at__lte=timezone.now())
        if topic := self.cleaned_data["jenis"]:
            found = found.filter(kind__in=[code for code, kind in registered().items() if kind.topic == topic])
        return found

    @property
    def in_words(self) -> list[str]:
        """The filters that are set, as people read them."""
        chosen = ((self.fields[name], self.cleaned_data[name]) for name in ("status", "jenis"))
        return [str(dict(field.choices)[value]) for field, value in chosen if value]  # type: ignore[attr-defined]


class TopicsForm(forms.Form):
    """The topics of which one also wants an e-mail."""

    mailed = forms.MultipleChoiceField(
        label=_("Kirim juga lewat email"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        topics = topics_for(user)
        kept = [str(topic) for topic in topics if topic not in user.muted]
        super().__init__(*args, initial={"mailed": kept}, **kwargs)
        self.fields["mailed"].choices = [(topic.value, topic.label) for topic in topics]  # type: ignore[attr-defined]


class LoginForm(AllauthLoginForm):
    """allauth's form in our words, without placeholders that repeat the labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email")
        self.fields["password"].label = _("Kata sandi")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class AcceptInvitationForm(forms.Form):
    """The first password."""

    password = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Paling sedikit 12 huruf, angka, atau tanda. Kalimat pendek paling mudah diingat."),
    )


class SettingForm(forms.Form):
    """A new value for a setting, and why."""

    reason = forms.CharField(label=_("Alasan"), max_length=200, help_text=_("Tampil di riwayat."))

    field_order = ("value", "reason")

    def __init__(self, *args: Any, declared: Declared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = declared.field()
        self.fields["value"].initial = value(declared.key)
        self.order_fields(self.field_order)


class LabelForm(forms.Form):
    """What a tier is called, and why."""

    label = forms.CharField(label=_("Sebutan"), max_length=40, required=False)
    reason = forms.CharField(label=_("Alasan"), max_length=200, help_text=_("Tampil di riwayat."))


class DelegationForm(forms.Form):
    """Which of one's roles is lent, to whom, where, how long and why."""

    assignment = forms.ModelChoiceField(Assignment.objects.none(), label=_("Peran"), empty_label=None)
    email = forms.EmailField(
        label=_("Email penerima"), max_length=254, help_text=_("Ia sudah punya akun di wilayah Anda.")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Wilayah"),
        required=False,
        help_text=_("Kosongkan untuk seluruh wilayah peran ini."),
        error_messages={"invalid_choice": _("Wilayah ini tidak ada di daftar.")},
        widget=Picker(url="dashboards:unit_search", find=found_units),
    )
    starts_on = forms.DateField(label=_("Mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("Sampai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=_("Alasan atau nomor SK"), max_length=200)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["assignment"].queryset = lendable(by)
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True).select_related("area")
        self.fields["starts_on"].initial = today()

    def clean(self) -> dict[str, Any]:
        """The receiver works inside the lender's units: somebody unknown there is no receiver."""
        data = super().clean() or self.cleaned_data
        lent, email = data.get("assignment"), data.pop("email", None)
        if lent and email:
            data["unit"] = data.get("unit") or lent.unit
            data["to"] = receiver(lent, email)
            if data["to"] is None:
                self.add_error("email", _("Tidak ada akun dengan alamat ini di wilayah Anda. Undang dulu orangnya."))
        return data


class ReshapeForm(forms.Form):
    """A change of what stands below `source`: which units go where, by which decree. `plan` is what it says."""

    kind = forms.ChoiceField(label=_("Jenis perubahan"), choices=ReshapeKind.choices, widget=forms.RadioSelect)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Unit yang pindah"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Untuk penggabungan tidak perlu dipilih: semua unit pindah dan unit ini ditutup."),
    )
    name = forms.CharField(label=_("Nama unit baru"), max_length=100, required=False, help_text=_("Untuk pemekaran."))
    code = forms.CharField(
        label=_("Kode wilayah unit baru"), max_length=13, required=False, help_text=_("Misalnya 96 atau 96.72.")
    )
    target = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit tujuan"),
        required=False,
        help_text=_("Untuk pindah dan penggabungan."),
        error_messages={"invalid_choice": _("Wilayah ini tidak ada di daftar.")},
        widget=Picker(url="dashboards:unit_search", find=found_units),
    )
    on = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=today
    )
    decree_no = forms.CharField(label=_("Nomor SK atau undang-undang"), max_length=60)
    codes = forms.CharField(
        label=_("Perubahan kode wilayah"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu baris untuk satu unit: kode lama, spasi, kode baru. Misalnya 92.71 96.71."),
    )

    def __init__(self, *args: Any, source: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        self.fields["units"].queryset = Unit.objects.children_of(source).select_related("area")
        self.fields["target"].queryset = Unit.objects.filter(is_active=True, tier=source.tier).select_related("area")

    def clean_codes(self) -> list[tuple[str, str]]:
        """Pairs of codes, old and new."""
        pairs = [line.split() for line in self.cleaned_data["codes"].splitlines() if line.strip()]
        if any(len(pair) != 2 for pair in pairs):
            raise forms.ValidationError(_("Tulis dua kode di tiap baris."))
        return [(old, new) for old, new in pairs]

    @property
    def plan(self) -> Plan:
        """What a valid form asks for."""
        data = self.cleaned_data
        merges = data["kind"] == ReshapeKind.MERGE
        return Plan(
            kind=ReshapeKind(data["kind"]),
            units=list(self.fields["units"].queryset if merges else data["units"]),  # type: ignore[attr-defined]
            on=data["on"],
            decree_no=data["decree_no"],
            target=None if data["kind"] == ReshapeKind.SPLIT else data["target"],
            merged=self.source if merges else None,
            name=data["name"],
            code=data["code"],
            codes=data["codes"],
        )


class MomentField(forms.DateTimeField):
    """A day and an hour, in the zone of the unit one acts for."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """The field says whose clock it means."""
        bound = super().get_bound_field(form, field_name)
        zone = _text("Waktu %(zone)s.") % {"zone": zone_name(timezone.localtime())}
        bound.help_text = f"{bound.help_text} {zone}".strip()
        return bound


class IncidentForm(forms.ModelForm):
    """What is known of an incident at first."""

    detected_at = MomentField(label=_("Diketahui"), help_text=_("Dari sini 72 jam berjalan."))

    class Meta:
        model = Incident
        fields = ["kind", "what", "data_kinds", "detected_at", "affected"]
        widgets = {"what": forms.Textarea(attrs={"rows": 3})}


class IncidentMoveForm(forms.ModelForm):
    """What was found out and done since."""

    subjects_told_at = MomentField(label=_("Orangnya diberi tahu"), required=False)
    agency_told_at = MomentField(label=_("Lembaga diberi tahu"), required=False)
    note = forms.CharField(label=_("Catatan"), max_length=500, required=False)

    class Meta:
        model = Incident
        fields = ["affected", "measures", "subjects_told_at", "agency_told_at"]
        widgets = {"measures": forms.Textarea(attrs={"rows": 3})}
