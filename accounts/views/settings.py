"""Settings of the party: what holds, who changed it and why; and what the tiers are called."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.forms import LabelForm, SettingForm
from accounts.policy import allow
from accounts.rules import can_change_settings, can_name_tiers, can_read_settings
from accounts.selectors import label_lines, setting_changes, setting_groups
from accounts.services.settings import label_change, label_key, setting_change
from core.errors import RuleError
from regions import settings
from regions.enums import Tier
from regions.models import Unit, UnitLabel

READERS = (Role.ADMIN, Role.SECRETARIAT)
UNPROCESSABLE = 422


@allow(*READERS)
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    """Every setting with its default, what holds now, who changed it and why; the last changes below."""
    if not can_read_settings(request.user):
        raise PermissionDenied
    place = request.user.scope.unit
    context = {
        "groups": setting_groups(),
        "labels": [(line, can_name_tiers(request.user, line.province)) for line in label_lines(request.user)],
        "own_tiers": [t for t in Tier if t > Tier.PROVINCE] if place.tier == Tier.PROVINCE else [],
        "place": place,
        "changes": setting_changes(),
        "can_change": can_change_settings(request.user),
    }
    return render(request, "accounts/settings.html", context)


@allow(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def setting_edit(request: HttpRequest, setting: str) -> HttpResponse:
    """One setting: a new value with its reason, and its history."""
    declared = settings.find(setting)
    if declared is None:
        raise Http404
    form = SettingForm(request.POST or None, declared=declared)
    if request.method == "POST" and form.is_valid():
        try:
            setting_change(by=request.user, key=setting, **form.cleaned_data)
        except RuleError as error:
            form.add_error("value", str(error))
        else:
            messages.success(request, _("%(name)s diubah.") % {"name": declared.label})
            return redirect("accounts:settings")
    context = {
        "form": form,
        "title": declared.label,
        "default": declared.shown(declared.default),
        "changes": setting_changes(setting),
    }
    return render(request, "accounts/setting.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@allow(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def label_edit(request: HttpRequest, tier: int) -> HttpResponse:
    """What a tier is called, everywhere or (`?provinsi=<code>`) in one province."""
    if tier not in Tier.values:
        raise Http404
    province = None
    if code := request.GET.get("provinsi"):
        province = get_object_or_404(Unit.objects.with_code(code[:13]).select_related("area"), tier=Tier.PROVINCE)
    if not can_name_tiers(request.user, province):
        raise PermissionDenied
    held = UnitLabel.objects.filter(tier=tier, province=province).first()
    form = LabelForm(request.POST or None, initial={"label": held.label if held else ""})
    if request.method == "POST" and form.is_valid():
        try:
            label_change(by=request.user, tier=Tier(tier), province=province, **form.cleaned_data)
        except RuleError as error:
            form.add_error("label", str(error))
        else:
            messages.success(request, _("Sebutan diubah."))
            return redirect("accounts:settings")
    title = _("Sebutan %(tier)s") % {"tier": Tier(tier).label}
    context = {
        "form": form,
        "title": f"{title} · {province.name}" if province else title,
        "default": Tier(tier).label,
        "changes": setting_changes(label_key(Tier(tier), province)),
    }
    return render(request, "accounts/setting.html", context, status=UNPROCESSABLE if form.is_bound else 200)
