"""Jobs of mentoring: take nothing, call a service as the system."""

from celery import shared_task

from core.context import jobs_context
from mentoring.services.concerns import concerns_escalate
from mentoring.services.logs import logs_acknowledge_silent
from mentoring.services.offers import pairings_lapse
from mentoring.services.pairings import pauses_end
from mentoring.services.plans import goals_lapse


@shared_task
def settle_overdue() -> None:
    """Close offers and acknowledge logs that were met with long silence; end long pauses; send unanswered reports up.

    How long the party sets. Goals without a result two weeks after their end are missed.
    """
    for settle in (pairings_lapse, logs_acknowledge_silent, pauses_end, goals_lapse, concerns_escalate):
        with jobs_context():
            settle()
