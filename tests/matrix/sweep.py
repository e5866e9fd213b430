"""Sending the requests of the matrix and judging the answers."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponseBase, QueryDict
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Consent, DataRequest
from accounts.policy import Policy
from accounts.scoping import acting_as
from cadres.models import (
    Accreditation,
    AwardAppeal,
    BoardDispute,
    Candidacy,
    Certificate,
    DuplicatePair,
    ExportJob,
    ImportBatch,
    ImportRow,
    LevelAward,
    LevelPath,
    Member,
    MemberMerge,
    MobilityStep,
    OfficerTerm,
    TrainingRegistration,
    Transfer,
)
from evaluations.models import (
    Alert,
    Answer,
    Evaluation,
    EvaluationRound,
    PdltAssessment,
    PdltMark,
    Reopening,
)
from mentoring.models import (
    ActionItem,
    Agreement,
    BusyTime,
    CalendarFeed,
    Concern,
    ConflictWaiver,
    Diagnostic,
    Goal,
    MatchRun,
    MatchSuggestion,
    Mentor,
    MentorRequest,
    MentorTransition,
    OddLogs,
    OrgGoal,
    Pairing,
    PairingParticipant,
    Programme,
    ProgrammeHandover,
    ProgrammeNeed,
    ProgrammeResource,
    ProgrammeStage,
    ProgrammeTransition,
    Session,
    SyncItem,
)
from partnerships.models import Activity, ActivityCadre, PartnerGoal, Partnership
from regions.enums import TIER_FIELDS, Tier
from tests.factories.accounts import unit
from tests.matrix.routes import Route, routes
from tests.matrix.world import REGENCIES, Actor, Thing, World

# Which kind of object a URL parameter names: the longest prefix of «namespace:name» decides.
PROVIDERS = {
    ("dashboards:", "code"): "unit",
    ("cadres:", "code"): "unit",
    ("accounts:reshape", "code"): "unit",
    ("dashboards:member", "pk"): "member",
    ("dashboards:programme", "pk"): "programme",
    ("dashboards:learner", "pk"): "learner",
    ("cadres:", "pk"): "member",
    ("cadres:import", "pk"): "batch",
    ("cadres:import_row", "pk"): "import_row",
    ("dashboards:export", "pk"): "export",
    ("cadres:officer", "pk"): "officer",
    ("cadres:award", "pk"): "award",
    ("cadres:phone_award", "pk"): "award",
    ("cadres:appeal", "pk"): "appeal",
    ("cadres:path", "pk"): "path",
    ("cadres:accreditation", "pk"): "accreditation",
    ("cadres:certificate", "pk"): "certificate",
    ("cadres:event", "pk"): "event",
    ("cadres:phone_event", "pk"): "event",
    ("cadres:registration", "pk"): "registration",
    ("cadres:candidacy", "pk"): "candidacy",
    ("cadres:step", "pk"): "step",
    ("cadres:district", "pk"): "district",
    ("dashboards:district", "pk"): "district",
    ("cadres:pair", "pk"): "duplicate",
    ("cadres:transfer", "pk"): "transfer",
    ("cadres:term", "pk"): "officer",
    ("cadres:dispute", "pk"): "dispute",
    ("cadres:own", "pk"): "request",
    ("cadres:data_request", "pk"): "request",
    ("mentoring:programme", "pk"): "programme",
    ("mentoring:goal", "pk"): "goal",
    ("mentoring:need", "pk"): "need",
    ("mentoring:stage", "pk"): "stage",
    ("mentoring:resource", "pk"): "resource",
    ("mentoring:handover", "pk"): "handover",
    ("mentoring:mentor", "pk"): "mentor",
    ("mentoring:", "pk"): "pairing",
    ("mentoring:sheet", "pairing"): "pairing",
    ("mentoring:concern", "pk"): "concern",
    ("mentoring:concern_case", "pk"): "case",
    ("mentoring:match_programme", "pk"): "programme",
    ("mentoring:match_weights", "pk"): "programme",
    ("mentoring:match_run", "pk"): "match_run",
    ("mentoring:match_suggestion", "pk"): "match_suggestion",
    ("mentoring:wish", "pk"): "member",
    ("mentoring:mentor_request", "pk"): "mentor_request",
    ("mentoring:second_adult", "pk"): "member",
    ("mentoring:waiver", "pk"): "waiver",
    ("mentoring:session", "pk"): "session",
    ("mentoring:phone_session", "pk"): "session",
    ("mentoring:phone_conflict", "pk"): "conflict",
    ("mentoring:phone_busy", "pk"): "busy",
    ("mentoring:held_", "pk"): "held",
    ("mentoring:odd", "pk"): "odd",
    ("mentoring:phone_odd", "pk"): "own_odd",
    ("mentoring:phone_acknowledge", "pk"): "session",
    ("mentoring:phone_growth", "pk"): "learner",
    ("mentoring:phone_goal", "pk"): "plan_goal",
    ("mentoring:pairing_goal", "pk"): "plan_goal",
    ("mentoring:phone_action", "pk"): "plan_action",
    ("evaluations:", "pk"): "evaluation",
    ("evaluations:averages", "pk"): "led",
    ("evaluations:reopen", "pk"): "round_evaluation",
    ("evaluations:officer", "pk"): "round_evaluation",
    ("evaluations:reopening", "pk"): "reopening",
    ("evaluations:round", "pk"): "evaluation_round",
    ("evaluations:alert", "pk"): "alert",
    ("evaluations:instrument", "pk"): "instrument",
    ("evaluations:item", "pk"): "instrument_item",
    ("evaluations:pdlt_", "pk"): "pdlt",
    ("evaluations:pdlt_task", "pk"): "pdlt_task",
    ("evaluations:own_pdlt", "pk"): "own_pdlt",
    ("partnerships:", "pk"): "partnership",
    ("partnerships:cadre_settle", "pk"): "activity_cadre",
    ("partnerships:cadres_add", "pk"): "partner_activity",
    ("partnerships:goal_measure", "pk"): "partner_goal",
    ("dashboards:partner", "pk"): "partnership",
    ("accounts:assignment", "pk"): "assignment",
    ("accounts:mail", "pk"): "message",
    ("accounts:delegation", "pk"): "delegation",
    ("accounts:incident", "pk"): "incident",
}
# Parameters that name no object: tokens that nobody guesses, and allauth's own.
INVENTED = {
    "kind": "correction",
    "token": "invented",
    "check": "0" * 32,
    "level": "dasar",
    "body": "ampg",
    "election": "2024",
    "text": "conduct",
    "edition": "2026-1",
    "month": f"{date.today():%Y-%m}",
    "pattern": "six_months",
    "path": "pengurus-ranting-ke-caleg-kabupaten",
    "uidb36": "a",
    "key": "invented-key",
    "setting": "mentoring.dormant_days",
    "tier": 3,
    "number": 1,
}
FOREIGN_FACTOR = {"mfa_edit_webauthn": 1, "mfa_remove_webauthn": 1}
# Objects that a query string may name.
QUERY = {"pasangan": "pairing", "sesi": "session", "kader": "member", "mentor": "mentor", "program": "programme",
         "impor": "batch"}  # fmt: skip
# Names under which a forged form may smuggle a foreign object.
FORGED = {
    "unit": "unit_pk",
    "wilayah": "unit_pk",
    "member": "member",
    "mentor": "mentor",
    "mentee": "member",
    "pairing": "pairing",
    "pasangan": "pairing",
    "session": "session",
    "sesi": "session",
    "programme": "programme",
    "assignment": "assignment",
    "agreement": "agreement",
    "participant": "participant",
}
MEANINGLESS = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|"csrfmiddlewaretoken": "[^"]*"|gAAAAA[\w=-]+'
    rb'|name="client_uuid" value="[^"]*"|data-csrf="[^"]*"|"csrf_token": "[^"]*"|"now": "[^"]*"'
    # When a PDF was printed, by a clock that no test can stop.
    rb"|/(?:Creation|Mod)Date ?\(D:[^)]*\)|<xmp:\w+Date>[^<]*|<xmpMM:\w+ID>[^<]*|/ID ?\[[^\]]*\]"
)


class Unprovided(AssertionError):
    """A URL parameter without a provider: somebody added a view and told the matrix nothing."""


@dataclass(frozen=True)
class Cell:
    """One request: a route, the object it names (None: none), and the address."""

    route: Route
    thing: Thing | None
    url: str


def kind_of(route: Route, parameter: str) -> str:
    """The kind of object that a parameter of a route names."""
    fitting = [
        (len(prefix), kind)
        for (prefix, name), kind in PROVIDERS.items()
        if name == parameter and route.name.startswith(prefix)
    ]
    if not fitting:
        raise Unprovided(f"{route.name}: no provider for <{parameter}>")
    return max(fitting)[1]


def is_barred(route: Route, actor: Actor) -> bool:
    """Whether the middlewares answer this actor before the view is asked."""
    policy = route.policy
    if policy is None or policy.public:
        return False
    if not actor.signs_in or (actor.pending_factor and not policy.without_second_factor):
        return True
    return not policy.permits(actor.role)


def samples(world: World, kind: str, actor: Actor, most: int = 2) -> list[Thing]:
    """Objects of a kind: one that the actor may find, `most` beside it that he may not, and one of each other place."""
    found = [thing for thing in world.things if thing.kind == kind]
    mine = [thing for thing in found if thing.visible(actor)]
    theirs = {thing.place.regency_id: thing for thing in found if not thing.visible(actor)}
    near = [t for t in found if not t.visible(actor) and t.place.regency_id == found[0].place.regency_id]
    return list(dict.fromkeys([*mine[:1], *near[:most], *list(theirs.values())[: most + 1]]))


def cells(world: World, actor: Actor, most: int = 2, first: str = "") -> Iterator[Cell]:
    """Every route with every relation of the actor to the object it names; those whose name begins with `first` first.

    Where the policy refuses the role before the view is reached, one object stands for all.
    """
    for route in sorted(routes(), key=lambda route: not route.name.startswith(first)):
        barred = is_barred(route, actor)
        objects = [name for name in route.parameters if name not in INVENTED]
        if route.name in FOREIGN_FACTOR:
            yield Cell(route, None, reverse(route.name, kwargs={"pk": FOREIGN_FACTOR[route.name]}))
        elif not objects:
            kwargs = {name: INVENTED[name] for name in route.parameters}
            url = reverse(route.name, kwargs=kwargs)
            Noting.names.clear()
            yield Cell(route, None, url)
            if not kwargs and route.name.partition(":")[1] and not barred:
                yield from _queried(world, actor, route, url, set(Noting.names))
        else:
            name = objects[-1]  # a unit's code before it says where the object stands
            found = samples(world, kind_of(route, name), actor, most)
            for thing in found[:1] if barred else found:
                kwargs: dict[str, Any] = {each: INVENTED[each] for each in route.parameters if each in INVENTED}
                kwargs[name] = unit_code(thing) if thing.kind == "unit" else thing.pk
                if len(objects) > 1:
                    kwargs["code"] = unit_code(thing)
                yield Cell(route, thing, reverse(route.name, kwargs=kwargs))


class Noting(QueryDict):
    """The names after the «?» that views read, so that a page is asked for what it answers to and for nothing else.

    Requests use it as long as a test runs with `noting_names`.
    """

    names: ClassVar[set[str]] = set()

    def __getitem__(self, key: str) -> Any:
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return super().getlist(key, default)


def noting_names(monkeypatch: Any) -> None:
    """Let requests note which names of their query views read."""
    noted = cached_property(lambda request: Noting(request.META.get("QUERY_STRING", "")))
    noted.__set_name__(WSGIRequest, "GET")
    monkeypatch.setattr(WSGIRequest, "GET", noted)


def _queried(world: World, actor: Actor, route: Route, url: str, read: set[str]) -> Iterator[Cell]:
    """The same list asked for another region, another sort, and for foreign objects, as far as its view reads these."""
    if "wilayah" in read:
        for code in REGENCIES[1:3]:
            yield Cell(route, None, f"{url}?wilayah={code}")
    if read & {"urut", "hal"}:
        yield Cell(route, None, f"{url}?urut=-name&hal=2")
    for name, kind in QUERY.items():
        for thing in samples(world, kind, actor)[-1:] if name in read else ():
            yield Cell(route, None, f"{url}?{name}={thing.pk}")


def writings(
    world: World, actor: Actor, forged: dict[str, Any]
) -> Iterator[tuple[Cell, list[tuple[str, dict[str, Any]]]]]:
    """Every cell with the methods and bodies that try to write there.

    A method that a route does not know is refused before the object is looked up: one object stands for all.
    """
    seen: set[str] = set()
    for cell in cells(world, actor):
        if "?" not in cell.url:
            others = () if cell.route.name in seen else ("put", "patch", "delete")
            seen.add(cell.route.name)
            yield cell, [("post", forged), ("post", {}), *((method, {}) for method in others)]


def unit_code(thing: Thing) -> str:
    """The code of a unit thing."""
    return thing.place.code


def browser(actor: Actor) -> Client:
    """A client signed in as the actor, or not at all."""
    client = Client(raise_request_exception=False)
    if actor.user is not None:
        client.force_login(actor.user)
    return client


# Policies as they were before a mutant changed one: what is right does not change with the bug.
POLICIES: dict[str, Policy | None] = {}


def expected(cell: Cell, actor: Actor) -> set[int]:
    """The statuses that are right for a GET."""
    policy = POLICIES.get(cell.route.name, cell.route.policy)
    assert policy is not None
    if cell.route.name == "readyz":
        return {200, 503}  # of a world whose messages lie since yesterday
    if policy.public:
        return {200, 302, 404, 405}
    if not actor.signs_in:
        return {401} if policy.answers_json else {302}
    if actor.pending_factor and not policy.without_second_factor:
        return {302}
    if not policy.permits(actor.role):
        return {403}
    if cell.thing is not None and not cell.thing.visible(actor):
        return {404, 405}
    if cell.thing is not None and cell.thing.kind == "unit" and cell.route.name == "dashboards:dashboard":
        return {200, 405} if actor.covers(cell.thing.place) else {404, 405}
    if cell.thing is None:
        return {200, 204, 302, 400, 403, 404, 405}
    return {200, 302, 403, 404, 405} if cell.thing.kind == "unit" else {200, 204, 302, 403, 405}


def text_of(response: HttpResponseBase) -> str:
    """Everything that went out: headers, body, and the unzipped parts of a workbook."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return headers + "\n" + b"\n".join(_parts(response)).decode("utf-8", "replace")


