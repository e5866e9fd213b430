"""Pages of partnerships."""

from django.urls import path

from partnerships import views

app_name = "partnerships"
urlpatterns = [
    path("kemitraan/", views.partnerships, name="partnerships"),
    path("kemitraan/tambah/", views.partnership_add, name="partnership_add"),
    path("kemitraan/<int:pk>/", views.partnership, name="partnership"),
    path("kemitraan/<int:pk>/ubah/", views.partnership_edit, name="partnership_edit"),
    path("kemitraan/<int:pk>/status/", views.partnership_move, name="partnership_move"),
    path("kemitraan/<int:pk>/tinjauan/", views.review_add, name="review_add"),
    path("kemitraan/<int:pk>/pemangku/", views.stakeholder_add, name="stakeholder_add"),
    path("kemitraan/<int:pk>/sasaran/", views.goal_add, name="goal_add"),
    path("kemitraan/<int:pk>/kegiatan/", views.activity_add, name="activity_add"),
    path("kemitraan/<int:pk>/tautan/", views.partnership_link, name="partnership_link"),
    path("kemitraan/<int:pk>/tautan/cabut/", views.link_revoke, name="link_revoke"),
    path("kemitraan/sasaran/<int:pk>/angka/", views.goal_measure, name="goal_measure"),
    path("kemitraan/kegiatan/<int:pk>/peserta/", views.cadres_add, name="cadres_add"),
    path("kemitraan/peserta/<int:pk>/", views.cadre_settle, name="cadre_settle"),
]
