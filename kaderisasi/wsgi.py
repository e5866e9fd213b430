"""The web entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaderisasi.settings")
application = get_wsgi_application()

from kaderisasi.demo.guard import refuse_demo_accounts  # noqa: E402  needs the apps

refuse_demo_accounts()
