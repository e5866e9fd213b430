"""The certificate of an award or a passed training: one A4 page with a QR code to the public check page."""

import io
from pathlib import Path

import segno
from django.utils.translation import gettext as _

from cadres.documents.pages import set_page
from cadres.models import Certificate
from cadres.services.certificates import check_address
from core.templatetags.format import date_id

TEMPLATE = Path(__file__).with_name("certificate.typ")


def certificate_pdf(certificate: Certificate) -> bytes:
    """The page as PDF."""
    address = check_address(certificate)
    words = {
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
    }
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", border=0, scale=4)
    return set_page(TEMPLATE, words, qr=picture.getvalue().decode())
