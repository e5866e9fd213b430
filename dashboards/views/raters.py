"""The people behind a figure of answers."""

from datetime import date
from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.models import User, today
from accounts.policy import allow
from core.views import paged
from dashboards.selectors.raters import MEASURES, rater_line, raters
from evaluations.calendar import months_from
from mentoring.forms.filters import ListFilter, MonthField
from mentoring.views.lists import list_context, read_filter


class RaterFilter(ListFilter):
    """`/evaluasi/penilai/?wilayah=&bulan=YYYY-MM&ukuran=`"""

    bulan = MonthField(label=_("Bulan"), required=False, widget=forms.HiddenInput)
    ukuran = forms.ChoiceField(label=_("Ukuran"), required=False, choices=list(MEASURES.items()))

    def clean_bulan(self) -> date:
        """The month before this one, unless asked otherwise: the last that is counted."""
        return self.cleaned_data["bulan"] or months_from(today(), -1)

    def clean_ukuran(self) -> str:
        """The first measure unless asked otherwise."""
        return self.cleaned_data["ukuran"] or next(iter(MEASURES))


@allow(Role.COORDINATOR)
@require_safe
def counted_raters(request: HttpRequest) -> HttpResponse:
    """Who was asked or has answered in a month, by name; what they said stays theirs."""
    user = cast(User, request.user)
    found = read_filter(RaterFilter, request)
    chosen = found.cleaned_data
    assert user.scope is not None
    people = raters(user, chosen["wilayah"] or user.scope.unit, chosen["bulan"], chosen["ukuran"])
    page = paged(request, people.seen)
    context = {
        "title": MEASURES[chosen["ukuran"]],
        "month": chosen["bulan"],
        "rows": [rater_line(each) for each in page],
        "total": people.total,
        "elsewhere": people.total - page.paginator.count,
        "active": 0,  # month and measure are what the page is about
    }
    return render(request, "dashboards/board/raters.html", list_context(request, found, page) | context)
