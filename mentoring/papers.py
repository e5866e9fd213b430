"""The paper of thanks at the end of a pairing, as PDF: set by typst with its own fonts."""

import json
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from core.templatetags.format import date_id
from mentoring.models import Closure
from regions.models import Party

TEMPLATE = Path(__file__).with_name("thanks.typ")


def thanks_pdf(closure: Closure) -> bytes:
    """The page for a closing that has been thanked for. Words go in as data, never as markup."""
    assert closure.thanked_at is not None
    assert closure.thanked_by is not None
    pairing = closure.pairing
    people = pairing.participants.filter(left_at=None).order_by("pk")
    words = {
        "party": Party.objects.values_list("name", flat=True).first() or "Kaderisasi",
        "heading": _("Piagam terima kasih"),
        "given": _("Diberikan kepada"),
        "people": [{"name": person.name, "role": person.get_role_display()} for person in people],
        "for": _("yang telah menempuh pendampingan bersama-sama"),
        "span": f"{date_id(pairing.active_on)} – {date_id(pairing.ended_on or closure.thanked_at.date())}",
        "place": _("%(unit)s, %(day)s")
        % {"unit": pairing.unit.path.split(", ")[0], "day": date_id(closure.thanked_at.date())},
        "role": _("Koordinator program"),
        "signed": closure.thanked_by.full_name,
        "lang": settings.LANGUAGE_CODE,
    }
    return typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"words": json.dumps(words)}, ignore_system_fonts=True, format="pdf"
    )
