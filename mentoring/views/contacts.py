"""A coordinator's calls: which are due, and writing one down."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import paged, performed_with, status_of
from mentoring.forms.contacts import ContactForm
from mentoring.models import CoordinatorContact, Pairing
from mentoring.selectors.mentors import contacts_due
from mentoring.selectors.office import names_by_pairing
from mentoring.services.contacts import contact_record


@allow(Role.COORDINATOR)
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Whom to call: twice in the first month of a relation, then monthly; longest overdue first."""
    user = cast(User, request.user)
    page = paged(request, contacts_due(user).select_related("unit"))
    names = names_by_pairing(user, [pairing.pk for pairing in page])
    rows = [(pairing, names.get(pairing.pk, [])) for pairing in page]
    context = {"page": page, "rows": rows, "total": page.paginator.count, "today": timezone.localdate()}
    return render(request, "mentoring/contacts.html", context)


@allow(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a call about one relation; those before it stand below."""
    user = cast(User, request.user)
    pairing = get_object_or_404(Pairing.objects.for_user(user).select_related("unit"), pk=pk)
    form = ContactForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, contact_record, pairing=pairing, **form.cleaned_data)
    ):
        return redirect("mentoring:contacts")
    past = CoordinatorContact.objects.for_user(user).filter(pairing=pairing).select_related("actor", "on_behalf_of")
    names = names_by_pairing(user, [pairing.pk]).get(pairing.pk, [])
    context = {"form": form, "pairing": pairing, "names": names, "past": past}
    return render(request, "mentoring/contact.html", context, status=status_of(form))
