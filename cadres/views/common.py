"""What several pages need: the unit of an address."""

from typing import Any

from django.http import Http404

from regions.models import Unit


def asked_unit(request: Any) -> Unit:
    """The unit that `wilayah` names inside the reader's sight; without it his own. Another one is 404.

    Reads `user` and `GET` alone.
    """
    root: Unit = request.user.scope.unit
    code = request.GET.get("wilayah", "")
    if not code or code == root.code:
        return root
    unit = Unit.objects.with_code(code).select_related("area").first()
    if unit is None or not request.user.scope.covers(unit):
        raise Http404
    return unit
