"""What partnerships keep of a member, for the copy of his data (UU 27/2022 art. 7 and 13)."""

from typing import Any

from accounts.models import User
from cadres.models import Member
from cadres.selectors.own import EXTRA
from partnerships.models import ActivityCadre


def activity_rows(member: Member, user: User) -> list[dict[str, Any]]:
    """The activities with partners in which he takes part."""
    rows = ActivityCadre.objects.for_user(user).filter(member=member).select_related("activity__partnership")
    return [
        {
            "mitra": row.activity.partnership.name,
            "kegiatan": row.activity.title,
            "mulai": row.activity.starts_on,
            "status": row.get_state_display(),
        }
        for row in rows.order_by("pk")
    ]


EXTRA["kegiatan_kemitraan"] = activity_rows
