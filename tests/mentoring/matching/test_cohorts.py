"""From people to numbers: what keeps a pair apart, what a run says, and that each remedy holds when it is applied."""

import random
from dataclasses import replace

import pytest

from mentoring.enums import Factor, Reach
from mentoring.rules.cohorts import Roster, barriers, decide, new_mentor
from mentoring.rules.conflicts import Person
from mentoring.rules.scores import Candidate, Learner, Place, distance, points_of, score, seat_prices

WEIGHTS = {"needs": 30, "nearness": 20, "level": 10, "language": 10, "time": 5, "load": 15, "waiting": 10}


def place(district: int, village: int = 1) -> Place:
    """A place in one of the districts of regency 7."""
    return Place(district * 100 + village, district * 100 + village, district, 7, 9)


def learner(member: int = 1, *, level: int = 0, at: Place | None = None, **facts) -> Learner:
    """A cadre in district 1 unless said otherwise."""
    return Learner(member, Person(level, facts.pop("age", 30)), at or place(1), **facts)


def candidate(mentor: int = 1, *, level: int = 2, at: Place | None = None, **facts) -> Candidate:
    """A mentor in district 1 unless said otherwise."""
    return Candidate(mentor, 1000 + mentor, Person(level, 45), at or place(1), **facts)


def random_roster(seed: int, most: int = 25) -> Roster:
    """Up to 25 cadres and 6 mentors with wishes, minors, kin, levels and too few seats."""
    dice = random.Random(seed)
    learners = [
        learner(
            number + 1,
            level=dice.randrange(3),
            at=place(dice.randint(1, 3), dice.randint(1, 2)),
            age=dice.choice([17, 25, 40, 40, 40]),
            wish=dice.choice(["", "", "", "female", "male"]),
            days_waiting=dice.randrange(200),
        )
        for number in range(dice.randint(3, most))
    ]
    mentors = [
        candidate(
            number + 1,
            level=dice.randint(1, 3),
            at=place(dice.randint(1, 3), dice.randint(1, 2)),
            gender=dice.choice(["female", "male"]),
            load=dice.randrange(5),
        )
        for number in range(dice.randint(1, 6))
    ]
    kin = {
        frozenset((dice.choice(learners).member, dice.choice(mentors).member)): frozenset({dice.choice(["R1", "R3"])})
        for _ in range(4)
    }
    return Roster(learners, mentors, WEIGHTS, dice.choice([Reach.DISTRICT, Reach.REGENCY]), kin)


def changed(items, index, **changes):
    """The sequence with one item changed."""
    return [replace(item, **changes) if at == index else item for at, item in enumerate(items)]


def applied(roster: Roster, at: int, remedy: dict) -> Roster:
    """The roster after somebody has done what a remedy says."""
    who = roster.learners[at]
    if remedy["kind"] == "seat":
        index = next(i for i, mentor in enumerate(roster.mentors) if mentor.mentor == remedy["mentor"])
        return replace(roster, mentors=changed(roster.mentors, index, capacity=remedy["to"]))
    if remedy["kind"] == "new":
        near = [
            each.learner
            for each in decide(roster)
            if each.mentor is None and each.learner.place.district == remedy["unit"]
        ]
        new = new_mentor(roster, remedy["unit"], near)
        assert (new.person.level, new.gender) == (remedy["level"], remedy["gender"])
        return replace(roster, mentors=[*roster.mentors, *[new] * remedy["count"]])
    if remedy["rule"] == "R7":
        mentor = next(each for each in roster.mentors if each.mentor == remedy["mentor"])
        return replace(roster, waived={(who.member, mentor.member, "R7")})
    change = {
        "far": {"goes_farther": True},
        "wish": {"wish": ""},
        "R6": {"person": replace(who.person, is_accompanied=True)},
    }[remedy["rule"]]
    return replace(roster, learners=changed(roster.learners, at, **change))


@pytest.mark.parametrize("block", range(4))
def test_each_promised_remedy_matches_the_cadre_once_it_is_done(block: int):
    broken, kinds = [], set()
    for seed in range(block * 52, block * 52 + 52):
        roster = random_roster(seed, most=16)
        findings = decide(roster)
        before = sum(each.mentor is not None for each in findings)
        for at, finding in enumerate(findings):
            if not finding.remedy:
                continue
            after = decide(applied(roster, at, finding.remedy))
            gained = sum(each.mentor is not None for each in after) - before
            kinds.add(finding.remedy.get("rule") or finding.remedy["kind"])
            if after[at].mentor is None or gained < 1 or gained < finding.remedy.get("opens", 1):
                broken.append((seed, at, finding.remedy))

    assert broken == []
    assert kinds == {"far", "wish", "R6", "R7", "seat", "new"}


def test_no_planted_conflict_is_ever_matched_in_a_thousand_rosters():
    matched = []
    for seed in range(1_000):
        roster = random_roster(seed, most=10)
        matched += [
            seed for finding in decide(roster) if finding.mentor and barriers(roster, finding.learner, finding.mentor)
        ]

    assert matched == []


