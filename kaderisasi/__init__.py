"""The project: settings, URLs, the queue, the command that runs everything. No business rule lives here."""

from kaderisasi.celery import app as celery_app

__all__ = ["celery_app"]
