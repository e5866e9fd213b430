"""Deeds on accounts: inviting, accepting, assigning, and queueing messages."""

from accounts.services.people import (
    INVITATION_SALT,
    Message,
    accept_invitation,
    assign,
    end_assignment,
    find_invitation,
    invitation_path,
    invite,
    queue_messages,
    roles_end,
)

__all__ = [
    "INVITATION_SALT",
    "Message",
    "accept_invitation",
    "assign",
    "end_assignment",
    "find_invitation",
    "invitation_path",
    "invite",
    "queue_messages",
    "roles_end",
]
