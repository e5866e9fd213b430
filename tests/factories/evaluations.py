"""Who is asked what, straight to rows: no service, no message."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from cadres.models import OfficerTerm
from evaluations.models import Answer, Evaluation, EvaluationRound, Instrument
from mentoring.enums import LEADERS, LEARNERS
from mentoring.models import Pairing, Programme
from tests.factories.accounts import unit
from tests.factories.cadres import member_user


def instrument(code: str) -> Instrument:
    """The first version of an instrument."""
    return Instrument.objects.get(code=code, version=1, province=None)


def officer_of(code: str, **term: Any) -> User:
    """A member with an account who holds an office at a unit."""
    user = member_user(Role.SECRETARIAT, code, full_name=f"Pengurus {code}")
    facts = {"unit": unit(code), "post": "Anggota bidang", "starts_on": timezone.localdate() - timedelta(days=90)}
    OfficerTerm.objects.create(**facts | term, member=user.member)
    return user


def asked(pairing: Pairing, code: str = "I-1", *, side: str = "mentee", place: int = 0, **fields: Any) -> Evaluation:
    """Somebody of a pairing is asked about the other side: `side` is «mentee» or «mentor»; open by default."""
    today = timezone.localdate()
    learners = list(pairing.participants.filter(role__in=LEARNERS).order_by("pk"))
    leaders = list(pairing.participants.filter(role__in=LEADERS).order_by("pk"))
    rater = learners[place] if side == "mentee" else leaders[place]
    subject = (leaders or learners)[0] if side == "mentee" else learners[0]
    return Evaluation.objects.create(
        **{
            "unit": pairing.unit,
            "pairing": pairing,
            "instrument": instrument(code),
            "subject": subject,
            "rater": rater.user,
            "role": side,
            "occasion": "session" if code.startswith("I-4") else "rapport",
            "state": "open",
            "opens_on": today - timedelta(days=1),
            "closes_on": today + timedelta(days=10),
        }
        | fields
    )


def round_at(programme: Programme, code: str = "I-6.L1", **fields: Any) -> EvaluationRound:
    """A round of a programme."""
    today = timezone.localdate()
    return EvaluationRound.objects.create(
        **{
            "unit": programme.unit,
            "programme": programme,
            "instrument": instrument(code),
            "occasion": "baseline",
            "opens_on": today,
            "closes_on": today + timedelta(days=14),
            "created_by": programme.coordinator,
        }
        | fields
    )


def answered(evaluation: Evaluation, values: Mapping[str, int | None] | int, **fields: Any) -> Evaluation:
    """What the rater said, by code of the item or the same to all; sent and locked."""
    items = evaluation.instrument.items.exclude(kind="text")
    if isinstance(values, int):
        values = {item.code: values for item in items}
    Answer.objects.bulk_create(
        Answer(evaluation=evaluation, item=item, value=values[item.code]) for item in items if item.code in values
    )
    now = timezone.now()
    Evaluation.objects.filter(Q(pk=evaluation.pk)).update(
        state="submitted", submitted_at=fields.pop("submitted_at", now)
    )
    Evaluation.objects.filter(pk=evaluation.pk).update(**{"state": "locked", "locked_at": now} | fields)
    evaluation.refresh_from_db()
    return evaluation
