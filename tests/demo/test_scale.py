"""A small province by the same SQL: counts, shares, tier ids, numbers of nobody, logins, and nothing twice."""

from dataclasses import replace

import pytest
from django.db import connections
from django.db.models import Count, F, Max, Q

from accounts.models import Assignment, today
from cadres.models import Member, MobilityStep
from evaluations.rollups import rebuild, recount
from kaderisasi.demo.scale import SCALES, TABLES, AnotherScale, grow
from mentoring.models import Mentor, Pairing, PairingParticipant, Session, SessionLog
from regions.models import Unit

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

SMALL = replace(SCALES["provinsi"], members=1_500, sessions=4_000)
SCHEMA = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY (%(t)s::regclass[])
UNION ALL SELECT tablename, indexname, split_part(indexdef, ' WHERE ', 1) FROM pg_indexes WHERE tablename = ANY (%(t)s)
UNION ALL SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger
    WHERE tgrelid = ANY (%(t)s::regclass[]) AND NOT tgisinternal
ORDER BY 1, 2, 3
"""


def schema():
    with connections["owner"].cursor() as cursor:
        cursor.execute(SCHEMA, {"t": list(TABLES)})
        return cursor.fetchall()


def share(rows, **condition):
    return rows.filter(**condition).count() / rows.count()


def test_grow_fills_a_province_once_as_the_triggers_would_have():
    before = schema()

    assert grow(SMALL)
    rebuild()
    again = grow(SMALL)

    assert not again
    assert schema() == before
    assert recount().rows == 0
    assert Member.objects.count() == SMALL.members
    assert Session.objects.count() == SMALL.sessions
    with pytest.raises(AnotherScale):
        grow(SCALES["nasional"])

    members, pairings = Member.objects.all(), Pairing.objects.all()
    assert {Unit.objects.get(pk=pk).code for pk in members.values_list("province", flat=True).distinct()} == {
        "96",
        "34",
    }
    assert not members.filter(regency__area__code__in=["96.71", "96.01"]).exists()
    assert share(members, gender="female") > 0.3
    java = Unit.objects.filter(tier=4, province__area__code="34")
    by_kind = {
        kind: members.filter(unit__in=java, regency__area__kind=kind).count()
        / java.filter(regency__area__kind=kind).count()
        for kind in ("kota", "kabupaten")
    }
    assert by_kind["kota"] > 2 * by_kind["kabupaten"]
    assert {member.nik[:2] for member in members} == {"99"}
    assert members.aggregate(n=Count("nik_hash", distinct=True))["n"] == SMALL.members
    woman = members.filter(gender="female").first()
    assert int(woman.nik[6:8]) == woman.birth_date.day + 40

    assert {"active", "completed", "ended_early", "offered", "declined"} <= set(
        pairings.values_list("state", flat=True)
    )
    assert len(set(pairings.filter(state="active").values_list("phase", flat=True))) >= 4
    assert 0.05 < pairings.dormant_on(today()).count() / pairings.active().count() < 0.4
    months = Session.objects.exclude(held_on=None).dates("held_on", "month")
    assert 17 <= len(months) <= 20
    assert Session.objects.held().aggregate(n=Max("held_on"))["n"] <= today()
    assert SessionLog.objects.exists()

    # What triggers keep true elsewhere.
    steps = MobilityStep.objects.all()
    assert 0.15 < steps.count() / SMALL.members < 0.25
    with connections["owner"].cursor() as cursor:
        before = set(steps.values_list("pk", "origin"))
        cursor.execute("SELECT kad_trace_steps(member_id) FROM cadres_mobilitystep")
    assert set(steps.values_list("pk", "origin")) == before
    assert (
        not pairings.annotate(last=Max("sessions__held_on", filter=Q(sessions__state__in=["logged", "acknowledged"])))
        .exclude(Q(last=F("last_held_on")) | Q(last=None, last_held_on=None))
        .exists()
    )
    mentored = PairingParticipant.objects.filter(role="mentee", pairing__state="active").values("member")
    assert set(members.filter(is_mentee=True).values_list("pk", flat=True)) == set(
        mentored.values_list("member", flat=True)
    )
    assert Mentor.objects.aggregate(n=Max("load"))["n"] <= 5
    # And they are at work again.
    moved = members.filter(is_mentee=False).first()
    moved.unit = Unit.objects.filter(tier=4, regency__area__code="96.71").first()
    moved.save(update_fields=["unit"])
    moved.refresh_from_db()
    assert moved.regency == moved.unit.regency

    logins = set(Assignment.objects.values_list("user__email", "role", "unit__tier"))
    assert {("pimpinan.34@contoh.test", "leader", 1), ("koordinator.34.71@contoh.test", "coordinator", 2)} <= logins
    assert {tier for _, role, tier in logins if role == "secretariat"} == {1, 2, 3, 4}
    assert {("mentor.1.34.71@contoh.test", "mentor", 4), ("kader.1.34.71@contoh.test", "mentee", 4)} <= logins
