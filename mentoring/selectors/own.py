"""What mentoring keeps of a member, for the copy of his data (UU 27/2022 art. 7 and 13).

Inside `as_oneself`: what the two walls let him read. The others stand there by what they are to him, and a private note
is its author's alone (art. 33).
"""

import re
from collections.abc import Iterable
from typing import Any

from accounts.models import User
from cadres.models import Member
from cadres.selectors.own import EXTRA
from mentoring.enums import Format
from mentoring.models import ActionItem, Agreement, BusyTime, Mentor, OddLogs, PairingParticipant, Session

Rows = list[dict[str, Any]]
#: In these a log tells of one learner alone.
OF_ONE = (Format.ONE_TO_ONE, Format.REVERSE)


def mentor_rows(member: Member, user: User) -> Rows:
    """Himself as a mentor."""
    return [
        {"status": mentor.get_state_display(), "batas_binaan": mentor.capacity, "keahlian": mentor.note}
        for mentor in Mentor.objects.for_user(user).filter(member=member)
    ]


def pairing_rows(member: Member, user: User) -> Rows:
    """The pairings he is or was in, with what he is there."""
    parts = PairingParticipant.objects.for_user(user).filter(member=member).select_related("pairing__programme")
    return [
        {
            "pasangan": part.pairing_id,
            "program": part.pairing.programme.name,
            "peran": part.get_role_display(),
            "bentuk": part.pairing.get_format_display(),
            "status": part.pairing.get_state_display(),
            "fase": part.pairing.get_phase_display(),
            "jawaban": part.get_answer_display(),
            "mulai": part.pairing.active_on,
            "berakhir": part.pairing.ended_on,
        }
        for part in parts.order_by("pairing")
    ]


def agreement_rows(member: Member, user: User) -> Rows:
    """What was promised: the aims of the mentoring, each version."""
    found = _mine(Agreement.objects.for_user(user), member).order_by("pairing", "version")
    return [
        {
            "pasangan": each.pairing_id,
            "versi": each.version,
            "tujuan": hide(each.purpose),
            "irama": hide(each.rhythm),
            "mulai": each.starts_on,
            "selesai": each.ends_on,
            "status": each.get_state_display(),
        }
        for each, hide in _hiding(found, member)
    ]


def session_rows(member: Member, user: User) -> Rows:
    """Meetings with their logs; where several learn together the words may be about others and stay away."""
    found = _mine(Session.objects.for_user(user), member).select_related("pairing", "log").order_by("pairing", "pk")
    return [
        {
            "pasangan": each.pairing_id,
            "sesi": each.sequence,
            "status": each.get_state_display(),
            "rencana": each.planned_start,
            "mulai": each.started_at,
            "menit": each.minutes,
            "cara": each.get_mode_display(),
            "tempat": each.place,
            **{
                name: hide(getattr(log, column)) if (log := getattr(each, "log", None)) and _is_of_one(each) else ""
                for name, column in (
                    ("tujuan", "goal"),
                    ("keadaan", "reality"),
                    ("pilihan", "options"),
                    ("langkah", "will"),
                    ("keberatan", "dispute"),
                )
            },
        }
        for each, hide in _hiding(found, member)
    ]


def action_rows(member: Member, user: User) -> Rows:
    """The steps he has promised."""
    found = ActionItem.objects.for_user(user).filter(owner__member=member).order_by("pairing", "pk")
    return [
        {
            "pasangan": each.pairing_id,
            "langkah": hide(each.what),
            "tenggat": each.due_on,
            "status": each.get_state_display(),
        }
        for each, hide in _hiding(found, member)
    ]


def odd_rows(member: Member, user: User) -> Rows:
    """What his logs were asked about, and what he and the coordinator said."""
    return [
        {
            "hal": row.get_rule_display(),
            "tanggal": row.on,
            "banyaknya": row.total,
            "status": row.get_state_display(),
            "penjelasan": row.explanation,
            "catatan_koordinator": row.settlement,
        }
        for row in OddLogs.objects.for_user(user).filter(person=user)
    ]


def _mine(rows: Any, member: Member) -> Any:
    return rows.filter(pairing__participants__member=member)


def _is_of_one(session: Session) -> bool:
    return session.pairing.format in OF_ONE


def _hiding(rows: Iterable[Any], member: Member) -> Iterable[tuple[Any, Any]]:
    """Each row with a function that puts what the others are in the place of their names."""
    rows = list(rows)
    people = PairingParticipant.objects.filter(pairing__in={row.pairing_id for row in rows}).exclude(member=member)
    names: dict[int, list[PairingParticipant]] = {}
    for person in people:
        names.setdefault(person.pairing_id, []).append(person)

    def hider(others: list[PairingParticipant]) -> Any:
        def hide(text: str) -> str:
            for other in others:
                text = re.sub(re.escape(other.name), f"({other.get_role_display()})", text, flags=re.IGNORECASE)
            return text

        return hide

    return [(row, hider(names.get(row.pairing_id, []))) for row in rows]


def busy_rows(member: Member, user: User) -> Rows:
    """The days on which he has said that he is not free."""
    return [{"dari": row.first_on, "sampai": row.last_on} for row in BusyTime.objects.filter(user=user)]


EXTRA |= {
    "mentor": mentor_rows,
    "pendampingan": pairing_rows,
    "kesepakatan": agreement_rows,
    "sesi": session_rows,
    "tindak_lanjut": action_rows,
    "catatan_janggal": odd_rows,
    "waktu_tidak_tersedia": busy_rows,
}
