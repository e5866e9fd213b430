"""Texts of the party and patterns of programmes on the settings: read by secretariats, written by the national one."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed_with, status_of
from mentoring.enums import PartyText
from mentoring.forms.texts import TemplateForm, TextForm
from mentoring.models import ProgrammeTemplate
from mentoring.rules.rights import may_write_texts
from mentoring.rules.texts import lines_problem
from mentoring.selectors.texts import EDITED, changes_of, dated, differences, editions_of, lines_of, newest_of
from mentoring.services.texts import edition_publish, template_save

READERS = (Role.ADMIN, Role.SECRETARIAT)
PUBLISH = "publish"


@allow(*READERS)
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """The four texts with the edition that counts, and the patterns of programmes."""
    context = {
        "texts": [(kind, newest_of(kind)) for kind in EDITED],
        "templates": ProgrammeTemplate.objects.order_by("-is_offered", "position", "pk"),
        "may_write": may_write_texts(cast(User, request.user)),
    }
    return render(request, "mentoring/texts.html", context)


@allow(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, text: str) -> HttpResponse:
    """One text: its lines, its editions; the national secretariat previews and publishes the next one."""
    kind = _kind_or_404(text)
    may_write = may_write_texts(cast(User, request.user))
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    newest = newest_of(kind)
    before = lines_of(kind, newest)
    form = TextForm(request.POST or None, kind=kind, lines=before)
    changed = None
    if request.method == "POST" and form.is_valid():
        problem = lines_problem(kind, form.lines, before)
        if problem:
            form.add_error(None, problem)
        elif request.POST.get("deed") != PUBLISH:
            changed = differences(before, form.lines)
        elif performed_with(
            form, request, edition_publish, kind=kind, lines=form.lines, reason=form.cleaned_data["reason"]
        ):
            messages.success(request, _("Edisi baru berlaku mulai sekarang."))
            return redirect("mentoring:text", kind.value)
    context = {
        "kind": kind,
        "edition": newest,
        "lines": before,
        "editions": editions_of(kind),
        "changes": changes_of(kind),
        "form": form if may_write else None,
        "changed": changed,
    }
    return render(request, "mentoring/text.html", context, status=_status(form, changed))


@allow(*READERS)
@require_safe
def text_edition(request: HttpRequest, text: str, edition: str) -> HttpResponse:
    """An edition as it was, with what it changed."""
    kind = _kind_or_404(text)
    editions = editions_of(kind)
    if edition not in editions:
        raise Http404
    older = next((each for each in editions if each < edition), "")
    lines = lines_of(kind, edition)
    context = {
        "kind": kind,
        "edition": edition,
        "lines": lines,
        "changed": differences(lines_of(kind, older), lines) if older else [],
        "change": changes_of(kind, edition).first(),
        "is_newest": edition == editions[0],
    }
    return render(request, "mentoring/text_edition.html", context)


@allow(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def template_add(request: HttpRequest) -> HttpResponse:
    """A new pattern of programmes."""
    return _template_form(request, ProgrammeTemplate())


@allow(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def template_edit(request: HttpRequest, pattern: str) -> HttpResponse:
    """Change a pattern, with its history beside it."""
    return _template_form(request, get_object_or_404(ProgrammeTemplate, code=pattern))


def _template_form(request: HttpRequest, template: ProgrammeTemplate) -> HttpResponse:
    if not may_write_texts(cast(User, request.user)):
        raise PermissionDenied
    code, title = template.code, template.name
    form = TemplateForm(request.POST or None, instance=template)
    preview = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("deed") != PUBLISH:
            shown = ProgrammeTemplate(windows=form.windows, stages=form.stages)
            preview = dated(shown, timezone.localdate())
        else:
            kept = ProgrammeTemplate.objects.get(code=code) if code else ProgrammeTemplate()
            if performed_with(form, request, template_save, template=kept, **form.values):
                messages.success(request, _("Templat disimpan. Program yang sudah dibuat tidak berubah."))
                return redirect("mentoring:texts")
    context: dict[str, Any] = {
        "form": form,
        "template": template,
        "title": title,
        "preview": preview,
        "changes": changes_of(PartyText.TEMPLATE, code) if code else [],
    }
    return render(request, "mentoring/template_form.html", context, status=_status(form, preview))


def _status(form: Form | None, preview: object) -> int:
    return 200 if preview is not None or form is None else status_of(form)


def _kind_or_404(text: str) -> PartyText:
    if text not in EDITED:
        raise Http404
    return PartyText(text)