def _parts(response: HttpResponseBase) -> list[bytes]:
    """The body, read once, since a stream is gone then; of a workbook its unzipped parts: an archive tells its hour."""
    if "parts" not in vars(response):
        vars(response)["parts"] = _unpacked(b"".join(response))
    return vars(response)["parts"]


def _unpacked(body: bytes) -> list[bytes]:
    if not body.startswith(b"PK\x03\x04"):
        return [body]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [part for name in archive.namelist() for part in (name.encode(), archive.read(name))]


# What canaries look like in a lower-case page: words and numbers as `World.word` and `World.number` make them.
SHAPES = re.compile(r"kanari[a-j]{5}qz|\+6281730\d{4}01|99710112730\d{4}1")


def leaks(world: World, actor: Actor, text: str, *, rows_only: bool = False) -> list[str]:
    """The kinds of canaries in a text that the actor must not see."""
    shown = set(SHAPES.findall(text.lower()))
    found = (canary for word in shown for canary in world.by_word[word])
    return sorted({canary.kind for canary in found if not canary.visible(actor) and not (rows_only and canary.narrow)})


# The table behind each kind of thing that row security keeps by itself.
TABLES: dict[str, type[Model]] = {
    "member": Member,
    "candidacy": Candidacy,
    "step": MobilityStep,
    "officer": OfficerTerm,
    "dispute": BoardDispute,
    "path": LevelPath,
    "award": LevelAward,
    "appeal": AwardAppeal,
    "accreditation": Accreditation,
    "certificate": Certificate,
    "registration": TrainingRegistration,
    "batch": ImportBatch,
    "import_row": ImportRow,
    "export": ExportJob,
    "duplicate": DuplicatePair,
    "merge": MemberMerge,
    "transfer": Transfer,
    "consent": Consent,
    "request": DataRequest,
    "programme": Programme,
    "goal": OrgGoal,
    "need": ProgrammeNeed,
    "stage": ProgrammeStage,
    "resource": ProgrammeResource,
    "handover": ProgrammeHandover,
    "mentor": Mentor,
    "match_run": MatchRun,
    "match_suggestion": MatchSuggestion,
    "mentormove": MentorTransition,
    "programmemove": ProgrammeTransition,
    "pairing": Pairing,
    "participant": PairingParticipant,
    "agreement": Agreement,
    "session": Session,
    "waiver": ConflictWaiver,
    "action": ActionItem,
    "mentor_request": MentorRequest,
    "case": Concern,
    "diagnostic": Diagnostic,
    "plan_goal": Goal,
    "plan_action": ActionItem,
    "evaluation_row": Evaluation,
    "evaluation_round": EvaluationRound,
    "reopening": Reopening,
    "alert": Alert,
    "pdlt_row": PdltAssessment,
    "answer": Answer,
    "pdlt_mark": PdltMark,
    "sync_item": SyncItem,
    "busy_row": BusyTime,
    "odd_row": OddLogs,
    "feed": CalendarFeed,
    "partnership": Partnership,
    "partner_activity": Activity,
    "partner_goal": PartnerGoal,
    "activity_cadre": ActivityCadre,
}


