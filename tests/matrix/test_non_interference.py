"""What an actor sees does not depend, in a single byte, on what he may not see (TRUST SEC-03)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from accounts.enums import Role
from accounts.models import FIRST_ZONE
from accounts.scoping import acting_as
from cadres.models import ImportBatch, Member, OfficerTerm
from evaluations.rollups import drain
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
from tests.matrix import sweep
from tests.matrix.test_matrix import ACTORS
from tests.matrix.world import Actor, World, member, pairing

# A fresh secret, drawn anew for each request, is all that these show.
DRAWN_ANEW = frozenset({"mfa_activate_totp", "mfa_add_webauthn"})
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


def snapshot(world: World, actor: Actor, browser: Client) -> dict[str, Any]:
    """Signatures of every page of the actor: his lists, and the objects he may find and may not.

    Not of what his role is refused: that answer is given before anything is looked up.
    """
    pages = {}
    for cell in sweep.cells(world, actor, most=1):
        if cell.route.name in DRAWN_ANEW or sweep.is_barred(cell.route, actor):
            continue
        pages[cell.url] = sweep.signature(browser.get(cell.url))
    return pages


@pytest.fixture(scope="module")
def tomorrow(world: World) -> Iterator[datetime]:
    """The day after the world was built, with that day's figures counted: once, they are the same for every actor.

    An hour before it nobody has a role yet, and every page would be the same refusal.
    """
    day_after = timezone.localtime(timezone=FIRST_ZONE) + timedelta(days=1)
    moment = day_after.replace(hour=10, minute=0, second=0, microsecond=0)
    with sweep.undone():
        with travel(moment, tick=False):
            drain()
        yield moment


@pytest.mark.parametrize("actor", [name for name in ACTORS if name != "deactivated"], indirect=True)
def test_what_is_invisible_changes_nothing(world, actor, tomorrow, unwritten, time_machine):
    time_machine.move_to(tomorrow, tick=False)
    browser = sweep.browser(actor)
    before = snapshot(world, actor, browser)
    world_before = len(world.things)

    touched = perturb(world, actor)
    drain()
    after = snapshot(world, actor, browser)

    assert touched > 0
    assert len(world.things) == world_before
    assert [page for page in before if before[page] != after[page]] == []
    assert actor.role != Role.ADMIN or before
