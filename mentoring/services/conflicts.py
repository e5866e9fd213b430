"""Deeds about what stands between two people: ties declared, waivers asked for and decided (DOMAIN §5, R1–R7)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from cadres.models import Member
from core.errors import RuleError, refused_by
from mentoring.enums import Format, PairingState, TieKind, WaiverState
from mentoring.models import ConflictWaiver, DeclaredTie, Pairing, PairingParticipant, SecondAdult
from mentoring.rules import rights
from mentoring.rules.conflicts import Conflict
from mentoring.selectors.ties import open_conflicts
from mentoring.services.offers import accept_if_all_agree
from mentoring.services.pairings import lock_pairing

ONE_WAIVER = "waiver_once"  # the constraint


@transaction.atomic
def tie_correct(*, by: User, learner: Member, leader: Member, kind: str, is_yes: bool) -> None:
    """Put right what was declared about two people (secretariat): a no takes every yes back, a yes is written down.

    Who said what before stays in the history.
    """
    if by.scope is None or by.scope.role != Role.SECRETARIAT or not by.scope.covers(learner.unit):
        raise RuleError(_("Hanya sekretariat wilayah ini yang dapat melakukannya."))
    if kind not in TieKind.values or learner.pk == leader.pk:
        raise RuleError(_("Pilih hubungannya."))
    a, b = sorted((learner.pk, leader.pk))
    rows = DeclaredTie.objects.for_user(by).filter(member_a=a, member_b=b, kind=kind)
    if not is_yes:
        rows.filter(is_yes=True).update(is_yes=False, declared_at=timezone.now())
    DeclaredTie.objects.update_or_create(
        member_a_id=a,
        member_b_id=b,
        kind=kind,
        declared_by=by,
        defaults={"is_yes": is_yes},
        create_defaults={"is_yes": is_yes, "unit": learner.unit},
    )


@transaction.atomic
def second_adult_name(*, by: User, member: Member, name: str, relation: str) -> SecondAdult:
    """Name the grown-up who is told of every meeting of a minor (R6); the parent's consent is the membership's."""
    rights.require_staff(by, member.unit)
    if not name.strip() or not relation.strip():
        raise RuleError(_("Isi nama pendamping dan hubungannya dengan kader."))
    named, _made = SecondAdult.objects.update_or_create(
        member=member,
        defaults={"name": name.strip(), "relation": relation.strip(), "named_by": by, "named_at": timezone.now()},
        create_defaults={
            "unit": member.unit,
            "name": name.strip(),
            "relation": relation.strip(),
            "named_by": by,
        },
    )
    return named


@transaction.atomic
def waiver_ask(
    *, by: User, learner: Member, leader: Member, rule: str, reason: str, format: str = Format.ONE_TO_ONE
) -> ConflictWaiver:
    """Ask the tier above to let two people be paired in spite of a rule that stands between them now."""
    rights.require_coordinator(by, learner.unit)
    rights.require_coordinator(by, leader.unit)
    if not reason.strip():
        raise RuleError(_("Tulis alasannya."))
    found = open_conflicts([(learner.pk, leader.pk)], format=format).get((learner.pk, leader.pk), [])
    if rule not in {conflict.shown_code for conflict in found}:
        raise RuleError(_("Tidak ada aturan ini yang menghalangi keduanya."))
    with refused_by(ONE_WAIVER, _("Pengecualian ini sudah diminta.")):
        return ConflictWaiver.objects.create(
            unit=learner.unit, learner=learner, leader=leader, rule=rule, reason=reason.strip(), asked_by=by
        )


@transaction.atomic
def waiver_decide(
    *, by: User, waiver: ConflictWaiver, is_granted: bool, answer: str, at: datetime | None = None
) -> ConflictWaiver:
    """Grant or refuse what was asked, as coordinator above both people, with a reason that the relation shows.

    Offers that everybody has said yes to go on at once. Raises RuleError for who does not stand above, and for what
    no waiver lifts (R5; the words do not say which it is).
    """
    now = at or timezone.now()
    rows = ConflictWaiver.objects.for_user(by).select_for_update(of=("self",))
    locked = rows.select_related("learner__unit", "leader__unit").get(pk=waiver.pk)
    if not rights.may_waive(by, locked.learner.unit, locked.leader.unit):
        raise RuleError(_("Pengecualian diputus oleh koordinator di tingkat atasnya."))
    if locked.state != WaiverState.ASKED:
        raise RuleError(_("Permintaan ini sudah diputus."))
    if not answer.strip():
        raise RuleError(_("Tulis alasannya."))
    if is_granted and not all(conflict.is_waivable for conflict in _between(locked)):
        raise RuleError(_("Pengecualian ini tidak dapat diberikan. Pilihkan mentor lain."))
    locked.state = WaiverState.GRANTED if is_granted else WaiverState.REFUSED
    locked.answer, locked.actor, locked.decided_at = answer.strip(), by, now
    locked.on_behalf_of_id = by.scope.on_behalf_of_id if by.scope else None
    locked.acting_unit = by.scope.unit if by.scope else None
    locked.save(update_fields=["state", "answer", "actor", "on_behalf_of", "acting_unit", "decided_at"])
    if is_granted:
        _let_offers_go_on(locked, by, now)
    return locked


def _between(waiver: ConflictWaiver) -> list[Conflict]:
    pair = (waiver.learner_id, waiver.leader_id)
    return open_conflicts([pair]).get(pair, [])


def _let_offers_go_on(waiver: ConflictWaiver, by: User, at: datetime) -> None:
    together = PairingParticipant.objects.filter(left_at=None, member=waiver.leader).values("pairing")
    waiting = Pairing.objects.for_user(by).filter(state=PairingState.OFFERED, pk__in=together)
    for pairing in waiting.filter(participants__member=waiver.learner, participants__left_at=None).order_by("pk"):
        locked = lock_pairing(pairing, by)
        accept_if_all_agree(locked, list(locked.participants.filter(left_at=None)), by=by, at=at)
