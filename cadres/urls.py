"""Pages that change the registry; reading it is in dashboards."""

from django.urls import path

from cadres.views import exports, imports, members, units

app_name = "cadres"
urlpatterns = [
    path("kader/tambah/", members.member_add, name="member_add"),
    path("kader/serupa/", members.duplicates, name="duplicates"),
    path("kader/ekspor/", exports.export, name="export"),
    path("kader/pilih/", units.member_search, name="member_search"),
    path("kader/<int:pk>/ubah/", members.member_edit, name="member_edit"),
    path("kader/<int:pk>/nik/", members.nik_reveal, name="nik_reveal"),
    path("wilayah/<str:code>/kelompok/", units.cell_add, name="cell_add"),
    path("wilayah/<str:code>/pengurus/", units.officer_add, name="officer_add"),
    path("impor/", imports.imports, name="imports"),
    path("impor/templat/", imports.import_template, name="import_template"),
    path("impor/<int:pk>/", imports.import_page, name="import"),
    path("impor/<int:pk>/kolom/", imports.import_columns, name="import_columns"),
    path("impor/<int:pk>/jalankan/", imports.import_write, name="import_write"),
    path("impor/<int:pk>/urungkan/", imports.import_take_back, name="import_undo"),
    path("impor/<int:pk>/kemajuan/", imports.import_progress, name="import_progress"),
    path("impor/<int:pk>/masalah.xlsx", imports.import_problems, name="import_problems"),
]