def stray_rows(world: World, actor: Actor) -> list[str]:
    """The kinds of rows that the database alone, without any filter of ours, shows beyond the actor's sight."""
    if actor.user is None or not actor.signs_in:
        return []
    with acting_as(actor.user):
        return [
            kind
            for kind, model in TABLES.items()
            if model._base_manager.filter(
                pk__in=[thing.pk for thing in world.things if thing.kind == kind and not thing.visible(actor)]
            ).exists()
        ]


def signature(response: HttpResponseBase) -> tuple[int, bytes, str]:
    """Status, body and headers without what is random by design (tokens, nonces)."""
    body = MEANINGLESS.sub(b"", b"".join(_parts(response)))
    headers = sorted(
        f"{name}: {value}" for name, value in response.items() if name not in {"Content-Length", "Set-Cookie"}
    )
    return response.status_code, body, re.sub(r"gAAAAA[\w=-]+", "", "\n".join(headers))


def forged_body(world: World, actor: Actor) -> dict[str, Any]:
    """A form body that names only objects the actor must not touch."""
    body: dict[str, Any] = {
        "reason": "x",
        "name": "x",
        "full_name": "Orang Palsu",
        "status": "active",
        "state": "active",
    }
    for name, kind in FORGED.items():
        wanted = "unit" if kind == "unit_pk" else kind
        foreign = [
            t
            for t in world.things
            if t.kind == wanted and not (actor.covers(t.place) if wanted == "unit" else t.visible(actor))
        ]
        if foreign:
            body[name] = foreign[-1].pk
    return body


