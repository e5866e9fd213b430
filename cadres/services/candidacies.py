"""Deeds on candidacies: beginning one, its moves with their decrees, its number, votes and evidence (DOMAIN §6)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.consents import SELECTION, given_codes
from accounts.models import User, today
from cadres.elections.moves import BY_DECREE, CANDIDACY_MOVES, COUNTED, COUNTING, EXITS, NUMBERED, OPEN_LISTS
from cadres.elections.rights import fixes_lists, keeps_candidacy
from cadres.enums import CandidacyState, EligibilityKind, EligibilityState, MemberStatus, SurveyKind
from cadres.models import (
    Candidacy,
    CandidacyTransition,
    Chamber,
    ElectoralDistrict,
    Eligibility,
    Member,
    SelectionCriterion,
    SelectionScore,
    SurveyResult,
)
from cadres.selectors.candidacies import eligibility_of, free_seats, is_old_enough, next_in_line
from cadres.signals import membership_ended
from core.context import jobs_context
from core.errors import RuleError
from core.templatetags.format import date_id


@transaction.atomic
def candidacy_add(
    *, by: User, member: Member, district: ElectoralDistrict, state: str = CandidacyState.INTERESTED
) -> Candidacy:
    """Begin a candidacy, as somebody who is interested or a would-be candidate.

    Raises RuleError when another board fixes the list, for oneself, for who is no active member or registered outside
    that board, and for a second candidacy in one election.
    """
    chamber = district.chamber
    fresh = Candidacy(
        unit=member.unit, member=member, election=chamber.election, constituency=district, state=state, created_by=by
    )
    if not keeps_candidacy(by, fresh):
        raise RuleError(_fixed_by(chamber))
    if state not in (CandidacyState.INTERESTED, CandidacyState.BACALEG):
        raise RuleError(_("Pencalonan dimulai sebagai berminat atau bakal calon."))
    if member.status != MemberStatus.ACTIVE:
        raise RuleError(_("Hanya anggota aktif yang dapat dicalonkan."))
    if not chamber.unit.contains(member.unit):
        raise RuleError(
            _("Kader ini tercatat di luar %(unit)s. Mutasikan dulu, atau pilih dapil lain.")
            % {"unit": chamber.unit.full_name}
        )
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:
        raise RuleError(_("Kader ini sudah dicalonkan dalam pemilu yang sama. Akhiri dulu pencalonannya.")) from None
    _keep(fresh, "", by=by)
    return fresh


@transaction.atomic
def candidacy_move(
    *,
    by: User,
    candidacy: Candidacy,
    to: str,
    reason: str = "",
    decree_no: str = "",
    decree_on: date | None = None,
) -> Candidacy:
    """Move a candidacy on, or end it with a reason.

    DCS, DCT, elected and replacements stand on a decree of the election office; DCT asks for the whole eligibility
    list; results for votes; a replacement for a free seat, half a year of the term, and the first in line, or a reason
    why others are passed over. Raises RuleError for anything else.
    """
    locked, decree_no, reason = _lock(by, candidacy), decree_no.strip(), reason.strip()
    if to not in CANDIDACY_MOVES[locked.state]:
        raise RuleError(_("Tahap pencalonan ini tidak dapat diubah begitu."))
    if to in EXITS and not reason:
        raise RuleError(_("Tulis alasannya."))
    if to in BY_DECREE and not (decree_no and decree_on):
        raise RuleError(_("Isi nomor dan tanggal keputusan KPU."))
    if decree_on and decree_on > today():
        raise RuleError(_("Tanggal keputusan belum tiba."))
    if to in NUMBERED and locked.list_number is None:
        raise RuleError(_("Isi nomor urutnya dulu."))
    if to in COUNTED and locked.votes is None:
        raise RuleError(_("Isi perolehan suaranya dulu."))
    if to == CandidacyState.DCT:
        _require_eligible(locked, decree_on or today())
    if to == CandidacyState.PAW_IN:
        _require_next(by, locked, decree_on or today(), reason)
    before, locked.state, locked.since = locked.state, to, today()
    if to in BY_DECREE:
        locked.decree_no, locked.decree_on = decree_no, decree_on
    locked.save(update_fields=["state", "since", "decree_no", "decree_on"])
    _keep(locked, before, by=by, reason=reason, decree_no=decree_no, decree_on=decree_on)
    return locked


@receiver(membership_ended)
@transaction.atomic
def candidacies_withdraw(*, by: User, member: Member, **kwargs: Any) -> None:
    """Withdraw what a member still stands for when his membership ends (DOMAIN §4.1, §6). A seat ends by decree alone.

    Done as the system: whoever ends the membership need not be the board that fixes the list.
    """
    open_states = [state for state, afters in CANDIDACY_MOVES.items() if CandidacyState.WITHDRAWN in afters]
    with jobs_context():
        standing = Candidacy.objects.filter(member=member, state__in=open_states).select_related("unit")
        for candidacy in standing.select_for_update(of=("self",)).order_by("pk"):
            before, candidacy.state, candidacy.since = candidacy.state, CandidacyState.WITHDRAWN, today()
            candidacy.save(update_fields=["state", "since"])
            _keep(candidacy, before, by=by, reason=_("Keanggotaan berakhir."))


@transaction.atomic
def candidacy_number(*, by: User, candidacy: Candidacy, number: int | None) -> Candidacy:
    """Give a number on the list, or take it back. Raises RuleError for one that is taken or beyond the seats."""
    locked = _lock(by, candidacy)
    if locked.state not in OPEN_LISTS:
        raise RuleError(_("Nomor urut diisi untuk bakal calon sampai DCT ditetapkan."))
    if number is not None and not 1 <= number <= locked.constituency.seats:
        raise RuleError(_("Nomor urut 1 sampai %(n)d: sebanyak kursi dapil.") % {"n": locked.constituency.seats})
    locked.list_number = number
    try:
        with transaction.atomic():
            locked.save(update_fields=["list_number"])
    except IntegrityError:
        raise RuleError(
            _("Nomor urut ini sudah dipakai calon lain, atau daftar sudah ditetapkan KPU dengan nomor.")
        ) from None
    return locked


@transaction.atomic
def candidacy_votes(*, by: User, candidacy: Candidacy, votes: int) -> Candidacy:
    """Keep the personal votes: of everybody on the final list, since they rank who comes next (PAW)."""
    locked = _lock(by, candidacy)
    if locked.state not in COUNTING:
        raise RuleError(_("Suara dicatat untuk calon yang ada di DCT."))
    locked.votes = votes
    locked.save(update_fields=["votes"])
    return locked


@transaction.atomic
def eligibility_record(
    *, by: User, candidacy: Candidacy, kind: str, state: str, expires_on: date | None = None
) -> Eligibility:
    """Keep whether one point is there, and until when it holds. No document and no number of one is stored."""
    locked = _lock(by, candidacy)
    if kind not in EligibilityKind.values or state not in EligibilityState.values:
        raise RuleError(_("Pilih syarat dan keadaannya."))
    if state == EligibilityState.EXEMPT and kind != EligibilityKind.RESIGNATION:
        raise RuleError(_("Hanya SK pemberhentian yang dapat tidak diwajibkan."))
    if expires_on and state != EligibilityState.DONE:
        raise RuleError(_("Masa berlaku diisi untuk syarat yang sudah ada."))
    values = {"state": state, "expires_on": expires_on, "recorded_by": by, "recorded_at": timezone.now()}
    row, _is_new = Eligibility.objects.update_or_create(
        candidacy=locked, kind=kind, defaults=values | {"unit": locked.unit}
    )
    return row


@transaction.atomic
def eligibility_update(
    *, by: User, candidacy: Candidacy, points: Mapping[str, tuple[str, date | None]]
) -> list[Eligibility]:
    """Keep all points at once; what says what it said stays untouched. Raises RuleError as `eligibility_record`."""
    held = {row.kind: (row.state, row.expires_on) for row in Eligibility.objects.filter(candidacy=candidacy)}
    return [
        eligibility_record(by=by, candidacy=candidacy, kind=kind, state=state, expires_on=until)
        for kind, (state, until) in points.items()
        if (state, until) != held.get(kind, (EligibilityState.TODO, None))
    ]


@transaction.atomic
def list_fill(
    *,
    by: User,
    candidacies: Iterable[Candidacy],
    numbers: Mapping[int, int | None],
    votes: Mapping[int, int | None],
) -> None:
    """The numbers and votes of a list that changed. Raises RuleError with the name of who stands in the way."""
    rows = list(candidacies)
    moved = [each for each in rows if each.pk in numbers and numbers[each.pk] != each.list_number]
    for each in moved:  # two may swap: both give theirs back first
        if each.list_number and each.state != CandidacyState.DCS:
            candidacy_number(by=by, candidacy=each, number=None)
    for each in moved:
        with _naming(each):
            candidacy_number(by=by, candidacy=each, number=numbers[each.pk])
    for each in rows:
        if (count := votes.get(each.pk)) is not None and count != each.votes:
            with _naming(each):
                candidacy_votes(by=by, candidacy=each, votes=count)


@transaction.atomic
def list_move(*, by: User, candidacies: Iterable[Candidacy], to: str, decree_no: str, decree_on: date | None) -> None:
    """Move several of a list on one decree, all or none. Raises RuleError with the name of who stands in the way."""
    for each in candidacies:
        with _naming(each):
            candidacy_move(by=by, candidacy=each, to=to, decree_no=decree_no, decree_on=decree_on)


@contextmanager
def _naming(candidacy: Candidacy) -> Iterator[None]:
    try:
        yield
    except RuleError as error:
        raise RuleError(f"{candidacy.member.full_name}: {error}") from None


@transaction.atomic
def survey_record(
    *,
    by: User,
    candidacy: Candidacy,
    kind: str,
    share: Decimal,
    pollster: str,
    surveyed_on: date,
    sample: int,
    margin: Decimal,
    payer: str,
) -> SurveyResult:
    """Keep what a survey says. Raises RuleError without who asked and who paid, or for one that is there already."""
    locked = _lock(by, candidacy)
    if kind not in SurveyKind.values or not (pollster.strip() and payer.strip()):
        raise RuleError(_("Tulis lembaga survei dan siapa yang membiayai."))
    if surveyed_on > today():
        raise RuleError(_("Tanggal survei belum tiba."))
    try:
        with transaction.atomic():
            return SurveyResult.objects.create(
                unit=locked.unit,
                candidacy=locked,
                kind=kind,
                share=share,
                pollster=pollster.strip(),
                surveyed_on=surveyed_on,
                sample=sample,
                margin=margin,
                payer=payer.strip(),
                recorded_by=by,
            )
    except IntegrityError:
        raise RuleError(_("Hasil survei ini sudah tercatat, atau angkanya tidak mungkin.")) from None


@transaction.atomic
def score_record(*, by: User, candidacy: Candidacy, criterion: SelectionCriterion, score: int) -> SelectionScore:
    """Mark a candidate on one criterion of his chamber.

    Raises RuleError for what comes from mentoring while the candidate has not agreed to it apart (DOMAIN §5).
    """
    locked = _lock(by, candidacy)
    if criterion.chamber_id != locked.constituency.chamber_id or not 0 <= score <= 100:
        raise RuleError(_("Nilai 0 sampai 100, untuk kriteria lembaga ini."))
    if criterion.is_development and SELECTION not in given_codes(locked.member_id):
        raise RuleError(_("Kader ini belum menyetujui data pembinaannya dibaca tim penjaringan."))
    row, _is_new = SelectionScore.objects.update_or_create(
        candidacy=locked,
        criterion=criterion,
        defaults={"unit": locked.unit, "score": score, "scored_by": by, "scored_at": timezone.now()},
    )
    return row


@transaction.atomic
def criterion_add(
    *, by: User, chamber: Chamber, name: str, weight: int, is_development: bool = False
) -> SelectionCriterion:
    """Add a weighted criterion to a chamber. Raises RuleError without the right, or for a name that is taken."""
    if not fixes_lists(by, chamber):
        raise RuleError(_fixed_by(chamber))
    try:
        with transaction.atomic():
            return SelectionCriterion.objects.create(
                chamber=chamber, name=name.strip(), weight=weight, is_development=is_development
            )
    except IntegrityError:
        raise RuleError(_("Kriteria ini sudah ada, atau bobotnya bukan 1 sampai 100.")) from None


def _fixed_by(chamber: Chamber) -> str:
    return _("Daftar calon %(chamber)s disusun sekretariat %(unit)s, dan tidak oleh calonnya sendiri.") % {
        "chamber": chamber.label,
        "unit": chamber.unit.full_name,
    }


def _lock(by: User, candidacy: Candidacy) -> Candidacy:
    rows = Candidacy.objects.for_user(by).select_for_update(of=("self",))
    related = rows.select_related("member", "unit", "constituency__chamber__unit", "election").defer("member__nik")
    locked: Candidacy = related.get(pk=candidacy.pk)
    if not keeps_candidacy(by, locked):
        raise RuleError(_fixed_by(locked.constituency.chamber))
    return locked


def _require_eligible(candidacy: Candidacy, day: date) -> None:
    missing = [point.label for point in eligibility_of(candidacy) if not point.holds_on(day)]
    if missing:
        raise RuleError(_("Belum lengkap: %(what)s.") % {"what": "; ".join(missing)})
    if is_old_enough(candidacy.member.birth_date, day) is False:
        raise RuleError(_("Calon belum berumur 21 tahun pada tanggal penetapan DCT."))


def _require_next(by: User, candidacy: Candidacy, day: date, reason: str) -> None:
    district, line = candidacy.constituency, next_in_line(by, candidacy.constituency)
    if not district.chamber.may_replace_on(day):
        raise RuleError(
            _("Masa jabatan berakhir %(end)s: sejak %(day)s, 6 bulan sebelumnya, kursi kosong tidak diisi lagi.")
            % {"end": date_id(district.chamber.term_end), "day": date_id(district.chamber.replaced_until)}
        )
    if free_seats(district) < 1:
        raise RuleError(_("Belum ada kursi yang kosong di dapil ini. Catat dulu siapa yang berhenti antarwaktu."))
    if candidacy.pk not in {each.pk for each in line}:
        raise RuleError(_("Calon ini bukan anggota aktif lagi."))
    ahead = [each.member.full_name for each in line if (each.votes or 0) > (candidacy.votes or 0)]
    if ahead and not reason:
        raise RuleError(
            _("Pengganti adalah calon dengan suara terbanyak berikutnya: %(name)s. Tulis alasannya bila ia dilewati.")
            % {"name": ahead[0]}
        )


def _keep(candidacy: Candidacy, before: str, *, by: User, **more: Any) -> None:
    CandidacyTransition.objects.create(
        unit=candidacy.unit, candidacy=candidacy, from_value=before, to_value=candidacy.state, actor=by, **more
    )