def test_no_mentor_gets_more_than_his_room():
    for seed in range(100):
        roster = random_roster(seed)
        chosen = [finding.mentor.mentor for finding in decide(roster) if finding.mentor]

        assert all(chosen.count(mentor.mentor) <= mentor.room for mentor in roster.mentors)


@pytest.mark.parametrize(
    ("facts", "of_mentor", "expected"),
    [
        ({}, {}, []),
        ({"level": 2}, {}, ["R7"]),
        ({"level": 3}, {}, ["R7"]),
        ({"age": 17}, {}, ["R6"]),
        ({"age": 18}, {}, []),
        ({"wish": "female"}, {"gender": "male"}, ["wish"]),
        ({"wish": "female"}, {"gender": "female"}, []),
        ({"wish": "male"}, {}, ["wish"]),
        ({}, {"at": place(2)}, ["far"]),
        ({"goes_farther": True}, {"at": place(2)}, []),
    ],
)
def test_barriers_name_the_rules_that_keep_a_pair_apart(facts, of_mentor, expected):
    roster = Roster([], [], WEIGHTS, Reach.DISTRICT)

    assert barriers(roster, learner(**facts), candidate(**of_mentor)) == expected


def test_barriers_know_ties_waivers_and_what_has_not_worked_out():
    one, other = learner(5), candidate(1, level=0)
    roster = Roster([], [], WEIGHTS, ties={frozenset((5, 1001)): frozenset({"R4", "R3"})}, before={(5, 1001)})

    assert barriers(roster, one, other) == ["R3", "R4", "R7", "before"]
    assert barriers(replace(roster, waived={(5, 1001, "R7")}), one, other) == ["R3", "R4", "before"]


def test_distance_counts_the_tiers_between():
    assert [distance(place(1), other) for other in (place(1), place(1, 2), place(2), Place(province=9), Place())] == [
        0,
        2,
        3,
        4,
        5,
    ]


def test_score_weighs_needs_against_strengths():
    one = learner(needs={"C04": 3, "C06": 1}, languages=frozenset({"moi"}), times=frozenset({"sat", "sun"}))
    other = candidate(
        strengths={"C04": 5, "C06": 1}, languages=frozenset({"moi", "id"}), times=frozenset({"sat"}), load=1
    )

    parts = {part.factor: part for part in score(one, other, WEIGHTS)}

    assert (parts["needs"].points, parts["needs"].of, parts["needs"].detail) == (24, 30, ["C04"])
    assert (parts["language"].points, parts["language"].detail) == (10, ["moi"])
    assert (parts["time"].points, parts["load"].points) == (2, 9)


def test_what_nobody_knows_is_no_zero():
    parts = {part.factor: part for part in score(learner(), candidate(), WEIGHTS)}

    assert [factor for factor, part in parts.items() if part.points is None] == ["needs", "language", "time"]
    assert points_of(list(parts.values())) == 20 + 10 + 15


def test_a_factor_without_weight_is_left_out():
    parts = score(learner(), candidate(), WEIGHTS | {Factor.NEARNESS: 0})

    assert "nearness" not in [part.factor for part in parts]


def test_seats_become_dearer_with_every_mentee():
    assert seat_prices(candidate(load=1), 15) == [0, 5, 10, 15]
    assert seat_prices(candidate(load=5), 15) == []


@pytest.mark.parametrize("between", [{"R5"}, {"R2"}, {"R2", "R5"}])
def test_no_count_tells_of_a_report(between):
    pair = frozenset((learner(1).member, candidate(1).member))
    roster = Roster([learner(1)], [candidate(1)], WEIGHTS, Reach.DISTRICT, ties={pair: frozenset(between)})

    assert decide(roster)[0].obstacles == {"R2": 1}


def test_decide_tells_the_obstacles_of_the_unmatched():
    roster = Roster(
        [learner(1), learner(2), learner(3, age=16)],
        [candidate(1, capacity=1, soft_capacity=1), candidate(2, at=place(2))],
        WEIGHTS,
        Reach.DISTRICT,
    )

    first, second, third = decide(roster)

    assert (first.mentor.mentor, first.obstacles) == (1, {})
    assert (second.mentor, second.obstacles) == (None, {"far": 1, "full": 1})
    assert second.remedy == {"kind": "leave", "rule": "far", "mentor": 2}
    assert third.obstacles == {"R6": 2, "far": 1}


def test_decide_keeps_locked_pairs_and_drops_a_lock_that_a_rule_has_overtaken():
    mentors = [candidate(1), candidate(2, at=place(1, 2))]
    roster = Roster([learner(1), learner(2, level=2)], mentors, WEIGHTS, locked={1: 2, 2: 2})

    first, second = decide(roster)

    assert (first.mentor.mentor, first.is_locked) == (2, True)
    assert (second.mentor, second.is_locked) == (None, False)


def test_nobody_mentors_himself():
    both = replace(candidate(1), member=1)

    assert decide(Roster([learner(1)], [both], WEIGHTS))[0].mentor is None
