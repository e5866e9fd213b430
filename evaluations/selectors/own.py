"""What evaluations keep of a member, for the copy of his data (UU 27/2022 art. 7 and 13).

Inside `as_oneself`: his own answers, and of his PDLT what was shared with him. Assessors are not named (art. 33).
"""

import re

from accounts.models import User
from cadres.models import Member
from cadres.selectors.own import EXTRA
from evaluations.models import Answer, PdltAssessment, PdltMark
from mentoring.models import PairingParticipant
from mentoring.selectors.own import Rows


def answer_rows(member: Member, user: User) -> Rows:
    """What he has answered, item by item; whom it is about stands there without a name."""
    found = list(
        Answer.objects.for_user(user)
        .select_related("evaluation__instrument", "item")
        .order_by("evaluation", "item__place")
    )
    subjects = {each.evaluation.subject_id for each in found}
    others = PairingParticipant.objects.filter(pk__in=subjects).exclude(member=member)
    names = dict(others.values_list("pk", "name"))
    return [
        {
            "isian": each.evaluation.instrument.name,
            "saat": each.evaluation.get_occasion_display(),
            "sebagai": each.evaluation.get_role_display(),
            "terkirim": each.evaluation.submitted_at,
            "pertanyaan": each.item.text,
            "nilai": each.value,
            "jawaban": _without(names.get(each.evaluation.subject_id, ""), each.text),
        }
        for each in found
    ]


def pdlt_rows(member: Member, user: User) -> Rows:
    """The PDLT cases that were shared with him."""
    return [
        {
            "dari": case.period_from,
            "sampai": case.period_to,
            "status": case.get_state_display(),
            "nilai": case.total,
            "rincian": case.parts,
            "tidak_tercela": case.get_gate_display(),
            "dibagikan": case.shared_at,
            "keberatan": case.objection,
            "keputusan": case.get_verdict_display(),
            "alasan": case.verdict_reason,
        }
        for case in PdltAssessment.objects.for_user(user).filter(member=member).order_by("pk")
    ]


def mark_rows(member: Member, user: User) -> Rows:
    """The marks of those cases with their evidence, without who gave them."""
    marks = PdltMark.objects.for_user(user).filter(assessor__assessment__member=member)
    return [
        {"butir": mark.item.text, "nilai": mark.value, "tidak_tercela": mark.get_gate_display(), "bukti": mark.evidence}
        for mark in marks.select_related("item").order_by("assessor__assessment", "assessor", "item__place")
    ]


def _without(name: str, text: str) -> str:
    return re.sub(re.escape(name), "(…)", text, flags=re.IGNORECASE) if name else text


EXTRA |= {"isian_evaluasi": answer_rows, "pdlt": pdlt_rows, "nilai_pdlt": mark_rows}