PEOPLE_TABLES = (
    "cadres_member",
    "cadres_officerterm",
    "cadres_importbatch",
    "cadres_importrow",
    "cadres_columnmapping",
    "cadres_exportjob",
    "cadres_termtransition",
    "cadres_boarddispute",
    "cadres_duplicatepair",
    "cadres_membermerge",
    "accounts_consent",
    "mentoring_mentorrequest",
    "mentoring_programme",
    "mentoring_orggoal",
    "mentoring_programmewindow",
    "mentoring_programmestage",
    "mentoring_programmeneed",
    "mentoring_programmeresource",
    "mentoring_programmehandover",
    "mentoring_mentor",
    "mentoring_matchweights",
    "mentoring_matchrun",
    "mentoring_matchsuggestion",
    "mentoring_matchlock",
    "mentoring_mentoringwish",
    "mentoring_declaredtie",
    "mentoring_secondadult",
    "mentoring_conflictwaiver",
    "mentoring_conductsignature",
    "mentoring_mentortick",
    "mentoring_pairing",
    "mentoring_pairingparticipant",
    "mentoring_pairingtransition",
    "mentoring_coordinatorcontact",
    "mentoring_agreement",
    "mentoring_agreementsignature",
    "mentoring_session",
    "mentoring_sessionlog",
    "mentoring_sessionattendance",
    "mentoring_actionitem",
    "mentoring_diagnostic",
    "mentoring_diagnosticrating",
    "mentoring_diagnosticlevel",
    "mentoring_diagnostictransition",
    "mentoring_plan",
    "mentoring_goal",
    "mentoring_goaltransition",
    "mentoring_actiontransition",
    "mentoring_agreementscan",
    "mentoring_orientationtick",
    "mentoring_mentorchange",
    "mentoring_exitform",
    "mentoring_exitcall",
    "mentoring_closure",
    "mentoring_closureform",
    "mentoring_handover",
    "mentoring_syncitem",
    "mentoring_oddlogs",
    "mentoring_parafcard",
    "mentoring_paraftry",
)


