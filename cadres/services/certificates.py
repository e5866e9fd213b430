"""Certificates: issued with an award or a passed training, checked by anybody who holds the code."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection
from django.urls import reverse

from accounts.models import User
from cadres.models import Certificate, LevelAward, Member, TrainingRegistration


@dataclass(frozen=True)
class Checked:
    """All that a stranger learns of a certificate."""

    initials: str
    title: str
    issued_on: date
    revoked_on: date | None

    @property
    def is_valid(self) -> bool:
        """Whether it holds."""
        return self.revoked_on is None


def certificate_issue(
    *,
    by: User,
    member: Member,
    title: str,
    short: str,
    on: date,
    award: LevelAward | None = None,
    registration: TrainingRegistration | None = None,
) -> Certificate:
    """Issue the paper of an award or a passed training. The number tells kind, unit, year and row; the code nothing."""
    source = award or registration
    assert source is not None
    place = member.unit.regency or member.unit
    number = f"{source.pk:06d}/{short.upper()}/{place.code.replace('.', '')}/{on.year}"
    return Certificate.objects.create(
        unit=member.unit,
        member=member,
        award=award,
        registration=registration,
        number=number,
        title=title,
        name=member.titled_name,
        issued_on=on,
        issued_by=by,
    )


def check_address(certificate: Certificate) -> str:
    """The public address of the check page, as the QR says it."""
    return settings.BASE_URL + reverse("cadres:certificate_check", args=[certificate.code])


def certificate_check(code: str) -> Checked | None:
    """What a code says; None for one that is nobody's. Asked of the database's own function: no row is read here."""
    if len(code) != 32:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT initials, title, issued_on, revoked_on FROM kad_check_certificate(%s)", [code.lower()])
        row = cursor.fetchone()
    return Checked(*row) if row else None
