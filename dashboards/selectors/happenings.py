"""What can happen to a member, source by source: which rows tell of it, and how it is said.

Each source is a queryset of one shape (at, kind, source, pk, facts), so that one UNION reads them all. It begins at
`for_user`: a source that the reader may not see is empty, for Django as for the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.enums import EndReason, EventKind, MemberStatus, PathState, RegistrationState, RowState, TrainingResult
from cadres.mobility.needs import station
from cadres.models import (
    Accreditation,
    AwardAppeal,
    Certificate,
    ImportRow,
    LevelAward,
    Member,
    MemberMerge,
    MemberTransition,
    MobilityStep,
    OfficerTerm,
    PathTransition,
    Recommendation,
    TrainingRegistration,
    Transfer,
    level_names,
)
from cadres.rules import can_read_profiles
from mentoring.enums import LEARNERS, Mode, PairingState, Phase, Progress
from mentoring.models import PairingParticipant, PairingTransition, Session
from partnerships.enums import TakeState
from partnerships.models import ActivityCadre
from regions.models import Unit

KINDS = (
    ("keanggotaan", gettext_lazy("Keanggotaan")),
    ("jabatan", gettext_lazy("Jabatan")),
    ("saluran", gettext_lazy("Langkah karier")),
    ("jenjang", gettext_lazy("Jenjang")),
    ("pelatihan", gettext_lazy("Pelatihan")),
    ("pendampingan", gettext_lazy("Pendampingan")),
    ("sesi", gettext_lazy("Sesi")),
    ("mitra", gettext_lazy("Mitra")),
    ("registri", gettext_lazy("Registri")),
)
#: What happened to a pairing, by the state it came to.
MOVES = {
    PairingState.PROPOSED: gettext_lazy("Pasangan diusulkan"),
    PairingState.OFFERED: gettext_lazy("Tawaran dikirim"),
    PairingState.ACCEPTED: gettext_lazy("Kedua pihak bersedia"),
    PairingState.ACTIVE: gettext_lazy("Pendampingan dimulai"),
    PairingState.PAUSED: gettext_lazy("Pendampingan dijeda"),
    PairingState.COMPLETED: gettext_lazy("Pendampingan selesai"),
    PairingState.DECLINED: gettext_lazy("Tawaran tidak diterima"),
    PairingState.ENDED_EARLY: gettext_lazy("Pendampingan berakhir lebih awal"),
    PairingState.REMATCHED: gettext_lazy("Dicarikan pasangan lain"),
}
PATHS = {
    PathState.RUNNING: gettext_lazy("Menempuh jenjang"),
    PathState.WAITING: gettext_lazy("Masuk daftar tunggu"),
    PathState.INTERRUPTED: gettext_lazy("Jalan ke jenjang terhenti"),
    PathState.DONE: gettext_lazy("Jalan ke jenjang selesai"),
}
Facts = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """A happening in words; `text` is what somebody wrote, `url` the page of it."""

    title: str
    detail: str = ""
    text: str = ""
    milestone: bool = False
    url: str = ""


@dataclass(frozen=True)
class Source:
    """Rows of one table that tell of a member: the moment `at`, the facts that are told, and how.

    `about` says which rows; without it those with the member in the column `member`.
    """

    kind: str
    model: Any
    at: str
    facts: dict[str, str]
    say: Callable[[Facts], Said]
    about: Callable[[User, Member], Q] | None = None

    def rows(self, user: User, member: Member, name: str) -> QuerySet[Any]:
        """The rows that the user may see, in the shape of all sources."""
        about = self.about(user, member) if self.about else Q(member=member)
        found = self.model.objects.for_user(user).filter(about, **{f"{self.at}__isnull": False}).order_by()
        facts = JSONObject(**{key: F(column) for key, column in self.facts.items()}) if self.facts else JSONObject()
        return found.values_list(
            Cast(self.at, DateTimeField()),
            Value(self.kind, TextField()),
            Value(name, TextField()),
            "pk",
            Cast(facts, TextField()),
        )


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


def _own(user: User, member: Member) -> Q:
    return Q(pk=member.pk) if can_read_profiles(user) else Q(pk__in=[])


def _membership(facts: Facts) -> Said:
    reason = str(EndReason(facts["reason"]).label) if facts["reason"] else ""
    title = _("Keanggotaan: %(status)s") % {"status": MemberStatus(facts["to"]).label}
    return Said(title, _joined(reason, facts["decree"]), facts["note"], milestone=True)


def _term(title: Any) -> Callable[[Facts], Said]:
    def say(facts: Facts) -> Said:
        place = Unit(name=facts["place"], label=facts["label"], tier=facts["tier"]).full_name
        detail = ", ".join(filter(None, [place, facts["portfolio"], facts["confirming"] or facts["decree"]]))
        return Said(str(title) % {"post": facts["post"]}, detail, milestone=title is TERM_BEGINS)

    return say


TERM_BEGINS, TERM_ENDS = gettext_lazy("%(post)s mulai"), gettext_lazy("%(post)s selesai")


def _step(title: Any) -> Callable[[Facts], Said]:
    """A post beside the offices; his own page of careers has them all."""

    def say(facts: Facts) -> Said:
        where = station(facts["channel"], facts["tier"])
        url = reverse("dashboards:member_career", args=[facts["member"]])
        return Said(str(title) % {"post": facts["post"]}, _joined(where, facts["evidence"]), "", True, url)

    return say


def _partner(facts: Facts) -> Said:
    title = _("%(activity)s bersama %(partner)s") % facts
    url = reverse("partnerships:partnership", args=[facts["partnership"]])
    return Said(title, str(TakeState(facts["state"]).label), url=url)


def _transfer(title: Any, *, refused: Any = "") -> Callable[[Facts], Said]:
    def say(facts: Facts) -> Said:
        is_refusal = facts["state"] in ("refused", "cancelled")
        detail = _("ke %(unit)s") % {"unit": facts["to"]}
        words = facts["refusal"] if refused and is_refusal else facts["reason"]
        url = reverse("cadres:transfer", args=[facts["pk"]])
        return Said(str(refused if refused and is_refusal else title), _joined(detail, facts["letter"]), words, url=url)

    return say


def _award(facts: Facts) -> Said:
    level = level_names().get(facts["level"], facts["level"])
    is_returned = facts["state"] == "returned"
    title = _("Usulan %(level)s dikembalikan") if is_returned else _("Jenjang %(level)s ditetapkan")
    return Said(title % {"level": level}, "", facts["reason"], not is_returned, _award_url(facts))


def _about_level(title: Any, milestone: bool = False) -> Callable[[Facts], Said]:
    def say(facts: Facts) -> Said:
        level = level_names().get(facts["level"], facts["level"])
        url = _award_url(facts) if "award" in facts else ""
        return Said(str(title) % {"level": level}, facts.get("detail", ""), facts.get("text", ""), milestone, url)

    return say


def _award_url(facts: Facts) -> str:
    return reverse("cadres:award", args=[facts["award"]])


def _appeal(facts: Facts) -> Said:
    upheld = facts["state"] == "upheld"
    title = _("Keberatan dikabulkan") if upheld else _("Keberatan ditolak")
    return Said(title, "", facts["text"], url=_award_url(facts))


def _path(facts: Facts) -> Said:
    level = level_names().get(facts["level"], facts["level"])
    resumed = facts["to"] == PathState.RUNNING and facts["from"]
    return Said(
        _("Jalan ke jenjang dilanjutkan") if resumed else str(PATHS[PathState(facts["to"])]), str(level), facts["text"]
    )


def _training(facts: Facts) -> Said:
    what = _joined(EventKind(facts["event_kind"]).label, facts["place"])
    result = TrainingResult(facts["result"])
    score = _("nilai %(score)s") % {"score": facts["score"]} if facts["score"] is not None else ""
    told = "" if result == TrainingResult.OPEN else result.label
    title = _("Hadir di %(title)s") % {"title": facts["title"]}
    return Said(title, _joined(what, told, score), url=_event_url(facts))


def _seat(facts: Facts) -> Said:
    state = RegistrationState(facts["state"]).label
    return Said(_("Pendaftaran %(title)s") % {"title": facts["title"]}, str(state), url=_event_url(facts))


def _event_url(facts: Facts) -> str:
    return reverse("cadres:event", args=[facts["event"]])


def _accreditation(facts: Facts) -> Said:
    approved = facts["state"] == "approved"
    title = _("Pelatihan lama diakui") if approved else _("Pelatihan lama tidak diakui")
    return Said(title, _joined(facts["title"], facts["document"]), facts["text"])


def _certificate(facts: Facts) -> Said:
    return Said(_("Sertifikat %(title)s") % {"title": facts["title"]}, facts["number"], milestone=True)


def _import(facts: Facts) -> Said:
    title = _("Dimasukkan lewat impor") if facts["created"] else _("Diperbarui lewat impor")
    return Said(title, facts["file"], url=reverse("cadres:import", args=[facts["batch"]]))


def _merge(title: Any) -> Callable[[Facts], Said]:
    """The list of merges is where one is undone."""

    def say(facts: Facts) -> Said:
        url = f"{reverse('cadres:pairs')}?status=merged" if facts["undone"] is None else ""
        return Said(str(title), _("Data %(lost)s ke data %(kept)s") % facts, milestone=True, url=url)

    return say


def _pairing(facts: Facts) -> Said:
    url = reverse("mentoring:pairing", args=[facts["pairing"]])
    if facts["what"] == "phase":
        phase = str(Phase(facts["to"]).label).lower()
        return Said(_("Masuk fase %(phase)s") % {"phase": phase}, "", facts["text"], milestone=True, url=url)
    is_back = (facts["from"], facts["to"]) == (PairingState.PAUSED, PairingState.ACTIVE)
    title = _("Pendampingan dilanjutkan") if is_back else str(MOVES[PairingState(facts["to"])])
    return Said(title, "", facts["text"], url=url)


def _session(facts: Facts) -> Said:
    mode = str(Mode(facts["mode"]).label).lower()
    title = _("Sesi ke-%(number)s · %(mode)s, %(minutes)s menit") % {
        "number": facts["number"],
        "mode": mode,
        "minutes": facts["minutes"],
    }
    progress = str(Progress(facts["progress"]).label).lower() if facts["progress"] else ""
    moved = _("kemajuan: %(progress)s") % {"progress": progress} if progress else ""
    url = reverse("mentoring:session", args=[facts["session"]])
    return Said(title, _joined(facts["place"], moved), facts["will"] or facts["goal"] or "", url=url)


def _mine(user: User, member: Member) -> QuerySet[Any]:
    return PairingParticipant.objects.for_user(user).filter(member=member)


def _moves_of(user: User, member: Member) -> Q:
    """All moves of pairings where somebody learns; of those where he leads, the states alone."""
    learns = _mine(user, member).filter(role__in=LEARNERS).values("pairing")
    return Q(pairing__in=learns) | Q(pairing__in=_mine(user, member).values("pairing"), kind="state")


def _held(user: User, member: Member) -> Q:
    learns = _mine(user, member).filter(role__in=LEARNERS).values("pairing")
    return Q(pk__in=Session.objects.held().values("pk"), pairing__in=learns)


def _told_by_hand(user: User, member: Member) -> Q:
    """Steps of candidacies too; those of offices are told by the offices."""
    return Q(member=member, struck_at=None, term=None)


def _touched(user: User, member: Member) -> Q:
    return Q(kept=member) | Q(lost=member)


TERM = {"post": "post", "place": "unit__name", "label": "unit__label", "tier": "unit__tier", "portfolio": "portfolio",
        "decree": "decree_no", "confirming": "confirming_decree_no", "ends": "ends_on", "rank": "rank"}  # fmt: skip
STEP = {"member": "member_id", "channel": "channel__name", "tier": "tier", "post": "post", "evidence": "evidence"}
TRANSFER = {"pk": "pk", "state": "state", "to": "to_unit__path", "reason": "reason", "letter": "letter_no",
            "refusal": "refusal"}  # fmt: skip
EVENT = {"event": "event_id", "title": "event__title", "event_kind": "event__kind", "place": "event__place"}
MERGE = {"lost": "lost__full_name", "kept": "kept__full_name", "undone": "undone_at"}
PROPOSED, REVOKED = gettext_lazy("Diusulkan ke %(level)s"), gettext_lazy("Jenjang %(level)s dicabut")
SOURCES: dict[str, Source] = {
    "joined": Source("keanggotaan", Member, "joined_on", {},
                     lambda facts: Said(_("Bergabung dengan partai"), milestone=True), _own),
    "created": Source("registri", Member, "created_at", {},
                      lambda facts: Said(_("Datanya dimasukkan ke registri")), _own),
    "import": Source("registri", ImportRow, "batch__finished_at",
                     {"created": "created_member", "file": "batch__filename", "batch": "batch_id"}, _import,
                     lambda user, member: Q(member=member, state=RowState.WRITTEN, term=None)),
    "merge": Source("registri", MemberMerge, "merged_at", MERGE, _merge(gettext_lazy("Data ganda digabung")), _touched),
    "unmerge": Source("registri", MemberMerge, "undone_at", MERGE,
                      _merge(gettext_lazy("Penggabungan diurungkan")), _touched),
    "membership": Source("keanggotaan", MemberTransition, "at",
                         {"to": "to_value", "reason": "reason", "note": "note", "decree": "decree_no"}, _membership),
    "transfer": Source("keanggotaan", Transfer, "requested_at", TRANSFER, _transfer(gettext_lazy("Mutasi diminta"))),
    "release": Source("keanggotaan", Transfer, "released_at", TRANSFER,
                      _transfer(gettext_lazy("Mutasi dilepas unit asal"))),
    "arrival": Source("keanggotaan", Transfer, "closed_at", TRANSFER,
                      _transfer(gettext_lazy("Mutasi diterima"), refused=gettext_lazy("Mutasi tidak jadi"))),
    "term": Source("jabatan", OfficerTerm, "starts_on", TERM, _term(TERM_BEGINS)),
    "term_end": Source("jabatan", OfficerTerm, "ends_on", TERM, _term(TERM_ENDS)),
    "step": Source("saluran", MobilityStep, "starts_on", STEP, _step(TERM_BEGINS), _told_by_hand),
    "step_end": Source("saluran", MobilityStep, "ends_on", STEP, _step(TERM_ENDS), _told_by_hand),
    "path": Source("jenjang", PathTransition, "at",
                   {"level": "path__level__code", "from": "from_value", "to": "to_value", "text": "reason"}, _path),
    "recommendation": Source("jenjang", Recommendation, "given_at",
                             {"level": "level__code", "detail": "given_by__full_name", "text": "note"},
                             _about_level(gettext_lazy("Direkomendasikan untuk %(level)s"))),
    "proposal": Source("jenjang", LevelAward, "proposed_at", {"award": "pk", "level": "level__code"},
                       _about_level(PROPOSED)),
    "award": Source("jenjang", LevelAward, "decided_at",
                    {"award": "pk", "level": "level__code", "state": "state", "reason": "decision_reason"}, _award),
    "revocation": Source("jenjang", LevelAward, "revoked_at",
                         {"award": "pk", "level": "level__code", "text": "revoke_reason"}, _about_level(REVOKED, True)),
    "appeal": Source("jenjang", AwardAppeal, "filed_at",
                     {"award": "award_id", "level": "award__level__code", "text": "reason"},
                     _about_level(gettext_lazy("Keberatan atas %(level)s diajukan"))),
    "appeal_answer": Source("jenjang", AwardAppeal, "decided_at",
                            {"award": "award_id", "state": "state", "text": "answer"}, _appeal),
    "seat": Source("pelatihan", TrainingRegistration, "registered_at", EVENT | {"state": "state"}, _seat,
                   lambda user, member: Q(member=member) & ~Q(state=RegistrationState.ATTENDED)),
    "training": Source("pelatihan", TrainingRegistration, "attended_at", EVENT | {"result": "result", "score": "score"},
                       _training),
    "accreditation": Source("pelatihan", Accreditation, "decided_at",
                            {"state": "state", "title": "title", "document": "document_ref", "text": "decision_reason"},
                            _accreditation),
    "certificate": Source("pelatihan", Certificate, "issued_on", {"title": "title", "number": "number"}, _certificate),
    "certificate_end": Source("pelatihan", Certificate, "revoked_on", {"title": "title", "number": "number"},
                              lambda facts: Said(_("Sertifikat %(title)s dicabut") % facts, facts["number"])),
    "pairing": Source("pendampingan", PairingTransition, "at",
                      {"pairing": "pairing_id", "what": "kind", "from": "from_value", "to": "to_value",
                       "text": "reason"}, _pairing, _moves_of),
    "session": Source("sesi", Session, "held_on",
                      {"session": "pk", "number": "sequence", "mode": "mode", "minutes": "minutes", "place": "place",
                       "progress": "log__progress", "will": "log__will", "goal": "log__goal"}, _session, _held),
    "partner": Source("mitra", ActivityCadre, "activity__starts_on",
                      {"activity": "activity__title", "partner": "activity__partnership__name", "state": "state",
                       "partnership": "activity__partnership_id"}, _partner),
}  # fmt: skip
