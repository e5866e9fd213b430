"""The ladder's own rules: read by offices, changed by the national secretariat and the system's admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.policy import allow
from cadres.forms.ladder_rules import LevelForm, RulesForm
from cadres.ladder.evidence import kind_of
from cadres.ladder.gaps import in_force
from cadres.ladder.rights import can_edit_ladder
from cadres.models import FIRST_LEVEL, Level
from cadres.selectors.ladder import rule_changes
from cadres.services.ladder_rules import level_update, rules_publish
from core.views import UNPROCESSABLE, performed_with

OFFICE = (*sorted(STAFF_ROLES), Role.LEADER)


@allow(*OFFICE, Role.ADMIN)
@require_safe
def ladder_rules(request: HttpRequest) -> HttpResponse:
    """Every level and track with the rules in force."""
    levels = list(Level.objects.exclude(code=FIRST_LEVEL).order_by("kind", "order"))
    sets = in_force(levels, timezone.localdate())
    rows = [
        {
            "level": level,
            "rules": sets.get(level.pk),
            "labels": [kind_of(r.kind).label(r.amount, r.detail) for r in sets[level.pk].requirements.all()]
            if level.pk in sets
            else [],
        }
        for level in levels
    ]
    context = {"rows": rows, "can_edit": can_edit_ladder(request.user)}
    return render(request, "cadres/ladder/rules.html", context)


@allow(Role.SECRETARIAT, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def ladder_level(request: HttpRequest, level: str) -> HttpResponse:
    """Change a level, or publish a new version of its rules; versions in use stay as they are."""
    if not can_edit_ladder(request.user):
        raise PermissionDenied
    found = get_object_or_404(Level.objects.exclude(code=FIRST_LEVEL), code=level)
    versions = found.requirement_sets.prefetch_related("requirements").order_by("-version")
    asked = request.POST.get("form", "")
    form = LevelForm(request.POST if asked == "level" else None, instance=found)
    rules_form = RulesForm(request.POST if asked == "rules" else None, present=versions.first())
    if (
        asked == "level"
        and form.is_valid()
        and performed_with(form, request, level_update, level=found, **form.cleaned_data)
    ):
        return redirect("cadres:ladder_rules")
    if asked == "rules" and rules_form.is_valid():
        data = rules_form.cleaned_data
        published = performed_with(
            rules_form,
            request,
            rules_publish,
            level=found,
            in_force_from=data["in_force_from"],
            note=data["note"],
            amounts=rules_form.amounts,
        )
        if published:
            return redirect("cadres:ladder_rules")
    context = {
        "level": found,
        "form": form,
        "rules_form": rules_form,
        "changes": rule_changes(found),
        "title": _("Ubah %(level)s") % {"level": found.name},
        "versions": [
            {"set": each, "labels": [kind_of(r.kind).label(r.amount, r.detail) for r in each.requirements.all()]}
            for each in versions
        ],
    }
    return render(request, "cadres/ladder/level.html", context, status=UNPROCESSABLE if asked else 200)
