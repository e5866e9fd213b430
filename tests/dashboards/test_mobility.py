"""The map, the bench of each post and seat, and one cadre's way: what they say, against an independent SQL."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.enums import Role
from accounts.models import SensitiveRead, today
from cadres.models import Accreditation, CareerPath, Level, Member
from cadres.selectors.mobility import bench_rows, benches, career_paths
from core.context import jobs_context
from evaluations import rollups
from mentoring.models import Mentor
from tests.factories.accounts import UserFactory, staff, unit
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.elections import district
from tests.factories.mentoring import pairing_of
from tests.factories.mobility import step_of
from tests.factories.partnerships import agreed

pytestmark = pytest.mark.django_db
CALEG = "pengurus-ranting-ke-caleg-kabupaten"
BORN = date(1985, 5, 5)
# The same bench told a second time, in one SQL that shares nothing with the product's.
INDEPENDENT = """
SELECT unmet, gender, count(*) FROM (
    SELECT m.gender,
        (NOT EXISTS (SELECT FROM cadres_mobilitystep s WHERE s.member_id = m.id AND s.struck_at IS NULL
            AND s.channel_id = 'officer' AND s.tier = 4 AND coalesce(s.ends_on, %(day)s) - s.starts_on >= 365))::int
        + (m.level = 'anggota')::int
        + (NOT EXISTS (SELECT FROM cadres_accreditation a WHERE a.member_id = m.id AND a.state = 'approved'
            AND a.event_kind = 'diklat'))::int
        + (NOT EXISTS (SELECT FROM mentoring_pairingparticipant p JOIN mentoring_pairing r ON r.id = p.pairing_id
            WHERE p.member_id = m.id AND p.role IN ('mentee', 'peer') AND r.state IN ('active', 'completed')))::int
        + (coalesce(age(%(day)s, m.birth_date) < interval '21 years', true))::int AS unmet
    FROM cadres_member m JOIN regions_unit u ON u.id = m.unit_id
    WHERE m.status = 'active' AND NOT m.restricted AND m.merged_into_id IS NULL AND u.regency_id = %(place)s
    AND (m.level <> 'anggota' OR EXISTS (SELECT FROM cadres_mobilitystep s
        WHERE s.member_id = m.id AND s.struck_at IS NULL))
    AND NOT EXISTS (SELECT FROM cadres_mobilitystep s WHERE s.member_id = m.id AND s.struck_at IS NULL
        AND s.channel_id = 'candidate' AND s.tier = 2 AND s.ends_on IS NULL)
) found WHERE unmet <= 2 GROUP BY 1, 2
"""


def trained(member: Member) -> Member:
    by, other = UserFactory.create(), UserFactory.create()
    Accreditation.objects.create(
        unit=member.unit,
        member=member,
        level=Level.objects.get(code="madya"),
        event_kind="diklat",
        title="Diklat",
        held_on=date(2024, 1, 1),
        document_ref="Sertifikat 1",
        proposed_by=by,
        state="approved",
        decided_by=other,
        decided_at=timezone.now(),
    )
    return member


@pytest.fixture
def people(yohanis) -> dict[str, Member]:
    """Somebody ready, one and two steps away, three away, somebody who stands already, and a plain member."""
    found = {}
    for name, level, steps, learns, is_trained in (
        ("ready", "dasar", True, True, True),
        ("one", "dasar", True, True, False),
        ("two", "dasar", False, True, False),
        ("three", "dasar", False, False, False),
        ("stands", "dasar", True, True, True),
    ):
        member = MemberFactory.create(level=level, birth_date=BORN, gender="male" if name == "one" else "female")
        if steps:
            step_of(member, "officer", 4, post="Wakil ketua ranting")
        if learns:
            pairing_of(member, mentor=yohanis.member)
        found[name] = trained(member) if is_trained else member
    step_of(found["stands"], "candidate", 2)
    found["young"] = trained(MemberFactory.create(level="dasar", birth_date=today() - timedelta(days=20 * 365)))
    found["plain"] = MemberFactory.create(level="anggota", birth_date=BORN)
    return found


def names(page) -> list[int]:
    return [row.pk for row, _lacks, _mentor in page.context["rows"]]


def test_the_bench_equals_an_independent_sql(people, sari):
    path = career_paths().get(code=CALEG)

    (found,) = benches(sari, unit("96.71"), [path])

    with connection.cursor() as cursor:
        cursor.execute(INDEPENDENT, {"day": today(), "place": unit("96.71").pk})
        told = Counter({(unmet, gender): n for unmet, gender, n in cursor.fetchall()})
    assert {key: found.count(*key) for key in told} == told
    assert (found.ready, found.one) == (1, 1)
    assert sum(found.cells.values()) == sum(told.values())


def test_every_number_of_the_bench_opens_its_rows(people, kornelis, client_of):
    browser = client_of(kornelis)
    page = browser.get(f"/saluran/bangku/{CALEG}/")

    for row in page.context["table"]:
        for name, value, _words, n in row["cells"]:
            more = f"&{name}={value}" if name else ""
            opened = browser.get(f"/saluran/bangku/{CALEG}/?kurang={row['code']}{more}")
            assert opened.context["total"] == len(names(opened)) == n, (row["code"], name, value)
    assert names(page)[:2] == [people["ready"].pk, people["one"].pk]


def test_nobody_with_an_unmet_need_is_ready(people, sari, client_of):
    page = client_of(sari).get(f"/saluran/bangku/{CALEG}/?kurang=0")

    assert [(row.pk, lacks) for row, lacks, _mentor in page.context["rows"]] == [(people["ready"].pk, [])]
    lacking = client_of(sari).get(f"/saluran/bangku/{CALEG}/?kurang=1").context["rows"]
    assert [lacks for _row, lacks, _mentor in lacking] == [["Lulus Diklat"]]


def test_a_leader_reads_how_far_but_not_what_is_lacking_nor_how_old(people, dewi, client_of):
    browser = client_of(dewi)

    page = browser.get(f"/saluran/bangku/{CALEG}/")
    text = page.content.decode()

    assert people["one"].full_name in text
    assert "Lulus Diklat" not in text
    assert "1 langkah lagi" in text
    bands = [n for row in page.context["table"] for name, _value, _words, n in row["cells"] if name == "usia"]
    assert all(n is None or n == 0 or n >= 5 for n in bands)
    assert None in bands
    assert browser.get(f"/saluran/bangku/{CALEG}/?usia=30").status_code == 400


def test_a_seat_has_a_bench_of_its_own_district(people, sari, client_of):
    here = next(
        each for each in district().chamber.districts.all() if each.areas.filter(area__code="96.71.06").exists()
    )
    other = district().chamber.districts.exclude(pk=here.pk).first()

    inside, outside = (client_of(sari).get(f"/saluran/bangku/{CALEG}/?dapil={each.pk}") for each in (here, other))

    assert people["ready"].pk in names(inside)
    assert people["ready"].pk not in names(outside)
    assert client_of(sari).get(f"/saluran/bangku/{CALEG}/?dapil=x").status_code == 400


def test_the_gap_names_what_is_missing_and_the_nearest_mentor_who_walked_it(people, yohanis, sari, client_of):
    near = member_user(Role.MENTOR).member
    for member in (yohanis.member, near):
        Mentor.objects.create(unit=member.unit, member=member, state="active")
    step_of(near, "candidate", 2, ends_on=date(2024, 2, 14))

    page = client_of(sari).get(f"/kader/{people['two'].pk}/saluran/?jalur={CALEG}")

    assert [(need.label, need.is_met) for need in page.context["needs"]] == [
        ("Pernah Pengurus · Ranting, paling sedikit 12 bulan", False),
        ("Jenjang Kader Dasar atau di atasnya", True),
        ("Lulus Diklat", False),
        ("Sedang atau pernah didampingi mentor", True),
        ("Berumur 21 tahun", True),
    ]
    assert page.context["mentor"].member == near


def test_the_map_opens_exactly_its_rows(sari, client_of):
    for place, channel in (("96.71.06.1001", "witness"), ("96.71.01.1001", "witness"), ("96.71", "consultant")):
        step_of(MemberFactory.create(code=place), channel, starts_on=date(2025, 3, 1))
    step_of(MemberFactory.create(code="13.71"), "witness", starts_on=date(2025, 3, 1))
    step_of(MemberFactory.create(code="96.71"), "witness", starts_on=date(2012, 3, 1))
    rollups.drain()
    browser = client_of(sari)

    page = browser.get("/saluran/?mulai=2025&sampai=2025")

    counted = {(f.origin, f.channel): f.steps for f in page.context["flows"]}
    assert counted == {("member", "witness"): 2, ("member", "consultant"): 1}
    assert 'data-total="3"' in page.content.decode()
    for (origin, goal), n in counted.items():
        rows = browser.get(f"/saluran/langkah/?mulai=2025&sampai=2025&dari={origin}&ke={goal}")
        assert rows.context["page"].paginator.count == n
    village = browser.get("/saluran/?wilayah=96.71.06.1001&mulai=2025&sampai=2025")
    assert [f.steps for f in village.context["flows"]] == [1]
    assert "<path" in page.content.decode()
    assert browser.get("/saluran/?mulai=abc").status_code == 400


def test_benches_are_counted_only_when_somebody_asks(people, sari, client_of):
    browser = client_of(sari)

    quick, counted = browser.get("/saluran/"), browser.get("/saluran/?bangku=ya")

    assert quick.context["benches"] == counted.context["uncounted"] == []
    named = [bench.path.code for bench in quick.context["uncounted"]]
    assert named == [bench.path.code for bench in counted.context["benches"]]
    assert CALEG in named
    assert "bangku=ya" in quick.content.decode()


def test_the_pages_cost_the_same_for_many_as_for_few(people, sari, client_of, count_queries):
    browser, spent = client_of(sari), {}
    for url in ("/saluran/", "/saluran/langkah/", f"/saluran/bangku/{CALEG}/"):
        with count_queries() as few:
            browser.get(url)
        spent[url] = few()
    for _ in range(4):
        step_of(MemberFactory.create(level="dasar", birth_date=BORN), "officer", 4)
    rollups.drain()

    for url, before in spent.items():
        with count_queries() as many:
            browser.get(url)
        assert many() <= before + 1, url
        assert many() <= 13, url


def test_a_cadre_reads_his_own_way_on_the_phone(marthina, yohanis, sari, client_of):
    step_of(marthina.member, "officer", 4, post="Sekretaris ranting")
    partner = agreed(sari, name="Radio Contoh")
    done = partner.activities.create(unit=partner.unit, kind="placement", title="Siaran", starts_on=date(2026, 1, 1))
    done.cadres.create(unit=marthina.member.unit, member=marthina.member, added_by=sari)

    page = client_of(marthina).get("/m/saluran/").content.decode()

    assert "Sekretaris ranting" in page
    assert "Radio Contoh" in page
    assert "Lulus Diklat" in page or "bulan" in page
    assert client_of(yohanis).get(f"/kader/{marthina.member.pk}/saluran/").status_code == 403


def test_each_way_has_needs_that_somebody_registered():
    for path in career_paths():
        assert path.needs.count() >= 2
        assert {need.kind for need in path.needs.all()} <= {"post", "level", "training", "mentored", "age"}
    assert CareerPath.objects.count() == 9


def test_a_reader_elsewhere_sees_nothing(people, stranger, client_of):
    browser = client_of(staff(Role.LEADER, "13.71"))

    assert browser.get(f"/kader/{people['ready'].pk}/saluran/").status_code == 404
    assert browser.get(f"/saluran/bangku/{CALEG}/").context["total"] == 0
    assert browser.get("/saluran/?wilayah=96.71").status_code == 404


def test_who_reads_a_way_is_kept_and_a_restricted_one_is_shut(people, sari, client_of):
    member, leader = people["one"], staff(Role.LEADER, "96.71")
    url = f"/kader/{member.pk}/saluran/?jalur={CALEG}"

    assert "Lulus Diklat" in client_of(sari).get(url).content.decode()
    assert SensitiveRead.objects.filter(subject_id=member.pk, reader=sari).exists()
    seen = client_of(leader).get(url).content.decode()
    assert "Wakil ketua ranting" in seen
    assert "Lulus Diklat" not in seen
    Member.objects.filter(pk=member.pk).update(restricted=True)
    assert client_of(sari).get(url).status_code == 404


def test_a_dashboard_asks_for_its_benches_only_when_somebody_does(people, sari, client_of):
    page = client_of(sari).get("/w/96.71/dasbor/").content.decode()

    assert 'hx-trigger="load"' not in page


def test_a_bench_carries_keys_and_flags_alone_out_of_the_system(people, sari):
    path = career_paths().get(code=CALEG)

    with jobs_context():
        seat = bench_rows(sari, unit("96.71"), path)[0]

    assert set(seat) == {"pk", "unmet", *(f"need_{need.pk}" for need in path.needs.all())}
