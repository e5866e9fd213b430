"""The certificate of an award or a passed training: one A4 page with a QR code to the public check page."""

import io
import json
from pathlib import Path

import segno
import typst
from django.conf import settings
from django.utils.translation import gettext as _

from cadres.models import Certificate
from cadres.services.certificates import check_address
from core.templatetags.format import date_id
from regions.models import Party

TEMPLATE = Path(__file__).with_name("certificate.typ")


def certificate_pdf(certificate: Certificate) -> bytes:
    """The page as PDF. Words go in as data, never as markup; no file, font or address outside the package is read."""
    address = check_address(certificate)
    words = {
        "party": Party.objects.values_list("name", flat=True).first() or "Kaderisasi",
        "heading": _("Sertifikat"),
        "number": _("Nomor %(number)s") % {"number": certificate.number},
        "given": _("Diberikan kepada"),
        "name": certificate.name,
        "for": _("sebagai tanda telah mencapai jenjang") if certificate.award_id else _("sebagai tanda telah lulus"),
        "title": certificate.title,
        "place": _("%(unit)s, %(day)s")
        % {"unit": certificate.unit.path.split(", ")[0], "day": date_id(certificate.issued_on)},
        "signed": certificate.issued_by.full_name,
        "role": _("Ditetapkan oleh") if certificate.award_id else _("Disahkan oleh"),
        "check": _("Periksa keasliannya:"),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "revoked": _("DICABUT") if certificate.revoked_on else "",
        "lang": settings.LANGUAGE_CODE,
    }
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", border=0, scale=4)
    return typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"words": json.dumps(words), "qr": picture.getvalue().decode()},
        ignore_system_fonts=True,
        format="pdf",
    )
