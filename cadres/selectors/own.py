"""What a person reads about himself, whatever role he acts in: under his own scope, never a wider one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from accounts.consents import stands_of
from accounts.enums import Role
from accounts.models import DataRequest, SensitiveRead, User
from accounts.scoping import Scope, scope_context
from cadres.models import (
    Candidacy,
    Certificate,
    LevelAward,
    Member,
    MobilityStep,
    OfficerTerm,
    TrainingRegistration,
    Transfer,
)

SHOWN = 100


@contextmanager
def as_oneself(user: User) -> Iterator[Member | None]:
    """Run the block as the person himself: the member row of the account, or None without one.

    A secretary's own row may stand outside the unit she works for.
    """
    before = user.scope
    if before is None:
        yield None
        return
    user.scope = Scope(user_id=user.pk, role=Role.MENTEE, unit=before.unit)
    try:
        with scope_context(user.scope):
            members = Member.objects.for_user(user).select_related("unit", "user")
            yield members.filter(user=user).first()
    finally:
        user.scope = before


def reads_of(member: Member) -> list[SensitiveRead]:
    """Who looked at the member's protected data, newest first. Inside `as_oneself`, or as the officer."""
    ids = [member.pk, *Member._base_manager.filter(merged_into=member).values_list("pk", flat=True)]
    found = SensitiveRead.objects.filter(subject_kind="member", subject_id__in=ids).select_related("reader")
    return list(found.exclude(reader=member.user_id).order_by("-read_at", "-pk")[:SHOWN])


def field_label(field: str) -> str:
    """What was looked at, in words."""
    return {
        "nik": _("NIK lengkap"),
        "nik_elsewhere": _("Pemeriksaan NIK ganda"),
        "profile": _("Data induk di profil"),
    }.get(field, field)


def own_data(member: Member, user: User) -> dict[str, list[dict[str, Any]]]:
    """All that is kept of the member, by table, in plain values: for the copy he may take with him.

    Other people's names and notes are left out (UU 27/2022 art. 33). Inside `as_oneself`.
    """
    data: dict[str, list[dict[str, Any]]] = {
        "anggota": [
            {
                "nama": member.full_name,
                "gelar_depan": member.prefix,
                "gelar_belakang": member.suffix,
                "jenis_kelamin": member.get_gender_display(),
                "tanggal_lahir": member.birth_date,
                "tempat_lahir": member.birthplace,
                "nik": member.nik,
                "nomor_kta": member.membership_card_no,
                "nomor_hp": member.phone,
                "email": member.email,
                "alamat": member.address,
                "unit": member.unit.path,
                "jenjang": member.get_level_display(),
                "status": member.get_status_display(),
                "bergabung": member.joined_on,
                "sayap_dan_ormas": member.body_names,
                "bersedia_didampingi": member.wants_mentoring,
                "dicatat": member.created_at,
            }
        ],
        "persetujuan": [
            {
                "tujuan": stand.purpose.title,
                "versi": stand.consent.purpose.version,
                "setuju": stand.consent.is_given,
                "waktu": stand.consent.at,
                "cara": stand.consent.get_channel_display(),
            }
            for stand in stands_of(member, user)
            if stand.consent
        ],
        "pembacaan": [
            {"waktu": read.read_at, "oleh": read.reader.full_name, "data": field_label(read.field)}
            for read in reads_of(member)
        ],
        "permintaan": [
            {"waktu": r.received_at, "permintaan": r.get_kind_display(), "status": r.get_state_display()}
            for r in DataRequest.objects.for_user(user).filter(member=member).order_by("pk")
        ],
        "mutasi": [
            {"waktu": t.requested_at, "ke": t.to_unit.path, "status": t.get_state_display()}
            for t in Transfer.objects.for_user(user).filter(member=member).select_related("to_unit")
        ],
    }
    data |= _ladder_of(member, user)
    for name, rows in EXTRA.items():
        data[name] = rows(member, user)
    return data


def _ladder_of(member: Member, user: User) -> dict[str, list[dict[str, Any]]]:
    """Offices, the way up, trainings and papers, as the member may see them."""

    def mine(model: Any) -> Any:
        return model.objects.for_user(user).filter(member=member).order_by("pk")

    return {
        "pencalonan": [
            {
                "pemilu": each.election.name,
                "dapil": each.constituency.name,
                "tahap": each.get_state_display(),
                "nomor_urut": each.list_number,
                "suara": each.votes,
                "sejak": each.since,
            }
            for each in mine(Candidacy).select_related("election", "constituency")
        ],
        "jabatan": [
            {
                "jabatan": t.post,
                "unit": t.unit.path,
                "nomor_sk": t.valid_decree_no,
                "mulai": t.starts_on,
                "sampai": t.ends_on,
            }
            for t in OfficerTerm.objects.for_user(user).filter(member=member).select_related("unit").order_by("pk")
        ],
        "langkah_karier": [
            {
                "saluran": step.channel.name,
                "tingkat": step.get_tier_display(),
                "jabatan": step.post,
                "mulai": step.starts_on,
                "sampai": step.ends_on,
                "bukti": step.evidence,
                "dicoret": step.strike_reason,
            }
            for step in mine(MobilityStep).select_related("channel")
        ],
        "kenaikan_jenjang": [
            {
                "jenjang": award.level.name,
                "status": award.get_state_display(),
                "diusulkan": award.proposed_at,
                "diputuskan": award.decided_at,
                "alasan": award.decision_reason,
            }
            for award in mine(LevelAward).select_related("level")
        ],
        "pelatihan": [
            {
                "kegiatan": seat.event.title,
                "mulai": seat.event.starts_at,
                "status": seat.get_state_display(),
                "nilai": seat.score,
                "hasil": seat.get_result_display(),
            }
            for seat in mine(TrainingRegistration).select_related("event")
        ],
        "sertifikat": [
            {"nomor": paper.number, "judul": paper.title, "tanggal": paper.issued_on, "dicabut": paper.revoked_on}
            for paper in mine(Certificate)
        ],
    }


#: What apps above keep of a member: name of the table → function of (member, user) to rows.
EXTRA: dict[str, Any] = {}
