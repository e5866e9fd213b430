"""The paper of thanks at the end of a pairing, as PDF: set by typst with its own fonts."""

from pathlib import Path

from django.utils.translation import gettext as _

from cadres.documents.pages import set_page
from core.templatetags.format import date_id
from mentoring.models import Closure

TEMPLATE = Path(__file__).with_name("thanks.typ")


def thanks_pdf(closure: Closure) -> bytes:
    """The page for a closing that has been thanked for."""
    assert closure.thanked_at is not None
    assert closure.thanked_by is not None
    pairing = closure.pairing
    people = pairing.participants.filter(left_at=None).order_by("pk")
    words = {
        "heading": _("Piagam terima kasih"),
        "given": _("Diberikan kepada"),
        "people": [{"name": person.name, "role": person.get_role_display()} for person in people],
        "for": _("yang telah menempuh pendampingan bersama-sama"),
        "span": f"{date_id(pairing.active_on)} – {date_id(pairing.ended_on or closure.thanked_at.date())}",
        "place": _("%(unit)s, %(day)s")
        % {"unit": pairing.unit.path.split(", ")[0], "day": date_id(closure.thanked_at.date())},
        "role": _("Koordinator program"),
        "signed": closure.thanked_by.full_name,
    }
    return set_page(TEMPLATE, words)
