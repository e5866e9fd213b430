"""Pages of partnerships."""

from django.urls import path

from partnerships import views

app_name = "partnerships"
urlpatterns = [
    path("kemitraan/", views.partnerships, name="partnerships"),
    path("kemitraan/tambah/", views.partnership_add, name="partnership_add"),
    path("kemitraan/<int:pk>/", views.partnership, name="partnership"),
    path("kemitraan/<int:pk>/ubah/", views.partnership_edit, name="partnership_edit"),
    path("kemitraan/<int:pk>/tautan/", views.partnership_link, name="partnership_link"),
    path("kemitraan/peserta/<int:pk>/", views.cadre_settle, name="cadre_settle"),
]