# Somebody answers what he is asked; a member objects to his own.
EVALUATION_TABLES = tuple(
    f"evaluations_{name}"
    for name in ("evaluationround", "evaluation", "reopening", "alert", "pdltassessment", "pdltassessor")
)

# What a mentor or a mentee may change belongs to his own pairings: how each table says so.
_OWN = (
    "(SELECT p.pairing_id FROM mentoring_pairingparticipant p JOIN cadres_member m ON m.id = p.member_id "
    "WHERE m.user_id = {user})"
)
_OWN_PEOPLE = "(SELECT p.member_id FROM mentoring_pairingparticipant p WHERE p.pairing_id IN {own})"
OWN_COLUMNS = {
    "cadres_member": ("id", _OWN_PEOPLE),
    "mentoring_mentor": ("member_id", _OWN_PEOPLE),
    "accounts_consent": ("member_id", _OWN_PEOPLE),
    "mentoring_mentoringwish": ("member_id", _OWN_PEOPLE),
    "mentoring_secondadult": ("member_id", _OWN_PEOPLE),
    "mentoring_declaredtie": ("member_a_id", _OWN_PEOPLE),
    "mentoring_conflictwaiver": ("learner_id", _OWN_PEOPLE),
    **dict.fromkeys(
        ("mentoring_conductsignature", "mentoring_mentortick"),
        (
            "mentor_id",
            "(SELECT o.id FROM mentoring_mentor o JOIN cadres_member m ON m.id = o.member_id WHERE m.user_id = {user})",
        ),
    ),
    "mentoring_pairing": ("id", "{own}"),
    **dict.fromkeys(
        (table for table in PEOPLE_TABLES[PEOPLE_TABLES.index("mentoring_pairingparticipant") :]),
        ("pairing_id", "{own}"),
    ),
}

