"""What the registry stores, cut by noun."""

from cadres.models.exports import ExportJob
from cadres.models.imports import ColumnMapping, ImportBatch, ImportRow
from cadres.models.members import Member, MemberQuerySet, MemberTransition, OfficerTerm, OfficerTermQuerySet

__all__ = [
    "ColumnMapping",
    "ExportJob",
    "ImportBatch",
    "ImportRow",
    "Member",
    "MemberQuerySet",
    "MemberTransition",
    "OfficerTerm",
    "OfficerTermQuerySet",
]
