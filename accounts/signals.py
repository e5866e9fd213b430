"""What allauth tells us that a user row must know."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import receiver

from accounts.models import User


@receiver([authenticator_added, authenticator_removed])
def remember_second_factor(user: User, **kwargs: Any) -> None:
    """Keep on the user whether a second factor stands, so that a request needs no query for it."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    user.has_second_factor = factors.exists()
    user.save(update_fields=["has_second_factor"])
