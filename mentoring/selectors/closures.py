"""How far a pairing's closing has come, and which early ends wait for the coordinator's call."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from mentoring.enums import UPCOMING_STATES, PairingState
from mentoring.models import Closure, ClosureForm, ExitCall, ExitForm, Pairing
from mentoring.rules.closures import ClosingCheck, ClosingFacts, closing_checks
from mentoring.selectors.learning import final_rubric_is_done


def closure_of(pairing: Pairing) -> Closure | None:
    """What is written of a pairing's closing; None before somebody began."""
    return Closure.objects.filter(pairing=pairing).first()


def forms_sent(pairing: Pairing) -> set[int]:
    """The participants whose closing form the acting user may know to be sent."""
    return set(ClosureForm.objects.filter(pairing=pairing).values_list("participant", flat=True))


def checks_of(pairing: Pairing, closure: Closure | None, sent: set[int]) -> list[ClosingCheck]:
    """The checklist of §7.6 with what is missing. Four queries."""
    people = pairing.participants.filter(left_at=None).order_by("pk").values_list("pk", "name")
    return closing_checks(
        ClosingFacts(
            last_held_on=pairing.last_held_on,
            upcoming=pairing.sessions.filter(state__in=UPCOMING_STATES).count(),
            final_rubric=final_rubric_is_done(pairing),
            forms_open=[name for pk, name in people if pk not in sent],
            gains=bool(closure and closure.gains and closure.unfinished),
            contact=bool(closure and closure.contact),
            next_role=bool(closure and closure.next_role),
            thanked=bool(closure and closure.thanked_at),
        )
    )


def calls_due(user: User) -> QuerySet[Pairing]:
    """Pairings that ended early and whose people nobody has called yet, longest waiting first (DOMAIN §7.6).

    An offer that came to nothing is no early end: they had met, or at least begun.
    """
    called = ExitCall.objects.filter(pairing=OuterRef("pk"))
    told = ExitForm.objects.filter(pairing=OuterRef("pk"))
    return (
        Pairing.objects.for_user(user)
        .filter(state__in=[PairingState.ENDED_EARLY, PairingState.REMATCHED])
        .filter(~Exists(called))
        .annotate(has_told=Exists(told))
        .order_by("ended_on", "pk")
    )
