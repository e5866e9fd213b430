"""Demo accounts share one printed password: where the demonstration is off, nothing starts beside them."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from accounts.models import User


def refuse_demo_accounts() -> None:
    """Raise ImproperlyConfigured when demo accounts exist and KADERISASI_DEMO is off.

    A database that does not answer yet is no reason to stay down: `/readyz` tells it.
    """
    if settings.DEMO:
        return
    try:
        found = User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return
    if found:
        raise ImproperlyConfigured(
            "This database holds demo accounts. Start with KADERISASI_DEMO=1 (bin/run does), or use an empty database."
        )
