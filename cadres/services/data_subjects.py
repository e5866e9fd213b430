"""What a data subject's wish does to his rows: consents, corrections, restriction, a copy, being forgotten."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import data_requests
from accounts.consents import LISTENERS, MENTORING, WHATSAPP
from accounts.data_requests import request_move
from accounts.enums import RequestKind, RequestState
from accounts.models import DataRequest, User, today
from accounts.services import roles_end
from cadres.enums import EndReason, MemberStatus
from cadres.models import Member, MemberTransition
from cadres.selectors.own import own_data
from cadres.services.offices import terms_end
from cadres.signals import membership_ended
from core.context import database_context, jobs_context
from core.errors import RuleError

#: What a person may ask to have corrected: name of the column → how it is read back from the request.
CORRECTABLE = ("full_name", "birth_date", "birthplace", "phone", "email", "address")
FORGOTTEN = {
    **dict.fromkeys(("prefix", "suffix", "birthplace", "phone", "email", "address", "nik", "nik_last4"), ""),
    **dict.fromkeys(("birth_date", "membership_card_no", "nik_hash", "user"), None),
    "has_whatsapp": False,
    "wants_mentoring": False,
}
#: Where a name may remain after its owner is forgotten: table.column → why the law lets it (UU 27/2022).
REMAINS = {
    "mentoring_programme.closing_report": "art. 43(2): tells of a programme, is no row about him",
    "mentoring_programmeevent.closing_report": "as the report",
    "accounts_incident.what": "art. 46 with 31: the record of a breach is kept for the agency",
}
PROFILE_FIELD = "profile"
ONCE_AN_HOUR = """
INSERT INTO accounts_sensitiveread (reader_id, subject_kind, subject_id, field, reason, read_at)
SELECT %(reader)s, 'member', %(member)s, %(field)s, '', now() WHERE NOT EXISTS (
    SELECT FROM accounts_sensitiveread r WHERE r.reader_id = %(reader)s AND r.subject_kind = 'member'
    AND r.subject_id = %(member)s AND r.field = %(field)s AND r.read_at > now() - interval '1 hour')
"""


def record_profile_read(*, by: User, member: Member) -> None:
    """Keep that somebody has read a profile with its personal fields; within the hour once. One statement."""
    if member.user_id == by.pk:
        return
    with connection.cursor() as cursor:
        cursor.execute(ONCE_AN_HOUR, {"reader": by.pk, "member": member.pk, "field": PROFILE_FIELD})


def _follow_consent(*, by: User, member: Member, code: str, is_given: bool) -> None:
    """What lists and jobs look at follows at once; a yes to WhatsApp still needs a number that has it."""
    column = {MENTORING: "wants_mentoring", WHATSAPP: "has_whatsapp"}.get(code)
    if column and (code == MENTORING or not is_given):
        with jobs_context():
            Member.objects.filter(pk=member.pk).update(**{column: is_given})


LISTENERS.append(_follow_consent)


@transaction.atomic
def restriction_lift(*, by: User, member: Member) -> None:
    """Let one's own data be used again. Raises RuleError for anybody else."""
    if member.user_id != by.pk:
        raise RuleError(_("Pembatasan dicabut oleh orangnya sendiri."))
    with jobs_context():
        Member.objects.filter(pk=member.pk).update(restricted=False)


def _restrict(*, by: User, request: DataRequest, details: dict[str, Any]) -> None:
    with jobs_context():
        Member.objects.filter(pk=request.member_id).update(restricted=True)


def _correct(*, by: User, request: DataRequest, details: dict[str, Any]) -> None:
    """Write what the person asked for; the history of the row keeps what stood there."""
    with jobs_context():
        member = Member.objects.select_for_update(of=("self",)).defer("nik").get(pk=request.member_id)
        wanted = {name: details[name] for name in CORRECTABLE if name in details}
        for name, value in wanted.items():
            setattr(member, name, date.fromisoformat(value) if name == "birth_date" else value)
        try:
            member.clean_fields(exclude=[f.name for f in Member._meta.fields if f.name not in wanted])
        except ValidationError:
            raise RuleError(_("Isi yang diminta tidak sah; tolak dengan penjelasan.")) from None
        if wanted:
            member.save(update_fields=list(wanted))


