"""Jobs of mentoring: take nothing but ids, call a service."""

from celery import shared_task

from accounts.models import Assignment, User
from core.sweeps import in_turn
from mentoring.retention import retention_apply
from mentoring.services.concerns import concerns_escalate
from mentoring.services.deadlines import deadlines_tell
from mentoring.services.late_answers import agreements_tell, offers_tell
from mentoring.services.late_meetings import meetings_tell
from mentoring.services.late_phases import phases_tell
from mentoring.services.logs import logs_acknowledge_silent
from mentoring.services.match_runs import run_match, take_up_matches
from mentoring.services.mentors import mentors_resume
from mentoring.services.oddities import odd_logs_find
from mentoring.services.offers import pairings_lapse
from mentoring.services.pairings import pauses_end
from mentoring.services.plans import goals_lapse
from mentoring.services.reminders import sessions_remind
from mentoring.services.silences import silences_tell


@shared_task
def settle_overdue() -> None:
    """Close offers and acknowledge logs that were met with long silence; end long pauses; send unanswered reports up.

    How long the party sets. Goals without a result two weeks after their end are missed; who is
    late with a phase, a signature, an answer or a log is told, and of pairings that do not meet.
    """
    settlers = (pairings_lapse, logs_acknowledge_silent, mentors_resume, pauses_end, goals_lapse, concerns_escalate)
    in_turn(*settlers, phases_tell, agreements_tell, offers_tell, meetings_tell, silences_tell)


@shared_task
def remind_daily() -> None:
    """Tell of deadlines that come near, and plan the reminders that are missing for the meetings of the days ahead."""
    in_turn(sessions_remind, deadlines_tell)


@shared_task
def match_cohort(run_id: int, user_id: int, assignment_id: int) -> None:
    """Compute a draft run as the one who asked for it; his right is read anew."""
    user, assignment = User.objects.get(pk=user_id), Assignment.objects.get(pk=assignment_id)
    run_match(run_id=run_id, user=user, assignment=assignment)


@shared_task
def take_up_cohorts() -> None:
    """Ring for draft runs that were asked for and that no worker is at."""
    take_up_matches()


@shared_task
def destroy_what_is_over() -> None:
    """Destroy what has been kept as long as the law of the house says."""
    retention_apply()


@shared_task
def look_for_odd_logs() -> None:
    """Look for logs that ask for an explanation."""
    in_turn(odd_logs_find)
