"""How people close a pairing, in the deeds of the product."""

from collections.abc import Sequence
from typing import Any

from mentoring.models import Pairing
from mentoring.services.closures import closing_tell, closing_thank, closing_write


def close_all_but_the_rubric(
    deed: Any, pairing: Pairing, coordinator: Any, writer: Any, others: Sequence[Any], **moment: Any
) -> None:
    """Both sides' forms, what was gained and is left, contact, next role and thanks."""
    for person in (writer, *others):
        deed(closing_tell, by=person, pairing=pairing, helped="Latihan bicara", change="Waktu", again=True, **moment)
    deed(
        closing_write,
        by=writer,
        pairing=pairing,
        gains="Berani bicara di depan warga",
        unfinished="Data air bersih; kader melanjutkan",
        contact="on_request",
        **moment,
    )
    deed(closing_thank, by=coordinator, pairing=pairing, next_role="officer", **moment)
