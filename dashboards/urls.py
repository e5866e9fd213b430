"""Pages that read across apps."""

from django.urls import path

app_name = "dashboards"
urlpatterns: list = []
