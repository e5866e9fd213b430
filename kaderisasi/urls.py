"""The visible paths (Bahasa Indonesia) and what stands behind them."""

from django.urls import include, path

urlpatterns = [
    path("", include("dashboards.urls")),
    path("", include("accounts.urls")),
    path("", include("cadres.urls")),
    path("", include("mentoring.urls")),
]
