"""What the demonstration tells of logs that stand out: one question with its answer, and nothing else."""

import pytest

from core.context import jobs_context
from mentoring.enums import HELD_STATES
from mentoring.models import OddLogs, Session
from mentoring.services.oddities import odd_logs_find

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def test_the_story_has_one_question_with_its_answer_and_honest_logs_else(demo):
    with jobs_context():
        again = odd_logs_find()

    rows = list(OddLogs.objects.all())
    asked = {pk for row in rows for pk in row.session_ids}
    assert again == 0
    assert {(row.rule, row.state, row.total) for row in rows} == {("places", "explained", 2)}
    assert len(rows) == 2
    assert len(asked) <= 0.01 * Session.objects.filter(state__in=HELD_STATES).count()
