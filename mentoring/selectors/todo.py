"""What waits for somebody in his own pairings: papers, rubric, plan, closing; one line each, the most urgent first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from mentoring.enums import GuideKind, MentorState, PairingState, Phase
from mentoring.models import ClosureForm, ConductSignature, GuideText, Mentor, PairingParticipant
from mentoring.selectors.growth import OwnGrowth, own_growths
from mentoring.selectors.phone import PhonePairing


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, with whom, where, and when its phase should be over."""

    icon: str
    text: str
    who: str
    url: str
    due_on: date | None
    is_late: bool


# What apps above know of: each answers for a user.
SOURCES: list[Callable[[User], Iterable[Todo]]] = []


def todos_of(user: User, rows: Iterable[PhonePairing]) -> list[Todo]:
    """What waits for the user in these pairings: what is due first comes first. Five queries, and one a source."""
    rows = list(rows)
    found = [todo for own in rows for todo in _papers(own)]
    found += [todo for growth in own_growths(user, rows) for todo in _growth(growth)]
    found += _closings(user, [own for own in rows if _is_closing(own)])
    found += [todo for source in SOURCES for todo in source(user)]
    return sorted(found, key=lambda todo: todo.due_on or date.max)


def conduct_todo(user: User, mentor: Mentor | None) -> Iterator[Todo]:
    """A mentor who serves is asked for his signature under the newest code of conduct. One query."""
    if mentor is None or mentor.state in (MentorState.INVITED, MentorState.REMOVED):
        return
    newest = GuideText.objects.filter(kind=GuideKind.CONDUCT).order_by("-edition").values("edition")[:1]
    signed = ConductSignature.objects.for_user(user).filter(mentor=mentor, edition=Subquery(newest))
    if not signed.exists():
        url = reverse("mentoring:phone_mentor_invitation")
        yield Todo("signature", _("Baca dan tanda tangani kode etik"), _("Edisi yang berlaku"), url, None, False)


def _todo(own: PhonePairing, icon: str, text: str, page: str, learner: PairingParticipant | None = None) -> Todo:
    """A line about a pairing, or about one of its learners."""
    due_on = own.pairing.phase_due_on
    who = learner.name if learner and learner.pk != own.me.pk else own.title
    url = reverse(f"mentoring:{page}", args=[learner.pk if learner else own.pairing.pk])
    return Todo(icon, text, who, url, due_on, due_on is not None and due_on < own.today)


def _papers(own: PhonePairing) -> Iterator[Todo]:
    if own.needs_orientation:
        yield _todo(own, "list-checks", _("Lengkapi daftar periksa orientasi"), "phone_orientation")
    if own.needs_draft:
        yield _todo(own, "file-pen-line", _("Tulis kesepakatan"), "phone_agreement_write")
    if own.needs_signature:
        yield _todo(own, "signature", _("Baca dan tanda tangani kesepakatan"), "phone_agreement")


def _growth(found: OwnGrowth) -> Iterator[Todo]:
    own, learner = found.own, found.learner
    if found.must_rate:
        yield _todo(own, "trending-up", _("Isi rubrik"), "phone_growth_rubric", learner)
    if found.must_talk:
        yield _todo(own, "trending-up", _("Bicarakan rubrik dan sepakati tingkatnya"), "phone_growth_talk", learner)
    if found.must_confirm:
        yield _todo(own, "trending-up", _("Periksa tingkat yang disepakati"), "phone_growth", learner)
    if found.must_accept and not found.plan_problem:
        yield _todo(own, "target", _("Setujui rencana aksi"), "phone_growth", learner)


def _is_closing(own: PhonePairing) -> bool:
    return own.pairing.state == PairingState.ACTIVE and own.pairing.phase == Phase.EVALUATION


def _closings(user: User, rows: list[PhonePairing]) -> Iterator[Todo]:
    mine = [own.me.pk for own in rows]
    sent = set(ClosureForm.objects.for_user(user).filter(participant__in=mine).values_list("participant", flat=True))
    for own in rows:
        if own.me.pk not in sent:
            yield _todo(own, "flag", _("Isi formulir penutup"), "phone_closing")
