"""Pages that read across apps."""

from django.urls import path

from dashboards.views import board

app_name = "dashboards"
urlpatterns = [
    path("", board.home, name="home"),
    path("dasbor/", board.own, name="own"),
    path("w/<str:code>/dasbor/", board.dashboard, name="dashboard"),
]
