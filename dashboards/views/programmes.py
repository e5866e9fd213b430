"""What came of a programme, level by level after Kirkpatrick, with what it does not prove."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.policy import allow
from core.templatetags.format import ratio
from dashboards.selectors.programmes import LevelEffect, level_effects, round_results
from mentoring.models import Programme, ProgrammeReport
from mentoring.rules.report_words import report_lines
from mentoring.selectors.programme_figures import programme_figures


@allow(*STAFF_ROLES)
@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """The four levels of a programme; who decides on people does not read it."""
    programme = get_object_or_404(Programme.objects.for_user(request.user).select_related("unit"), pk=pk)
    today = timezone.localdate(timezone=programme.unit.zone)
    kept = ProgrammeReport.objects.for_user(request.user).filter(programme=programme).first()
    figures = kept.figures if kept else programme_figures(programme, request.user, today)
    lines = {line.code: line for line in report_lines(figures)}
    context = {
        "programme": programme,
        "hears_rounds": request.user.scope.role == Role.COORDINATOR,
        "reaction": round_results(request.user, programme, "I-6.L1", today),
        "behaviour": round_results(request.user, programme, "I-6.L3", today),
        "learning": [lines[code] for code in ("K8", "K9", "K10")],
        "effects": [_row(each) for each in level_effects(request.user, programme, today)],
    }
    return render(request, "dashboards/programmes/results.html", context)


def _row(each: LevelEffect) -> dict[str, Any]:
    found = each.effect
    told = _("– kurang dari lima orang dalam satu kelompok, atau tidak ada yang berbeda")
    if found is not None:
        points = [number_format(100 * value, 0) for value in (found.difference, found.low, found.high)]
        told = _("%(by)s poin (95%%: %(low)s sampai %(high)s)") % dict(zip(("by", "low", "high"), points, strict=True))
    verdict = ""
    if found is not None:
        clear = _("Lebih dari kebetulan, tetapi bukan bukti sebab.")
        verdict = clear if found.is_clear else _("Belum dapat dibedakan dari kebetulan.")
    return {
        "level": each.level,
        "mentored": ratio(each.mentored_promoted, each.mentored),
        "mentored_n": each.mentored,
        "waiting": ratio(each.waiting_promoted, each.waiting),
        "waiting_n": each.waiting,
        "told": told,
        "verdict": verdict,
    }
