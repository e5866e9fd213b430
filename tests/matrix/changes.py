"""Changing everything that an actor may not see, and nothing else."""

from typing import Any

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.models import ImportBatch, Member, OfficerTerm
from mentoring.models import (
    ActionItem,
    Agreement,
    Concern,
    Mentor,
    PairingParticipant,
    PairingTransition,
    PrivateNote,
    Programme,
    Session,
    SessionLog,
)
from mentoring.selectors.concerns import Nameable
from mentoring.services.concerns import concern_file, concern_move
from regions.models import Unit
from tests.factories.accounts import unit
from tests.matrix.world import Actor, World, member, pairing

# What changes in an invisible row of each kind.
CHANGES: dict[str, tuple[Any, dict[str, Any]]] = {
    "member": (
        Member,
        {"full_name": "Berubah Nama", "phone": "", "gender": "female", "address": "-"},
    ),
    "officer": (OfficerTerm, {"post": "Jabatan lain"}),
    "batch": (ImportBatch, {"filename": "lain.xlsx"}),
    "programme": (Programme, {"name": "Program lain"}),
    "mentor": (Mentor, {"note": "lain", "soft_capacity": 1}),
    "participant": (PairingParticipant, {"name": "Nama lain"}),
    "agreement": (Agreement, {"purpose": "lain", "rhythm": "lain"}),
    "session": (Session, {"place": "Tempat lain", "minutes": 33}),
    "action": (ActionItem, {"what": "lain"}),
    "case": (Concern, {"text": "lain", "category": "data"}),
}


def perturb(world: World, actor: Actor) -> int:
    """Change, add and delete only what the actor may not see; how many rows were touched."""
    touched = 0
    for kind, (model, changes) in CHANGES.items():
        hidden = [thing.pk for thing in world.things if thing.kind == kind and not thing.visible(actor)]
        touched += model.objects.filter(pk__in=hidden).update(**changes)
    seen = [t.pk for t in world.things if t.kind == "participant" and t.visible(actor)]
    hidden_pairings = list(PairingParticipant.objects.exclude(pk__in=seen).values_list("pairing", flat=True).distinct())
    touched += SessionLog.objects.filter(pairing__in=hidden_pairings).update(goal="lain", reality="lain", will="lain")
    touched += PairingTransition.objects.filter(pairing__in=hidden_pairings).update(reason="lain")
    touched += ActionItem.objects.filter(pairing__in=hidden_pairings).delete()[0]
    touched += PrivateNote.objects.exclude(author=actor.user).update(body="lain")
    touched += _report(world, actor)
    if actor.unit is not None and actor.role != Role.ADMIN and not actor.covers(unit("13.71")):  # he sees who has roles
        _add_elsewhere(world)
        touched += 1
    return touched


def _report(world: World, actor: Actor) -> int:
    """A new report of the first mentee on his mentor and on all who run his region, answered at once; unseen by all
    but him and the coordinator above."""
    mentor, mentee, _ = world.pairs[0]
    above = next(each for each in world.actors if each.name == "coordinator_above")
    if actor.user == mentee or actor.name == above.name:
        return 0
    here = [each for each in world.actors if each.unit == unit("96.71") and each.user]
    accused = [mentor, *(each.user for each in here if each.signs_in)]
    with acting_as(mentee):
        names = [Nameable("", user.full_name, "", user.pk) for user in accused]
        concern = concern_file(by=mentee, category="money", text="Yang tidak boleh terbaca oleh mereka.", named=names)
    with acting_as(above.user):
        concern_move(by=above.user, concern=concern, to="triaged", note="Terima kasih, kami pelajari.")
    return 1


def _add_elsewhere(world: World) -> None:
    """A whole new relation and a member in a region that the actor does not cover."""
    elsewhere = Unit.objects.children_of(unit("13.71"))[2]
    village = Unit.objects.children_of(elsewhere)[0]
    programme = Programme.objects.filter(unit=unit("13.71")).get()
    other = World(serial=world.serial)
    member(other, village)
    pairing(other, village, programme, programme.coordinator, "baru")
