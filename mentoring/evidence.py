"""What mentoring gives to the ladder: meetings one took part in, and mentoring carried through to its end.

Personal mentoring counts like that inside a stage: an end has no effect on a level, meetings have (DOMAIN §4.3).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.ladder.evidence import Asked, Found, Kind, counted, register

SESSIONS = """
SELECT a.member_id, count(DISTINCT s.id)::int, 0, array_agg(DISTINCT s.id), max(s.held_on)
FROM asked a
JOIN mentoring_pairingparticipant p ON p.member_id = a.member_id AND p.role IN ('mentee', 'peer')
JOIN mentoring_session s ON s.pairing_id = p.pairing_id AND s.state IN ('logged', 'acknowledged')
    AND s.held_on BETWEEN a.since AND a.until
JOIN mentoring_sessionattendance t ON t.session_id = s.id AND t.participant_id = p.id
    AND t.status IN ('present', 'late')
GROUP BY a.member_id
"""
FINAL = """
SELECT a.member_id, count(DISTINCT r.id)::int, 0, array_agg(DISTINCT r.id),
    max(coalesce(r.ended_on, e.locked_at::date))
FROM asked a
JOIN mentoring_pairingparticipant p ON p.member_id = a.member_id AND p.role IN ('mentee', 'peer')
JOIN mentoring_pairing r ON r.id = p.pairing_id AND r.category = 'formal_stage'
LEFT JOIN mentoring_diagnostic e ON e.learner_id = p.id AND e.round = 'final' AND e.state = 'locked'
    AND e.set_aside_at IS NULL
WHERE (r.state = 'completed' AND r.ended_on BETWEEN a.since AND a.until)
    OR (e.id IS NOT NULL AND e.locked_at::date BETWEEN a.since AND a.until)
GROUP BY a.member_id
"""


def _sessions(asked: Sequence[Asked], detail: Mapping[str, Any]) -> dict[int, Found]:
    return counted(SESSIONS, asked)


def _final(asked: Sequence[Asked], detail: Mapping[str, Any]) -> dict[int, Found]:
    return counted(FINAL, asked)


def _member_link(member_id: int, detail: Mapping[str, Any]) -> str:
    return reverse("dashboards:member", args=[member_id])


register(
    Kind(
        code="sessions",
        name=gettext_lazy("Sesi pendampingan"),
        count=_sessions,
        who=gettext_lazy("Kader bersama mentornya; mentor mencatat."),
        label=lambda n, detail: _("Sesi pendampingan: %(n)d") % {"n": n},
        link=_member_link,
        link_label=gettext_lazy("Lihat pendampingannya"),
    )
)
register(
    Kind(
        code="final_evaluation",
        name=gettext_lazy("Evaluasi akhir pendampingan"),
        count=_final,
        who=gettext_lazy("Kader, mentor, dan koordinator program."),
        label=lambda n, detail: _("Pendampingan dengan evaluasi akhir: %(n)d") % {"n": n},
        link=_member_link,
        link_label=gettext_lazy("Lihat pendampingannya"),
    )
)
