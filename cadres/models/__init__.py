"""What the registry stores, cut by noun."""

from cadres.models.imports import ColumnMapping, ImportBatch, ImportRow
from cadres.models.members import Member, MemberQuerySet, MemberTransition, OfficerTerm, OfficerTermQuerySet

__all__ = [
    "ColumnMapping",
    "ImportBatch",
    "ImportRow",
    "Member",
    "MemberQuerySet",
    "MemberTransition",
    "OfficerTerm",
    "OfficerTermQuerySet",
]
