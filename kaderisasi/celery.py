"""The queue and its clock. Beat entries live here, in code; every job may run twice, late or in parallel."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaderisasi.settings")
app = Celery("kaderisasi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "send due messages": {"task": "accounts.tasks.send_due_messages", "schedule": 20.0},
    "lapse silent offers and acknowledge logs": {"task": "mentoring.tasks.settle_overdue", "schedule": 900.0},
    "drain roll-up marks": {"task": "evaluations.tasks.drain_rollups", "schedule": 10.0},
    "settle evaluations": {"task": "evaluations.tasks.settle_evaluations", "schedule": 600.0},
    "ask for evaluations": {"task": "evaluations.tasks.ask_evaluations", "schedule": crontab(minute=5)},
    # 17:00 UTC = 02:00 in the easternmost zone (WIT): the first local day that begins.
    "recount roll-ups": {"task": "evaluations.tasks.recount_rollups", "schedule": crontab(hour=17, minute=0)},
    "take up waiting imports": {"task": "cadres.tasks.take_up_imports", "schedule": 30.0},
    "take up waiting changes of the tree": {"task": "accounts.tasks.take_up_reshapes", "schedule": 60.0},
    "take up waiting draft runs": {"task": "mentoring.tasks.take_up_cohorts", "schedule": 30.0},
    "forget exports": {"task": "dashboards.tasks.clear_exports", "schedule": 60.0},
    # 00:00 UTC = 09:00 WIT, 07:00 WIB; three days long, for a server that was off on the first. Once to each.
    "announce monthly reports": {
        "task": "dashboards.tasks.announce_reports",
        "schedule": crontab(day_of_month="1-3", hour=0, minute=0),
    },
    # 23:00 UTC = 08:00 WIT: what ends soon, told in the morning.
    "warn of partnerships that end": {
        "task": "partnerships.tasks.warn_of_ends",
        "schedule": crontab(hour=23, minute=0),
    },
    # 22:00 UTC = 07:00 WIT: before the first quiet hours end.
    "remind of what comes": {"task": "mentoring.tasks.remind_daily", "schedule": crontab(hour=22, minute=0)},
    "send weekly digests": {"task": "dashboards.tasks.announce_digests", "schedule": crontab(minute=50)},
    "count paths of the ladder": {"task": "cadres.tasks.sweep_paths", "schedule": crontab(minute=10)},
    "note disputes over boards": {"task": "cadres.tasks.note_disputes", "schedule": crontab(minute=20)},
    # 18:30 UTC = 03:30 WIT, 01:30 WIB: when nobody waits.
    "look for duplicates": {"task": "cadres.tasks.look_for_duplicates", "schedule": crontab(hour=18, minute=30)},
    # 19:00 UTC = 04:00 WIT, 02:00 WIB: the evening's logs are in.
    "look for odd logs": {"task": "mentoring.tasks.look_for_odd_logs", "schedule": crontab(hour=19, minute=0)},
    # 19:30 UTC = 04:30 WIT: after the night's counts, before anybody works.
    "destroy what is over": {"task": "mentoring.tasks.destroy_what_is_over", "schedule": crontab(hour=19, minute=30)},
    "clean up": {"task": "cadres.tasks.forget_old_imports", "schedule": crontab(minute=40)},
}
