"""What allauth tells us that a user row must know."""

from typing import Any

from allauth.account.signals import password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from accounts.middleware import SIGNED_IN_AT
from accounts.models import User


@receiver(user_logged_in)
def remember_when(request: Any, **kwargs: Any) -> None:
    """Keep when somebody signed in: office roles last half a day from then (TRUST SEC-20)."""
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()


@receiver(password_reset)
def remember_proof(user: User, **kwargs: Any) -> None:
    """A password that was set by a mailed link proves the mailbox."""
    user.email_proved_at = timezone.now()
    user.save(update_fields=["email_proved_at"])


@receiver([authenticator_added, authenticator_removed])
def remember_second_factor(user: User, **kwargs: Any) -> None:
    """Keep on the user whether a second factor stands, so that a request needs no query for it."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    user.has_second_factor = factors.exists()
    user.save(update_fields=["has_second_factor"])
