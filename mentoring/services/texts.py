"""Deeds on the texts of the party and on the patterns of programmes (national secretariat, DOMAIN §9)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError, refused_by
from mentoring.enums import PartyText
from mentoring.models import ClauseText, GuideText, PartyTextChange, ProgrammeTemplate
from mentoring.rules.programmes import windows_problems
from mentoring.rules.rights import may_write_texts
from mentoring.rules.texts import SHORTEST_REASON, Line, lines_problem, next_edition
from mentoring.selectors.texts import lines_of, newest_of

TEMPLATE_FIELDS = ("name", "about", "kind", "category", "days", "cadence_days", "windows", "stages", "is_offered")
ONE_EDITION = "text_edition_once"


@transaction.atomic
def edition_publish(
    *, by: User, kind: str, lines: Sequence[Line], reason: str, at: datetime | None = None
) -> PartyTextChange:
    """Publish the next edition of a text. What was signed under an older one stays as it is.

    A new code of conduct asks every mentor for a new signature; new agreements are written with the new clauses.
    Raises RuleError without the right, a reason, or for lines that `lines_problem` refuses.
    """
    _require(by, reason)
    newest = newest_of(kind)
    problem = lines_problem(kind, lines, lines_of(kind, newest))
    edition = next_edition(newest, timezone.localdate(at).year)
    if not problem and not edition:
        problem = _("Sudah sembilan edisi tahun ini. Terbitkan lagi tahun depan.")
    if problem:
        raise RuleError(problem)
    with refused_by(ONE_EDITION, _("Edisi ini baru saja diterbitkan orang lain. Muat ulang halamannya.")):
        change = _note(by, kind, edition, [asdict(line) for line in lines], reason)
    if kind == PartyText.AGREEMENT:
        ClauseText.objects.bulk_create(
            ClauseText(
                edition=edition, position=place, code=line.code, title=line.title.strip(), text=line.text.strip()
            )
            for place, line in enumerate(lines, start=1)
        )
    else:
        GuideText.objects.bulk_create(
            GuideText(kind=kind, edition=edition, position=place, code=line.code, text=line.text.strip())
            for place, line in enumerate(lines, start=1)
        )
    return change


@transaction.atomic
def template_save(*, by: User, template: ProgrammeTemplate, reason: str, **values: Any) -> ProgrammeTemplate:
    """Keep a pattern of programmes, new or changed; programmes that were made from it stay as they are.

    `windows` maps each timed phase to its first and last day, `stages` lists kind, name, first and last day. Raises
    RuleError without the right, a reason, a change, or for windows and stages out of order.
    """
    _require(by, reason)
    if template.pk:
        template = ProgrammeTemplate.objects.select_for_update().get(pk=template.pk)
    before = {name: getattr(template, name) for name in TEMPLATE_FIELDS}
    for name, entered in values.items():
        setattr(template, name, entered)
    after = {name: getattr(template, name) for name in TEMPLATE_FIELDS}
    if problems := windows_problems(template.windows, template.days, template.kind):
        raise RuleError(" ".join(problems.values()))
    if any(last < first for _kind, _name, first, last in template.stages):
        raise RuleError(_("Tahap berakhir pada atau sesudah hari pertamanya."))
    if template.pk and after == before:
        raise RuleError(_("Belum ada yang berubah."))
    if not template.code:
        template.code = slugify(template.name)[:30].replace("-", "_")
        template.position = ProgrammeTemplate.objects.count()
    if not template.pk and (not template.code or ProgrammeTemplate.objects.filter(code=template.code).exists()):
        raise RuleError(_("Templat dengan nama ini sudah ada."))
    _note(by, PartyText.TEMPLATE, template.code, after, reason)
    template.save()
    return template


def _require(by: User, reason: str) -> None:
    if not may_write_texts(by):
        raise RuleError(_("Naskah dan templat seluruh partai ditulis sekretariat pusat."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleError(_("Tulis alasannya, paling sedikit %(n)d huruf.") % {"n": SHORTEST_REASON})


def _note(by: User, kind: str, key: str, after: Any, reason: str) -> PartyTextChange:
    return PartyTextChange.objects.create(kind=kind, key=key, after=after, reason=reason.strip()[:300], actor=by)
