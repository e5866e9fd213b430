"""What accounts store, cut by noun."""

from accounts.models.incidents import Incident, IncidentMove, IncidentQuerySet
from accounts.models.people import (
    FIRST_ZONE,
    FRESH,
    INVITATION_DAYS,
    PHONE_PATH,
    Assignment,
    AssignmentQuerySet,
    Deed,
    Invitation,
    OutboxMessage,
    OutboxQuerySet,
    SensitiveRead,
    User,
    UserManager,
    name_lent,
    signed,
    today,
    two_sides,
)
from accounts.models.privacy import Consent, ConsentQuerySet, DataRequest, DataRequestMove, ProcessingPurpose
from accounts.models.reshapes import ReshapeJob

__all__ = [
    "FIRST_ZONE",
    "FRESH",
    "INVITATION_DAYS",
    "PHONE_PATH",
    "Assignment",
    "AssignmentQuerySet",
    "Consent",
    "ConsentQuerySet",
    "DataRequest",
    "DataRequestMove",
    "Deed",
    "Incident",
    "IncidentMove",
    "IncidentQuerySet",
    "Invitation",
    "OutboxMessage",
    "OutboxQuerySet",
    "ProcessingPurpose",
    "ReshapeJob",
    "SensitiveRead",
    "User",
    "UserManager",
    "name_lent",
    "signed",
    "today",
    "two_sides",
]