# The ladder's own: a member's rows are his.
LADDER_TABLES = tuple(
    f"cadres_{name}"
    for name in (
        *("levelpath", "pathtransition", "recommendation", "levelaward", "awardappeal", "trainingregistration"),
        *("accreditation", "certificate"),
    )
)
_MYSELF = "(SELECT m.id FROM cadres_member m WHERE m.user_id = {user})"
OWN_COLUMNS |= dict.fromkeys((*LADDER_TABLES, "mentoring_mentorrequest"), ("member_id", _MYSELF))

OWN_COLUMNS["mentoring_syncitem"] = ("author_id", "({user})")
OWN_COLUMNS["mentoring_oddlogs"] = ("person_id", "({user})")
OWN_COLUMNS["evaluations_evaluation"] = ("rater_id", "({user})")
OWN_COLUMNS["evaluations_pdltassessment"] = ("member_id", _MYSELF)
# A candidacy with what stands beside it is the candidate's.
CANDIDACY_TABLES = tuple(
    f"cadres_{name}" for name in ("candidacy", "candidacytransition", "eligibility", "surveyresult", "selectionscore")
)
_STANDS = f"(SELECT c.id FROM cadres_candidacy c WHERE c.member_id IN {_MYSELF})"
OWN_COLUMNS |= dict.fromkeys(CANDIDACY_TABLES, ("candidacy_id", _STANDS)) | {CANDIDACY_TABLES[0]: ("id", _STANDS)}

