"""A mentor's letter of appointment, and a paper of thanks for what his mentees confirmed."""

from datetime import date
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cadres.documents.pages import set_page
from core.templatetags.format import date_id
from mentoring.documents import guide_texts
from mentoring.enums import GuideKind, MentorState
from mentoring.models import Mentor, MentorTransition
from mentoring.selectors.mentors import Thanks

HERE = Path(__file__).parent
#: States in which somebody is appointed.
APPOINTED = (MentorState.ACTIVE, MentorState.PAUSED)


def appointed_on(mentor: Mentor) -> date:
    """The day on which somebody first became an active mentor."""
    first = MentorTransition.objects.filter(mentor=mentor, to_value=MentorState.ACTIVE).order_by("at", "pk").first()
    return timezone.localdate(first.at if first else None, timezone=mentor.unit.zone)


def appointment_pdf(mentor: Mentor) -> bytes:
    """The letter that a mentor shows: who, where, since when, with the code of conduct that he signed."""
    place = mentor.unit.regency or mentor.unit
    day = appointed_on(mentor)
    number = f"{mentor.pk:06d}/MTR/{place.code.replace('.', '')}/{day.year}"
    return set_page(
        HERE / "appointment.typ",
        {
            "heading": _("Surat Pengangkatan Mentor"),
            "number": _("Nomor %(number)s") % {"number": number},
            "opening": _("Dengan surat ini diterangkan bahwa"),
            "name": mentor.member.titled_name,
            "facts": [
                [_("Jenjang"), mentor.member.get_level_display()],
                [_("Unit"), mentor.unit.full_name],
                [_("Mentor sejak"), date_id(day)],
                [_("Batas binaan"), ngettext("%(n)d kader", "%(n)d kader", mentor.capacity) % {"n": mentor.capacity}],
            ],
            "body": _("diangkat sebagai mentor kader. Ia telah menandatangani kode etik dan menyelesaikan orientasi."),
            "conduct": _("Kode etik yang disetujui"),
            "clauses": [sentence for _code, sentence in guide_texts(GuideKind.CONDUCT)],
            "place": _("%(unit)s, %(day)s") % {"unit": place.path.split(", ")[0], "day": date_id(day)},
            "signed": _("Koordinator program"),
        },
    )


def thanks_pdf(mentor: Mentor, thanks: Thanks) -> bytes:
    """The paper of thanks. Numbers of this mentor alone: no rank, no comparison."""
    place, today = mentor.unit.regency or mentor.unit, timezone.localdate()
    sessions = ngettext("%(n)d pertemuan", "%(n)d pertemuan", thanks.confirmed) % {"n": thanks.confirmed}
    cadres = ngettext("%(n)d kader", "%(n)d kader", thanks.mentees) % {"n": thanks.mentees}
    done = ngettext(
        "%(n)d pendampingan tuntas sampai evaluasi akhir.",
        "%(n)d pendampingan tuntas sampai evaluasi akhir.",
        thanks.completed,
    ) % {"n": thanks.completed}
    return set_page(
        HERE / "thanks.typ",
        {
            "heading": _("Piagam Penghargaan"),
            "given": _("Terima kasih kepada"),
            "name": mentor.member.titled_name,
            "body": _("yang mendampingi %(cadres)s dalam %(sessions)s yang dibenarkan para kader sendiri.")
            % {"cadres": cadres, "sessions": sessions},
            "done": done if thanks.completed else "",
            "place": _("%(unit)s, %(day)s") % {"unit": place.path.split(", ")[0], "day": date_id(today)},
        },
    )
