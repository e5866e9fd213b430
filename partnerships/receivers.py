"""What partnerships do when something happens in the registry below them."""

import json
from typing import Any

from django.db import connection
from django.dispatch import receiver

from cadres.models import Member
from cadres.signals import members_merged, merge_undone

#: Under this name a merge keeps what `kad_merge_activities` answers.
ACTIVITIES = "partnerships.activities"


@receiver(members_merged)
def take_over(lost: Member, kept: Member, **kwargs: Any) -> dict[str, Any]:
    """Two rows become one person: the activities with partners follow, each once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_merge_activities(%s, %s)", [lost.pk, kept.pk])
        return {ACTIVITIES: json.loads(cursor.fetchone()[0])}


@receiver(merge_undone)
def give_back(lost: Member, kept: Member, moved: dict[str, Any], **kwargs: Any) -> None:
    """What a merge has moved or taken away comes back."""
    if told := moved.get(ACTIVITIES):
        with connection.cursor() as cursor:
            cursor.execute("SELECT kad_unmerge_activities(%s, %s, %s)", [lost.pk, kept.pk, json.dumps(told)])
