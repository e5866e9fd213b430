"""The visible paths (Bahasa Indonesia) and what stands behind them."""

from django.urls import include, path

from core import views as core_views

urlpatterns = [
    path("healthz", core_views.health, name="healthz"),
    path("readyz", core_views.ready, name="readyz"),
    path("", include("dashboards.urls")),
    path("", include("accounts.urls")),
    path("", include("cadres.urls")),
    path("", include("mentoring.urls")),
]
