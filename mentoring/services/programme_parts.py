"""Deeds on what belongs to a programme: needs, windows of phases, dated stages, the shelf (DOMAIN §§4.2, 4.3, 6)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import Phase, ProgrammeKind, ProgrammeState
from mentoring.models import (
    Programme,
    ProgrammeNeed,
    ProgrammeResource,
    ProgrammeStage,
    ProgrammeWindow,
)
from mentoring.models.programme_parts import LARGEST_FILE
from mentoring.rules.programmes import windows_problems
from mentoring.services.coordinators import lock_programme

PDF = b"%PDF-"


@transaction.atomic
def need_add(
    *, by: User, programme: Programme, finding: str, evidence: str, competencies: Sequence[str], cadres: int
) -> ProgrammeNeed:
    """Write down a finding of the needs assessment: what is missing, how one knows, which competencies, how many."""
    locked = _lock_draft(programme, by)
    if not (finding.strip() and evidence.strip() and competencies and cadres >= 1):
        raise RuleError(_("Isi temuan, buktinya, kompetensinya, dan berapa kader yang membutuhkannya."))
    return ProgrammeNeed.objects.create(
        unit=locked.unit,
        programme=locked,
        finding=finding.strip(),
        evidence=evidence.strip(),
        competencies=list(competencies),
        cadres=cadres,
    )


@transaction.atomic
def need_remove(*, by: User, need: ProgrammeNeed) -> None:
    """Take a finding out of a draft."""
    _lock_draft(need.programme, by)
    need.delete()


@transaction.atomic
def windows_set(*, by: User, programme: Programme, windows: Mapping[str, tuple[int, int]]) -> None:
    """Say when each phase is due, in days. Raises RuleError for windows out of order or beyond the programme."""
    locked = _lock_draft(programme, by)
    for phase, problem in windows_problems(windows, (locked.ends_on - locked.starts_on).days, locked.kind).items():
        raise RuleError(f"{Phase(phase).label}: {problem}")
    for phase, (first, last) in windows.items():
        ProgrammeWindow.objects.update_or_create(
            programme=locked,
            phase=Phase(phase),
            defaults={"unit": locked.unit, "first_day": first, "last_day": last},
        )


@transaction.atomic
def stage_add(
    *, by: User, programme: Programme, kind: str, name: str, starts_on: date, ends_on: date
) -> ProgrammeStage:
    """Write down a dated stage of the election calendar. Raises RuleError where no election sets the clock."""
    locked = _lock_draft(programme, by)
    if locked.kind != ProgrammeKind.CANDIDATE:
        raise RuleError(_("Tahapan pemilu hanya untuk program calon legislatif."))
    if ends_on < starts_on:
        raise RuleError(_("Tahap berakhir sebelum mulai. Periksa tanggalnya."))
    return ProgrammeStage.objects.create(
        unit=locked.unit, programme=locked, kind=kind, name=name.strip(), starts_on=starts_on, ends_on=ends_on
    )


@transaction.atomic
def stage_update(*, by: User, stage: ProgrammeStage, kind: str, name: str, starts_on: date, ends_on: date) -> None:
    """Put a stage right while its programme is a draft: the election office moves its dates."""
    _lock_draft(stage.programme, by)
    if ends_on < starts_on:
        raise RuleError(_("Tahap berakhir sebelum mulai. Periksa tanggalnya."))
    stage.kind, stage.name, stage.starts_on, stage.ends_on = kind, name.strip(), starts_on, ends_on
    stage.save(update_fields=["kind", "name", "starts_on", "ends_on"])


@transaction.atomic
def stage_remove(*, by: User, stage: ProgrammeStage) -> None:
    """Take a stage out of a draft."""
    _lock_draft(stage.programme, by)
    stage.delete()


@transaction.atomic
def resource_add(
    *,
    by: User,
    programme: Programme,
    phase: str,
    audience: str,
    title: str,
    url: str = "",
    content: bytes = b"",
    filename: str = "",
) -> ProgrammeResource:
    """Put a link or a small PDF on the shelf of a phase. Raises RuleError for neither, both, or no PDF."""
    locked = lock_programme(programme, by)
    if locked.state == ProgrammeState.CLOSED:
        raise RuleError(_("Program yang sudah ditutup tidak dapat diubah."))
    if bool(url) == bool(content):
        raise RuleError(_("Isi alamat tautan atau pilih satu berkas PDF, salah satu saja."))
    if url and not url.startswith("https://"):
        raise RuleError(_("Alamat harus dimulai dengan https://"))
    if content and not content.startswith(PDF):
        raise RuleError(_("Berkas ini bukan PDF."))
    if len(content) > LARGEST_FILE:
        raise RuleError(
            _("Berkas ini %(size)d KB; paling besar %(most)d KB agar terbuka di sinyal lemah.")
            % {"size": len(content) // 1024, "most": LARGEST_FILE // 1024}
        )
    return ProgrammeResource.objects.create(
        unit=locked.unit,
        programme=locked,
        phase=phase,
        audience=audience,
        title=title.strip(),
        url=url,
        content=content,
        filename=filename[-120:],
    )


@transaction.atomic
def resource_remove(*, by: User, resource: ProgrammeResource) -> None:
    """Take something off the shelf."""
    lock_programme(resource.programme, by)
    resource.delete()


def _lock_draft(programme: Programme, by: User) -> Programme:
    locked = lock_programme(programme, by)
    if locked.state != ProgrammeState.DRAFT:
        raise RuleError(_("Ini hanya diubah selama program masih rancangan."))
    return locked
