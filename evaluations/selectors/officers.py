"""Which officers may answer about a person: those of his own line of units (DOMAIN §8 I-6 L3)."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import User
from cadres.enums import TermState
from cadres.models import OfficerTerm
from evaluations.enums import Rater
from evaluations.models import Evaluation
from mentoring.models import PairingParticipant
from regions.models import Unit


def officers_in_line(user: User, subject: PairingParticipant) -> QuerySet[OfficerTerm]:
    """Running offices at the person's home unit or above it, in the reader's sight and with an account.

    Nobody of the pairing itself. The database keeps the same (`kad_officer_in_line`).
    """
    line = Unit.objects.line_of(subject.member.unit).values("pk")
    terms = OfficerTerm.objects.for_user(user).open().exclude(state=TermState.RETURNED)
    of_the_pairing = PairingParticipant.objects.filter(pairing=subject.pairing_id, member=OuterRef("member"))
    with_account = terms.filter(unit__in=line, member__user__isnull=False, member__restricted=False)
    return with_account.exclude(Exists(of_the_pairing))


def places_of(terms: QuerySet[OfficerTerm]) -> list[tuple[Unit, int]]:
    """The units at which they stand, the nearest first, with how many offices."""
    counts = dict(terms.order_by().values_list("unit").annotate(Count("pk")))
    units = Unit.objects.filter(pk__in=counts).annotate_code().order_by("-tier", "name")
    return [(unit, counts[unit.pk]) for unit in units]


def asks_an_officer(user: User) -> QuerySet[Evaluation]:
    """One's own ratings of a round whose instrument asks an officer too: beside each an officer may be named."""
    rows = Evaluation.objects.for_user(user).filter(round__isnull=False, role=Rater.SELF)
    return rows.filter(instrument__raters__contains=[Rater.OFFICER])
