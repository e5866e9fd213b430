"""The visible paths (Bahasa Indonesia) and what stands behind them."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),  # before: «pemekaran» is no code of a unit
    path("", include("dashboards.urls")),
    path("", include("cadres.urls")),
    path("", include("mentoring.urls")),
    path("", include("evaluations.urls")),
    path("", include("partnerships.urls")),
]
