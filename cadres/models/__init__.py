"""What the registry stores, cut by noun."""

from cadres.models.imports import ImportBatch, ImportRow
from cadres.models.members import Member, MemberQuerySet, MemberTransition, OfficerTerm, OfficerTermQuerySet

__all__ = [
    "ImportBatch",
    "ImportRow",
    "Member",
    "MemberQuerySet",
    "MemberTransition",
    "OfficerTerm",
    "OfficerTermQuerySet",
]