# A report is its reporter's; to every office its rows are foreign, whatever the tree says.
CONCERN_TABLES = tuple(f"mentoring_concern{part}" for part in ("", "reporter", "name", "act"))
_REPORTED = "(SELECT r.concern_id FROM mentoring_concernreporter r WHERE r.user_id = {user})"
OWN_COLUMNS |= dict.fromkeys(CONCERN_TABLES, ("concern_id", _REPORTED)) | {CONCERN_TABLES[0]: ("id", _REPORTED)}


def _outside(actor: Actor | None, table: str) -> str:
    """The WHERE that leaves only what the actor has no business to change; everything without an actor."""
    if actor is None or actor.unit is None or actor.role == Role.ADMIN:
        return ""
    if actor.role in {Role.MENTOR, Role.MENTEE}:
        column, rows = OWN_COLUMNS.get(table, ("", ""))
        user = actor.user.pk if actor.user else 0
        return f"WHERE {column} NOT IN {rows.format(own=_OWN.format(user=user), user=user)}" if column else ""
    if table in CONCERN_TABLES:
        return ""
    tier = Tier(actor.unit.tier)
    if tier == Tier.NATIONAL:
        return "WHERE false"
    return f"WHERE {TIER_FIELDS[tier]}_id IS DISTINCT FROM {actor.unit.pk}"


def fingerprint(actor: Actor | None = None) -> str:
    """A hash over all rows about people; with an actor, over the rows outside his reach only."""
    parts = " || ".join(
        f"coalesce((SELECT count(*) || ':' || sum(hashtextextended(t::text, 0)) FROM {table} t "
        f"{_outside(actor, table)}), '-')"
        for table in (*PEOPLE_TABLES, *LADDER_TABLES, *CANDIDACY_TABLES, *EVALUATION_TABLES, *CONCERN_TABLES)
    )
    extra = (
        " || (SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM mentoring_privatenote t)"
        if actor is None
        else ""
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5({parts}{extra})")
        return str(cursor.fetchone()[0])


class Undone(Exception):
    """Carries a block back to where it began."""


def undone() -> "_Undone":
    """`with undone():` whatever the block writes is taken back."""
    return _Undone()


class _Undone:
    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(kind, error, trace)


def home() -> Any:
    """The unit around which the actors stand."""
    return unit("96.71")