def _forget(*, by: User, request: DataRequest, details: dict[str, Any]) -> None:
    """End the membership and leave nothing but what is counted: unit, gender, level, dates of the moves."""
    with jobs_context():
        people = Member.objects.select_for_update(of=("self",)).select_related("unit", "user").defer("nik")
        member = people.get(pk=request.member_id)
        doubles = list(people.filter(merged_into=member, pseudonymised_at=None))
        before = MemberStatus(member.status)
        if before != MemberStatus.ENDED:
            member.status = MemberStatus.ENDED
            member.save(update_fields=["status"])
            MemberTransition.objects.create(
                member=member,
                unit=member.unit,
                from_value=before,
                to_value=MemberStatus.ENDED,
                reason=EndReason.RESIGNED,
                note=_("Atas permintaannya sendiri."),
                actor=by,
            )
            membership_ended.send(sender=Member, member=member, by=by)
    terms_end(member=member, on=today())
    for row in (member, *doubles):
        if row.user is not None:
            # In the person's own name: roles are given back, as he asked for; the officer gives and takes none.
            with database_context(role=None, user_id=row.user.pk):
                roles_end(by=by, user=row.user)
        with jobs_context():
            _forget_row(row)


def _forget_row(member: Member) -> None:
    """Empty a row of what tells who it was; a trigger empties the words about him in every other table.

    The account goes with it: nobody signs in, and its name stands nowhere.
    """
    user = member.user
    for name, value in FORGOTTEN.items():
        setattr(member, name, value)
    member.full_name = _("Mantan anggota %(number)d") % {"number": member.pk}
    member.nik_missing_reason = _("Dihapus atas permintaan")
    member.pseudonymised_at = timezone.now()
    member.save(update_fields=[*FORGOTTEN, "full_name", "nik_missing_reason", "pseudonymised_at"])
    if user is None:
        return
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.is_active, user.full_name, user.salutation = False, member.full_name, ""
    user.email = f"dihapus-{user.pk}@tidak-ada.invalid"
    user.set_unusable_password()
    user.save(update_fields=["is_active", "full_name", "salutation", "email", "password"])


for _kind, _deed in (
    (RequestKind.CORRECTION, _correct),
    (RequestKind.RESTRICTION, _restrict),
    (RequestKind.ERASURE, _forget),
):
    data_requests.register(_kind, _deed)


@transaction.atomic
def own_copy(*, by: User, request: DataRequest, member: Member) -> bytes:
    """The copy of one's own data as a ZIP of JSON and CSV, handed out once. Inside `as_oneself`.

    Raises RuleError for another's request or a second time.
    """
    locked = DataRequest.objects.for_user(by).select_for_update(of=("self",)).get(pk=request.pk)
    if locked.member_id != member.pk or member.user_id != by.pk or locked.kind != RequestKind.PORTABILITY:
        raise RuleError(_("Salinan data hanya untuk orangnya sendiri."))
    if locked.collected_at is not None:
        raise RuleError(_("Salinan ini sudah diambil. Minta salinan baru."))
    data = own_data(member, by)
    locked.collected_at = timezone.now()
    locked.save(update_fields=["collected_at"])
    request_move(by=by, request=locked, to=RequestState.FULFILLED, note=_("Salinan diunduh sendiri."))
    return _zipped(data)


def _zipped(data: dict[str, list[dict[str, Any]]]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2, default=_plain))
        for name, rows in data.items():
            table = io.StringIO()
            if rows:
                writer = csv.DictWriter(table, fieldnames=list(rows[0]), delimiter=";")
                writer.writeheader()
                writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
            archive.writestr(f"{name}.csv", "\ufeff" + table.getvalue())
    return content.getvalue()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else _plain(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
