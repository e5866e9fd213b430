"""Pages that change members, offices, cells and imports."""

from django.urls import path

from cadres.views import imports, members, units

app_name = "cadres"
urlpatterns = [
    path("kader/tambah/", members.member_add, name="member_add"),
    path("kader/serupa/", members.duplicates, name="duplicates"),
    path("kader/<int:pk>/ubah/", members.member_edit, name="member_edit"),
    path("kader/<int:pk>/akhiri/", members.member_end, name="member_end"),
    path("kader/<int:pk>/nik/", members.nik_reveal, name="nik_reveal"),
    path("impor/", imports.imports, name="imports"),
    path("impor/templat/", imports.import_template, name="import_template"),
    path("impor/baris/<int:pk>/", imports.import_row, name="import_row"),
    path("impor/baris/<int:pk>/saran/", imports.import_row_suggestion, name="import_row_suggestion"),
    path("impor/<int:pk>/", imports.import_page, name="import"),
    path("impor/<int:pk>/kolom/", imports.import_columns, name="import_columns"),
    path("impor/<int:pk>/jalankan/", imports.import_write, name="import_write"),
    path("impor/<int:pk>/urungkan/", imports.import_revert, name="import_undo"),
    path("impor/<int:pk>/masalah.xlsx", imports.import_problems, name="import_problems"),
    path("impor/<int:pk>/kemajuan/", imports.import_progress, name="import_progress"),
    path("wilayah/<str:code>/kelompok/", units.cell_add, name="cell_add"),
    path("wilayah/<str:code>/pengurus/", units.officer_add, name="officer_add"),
    path("wilayah/<str:code>/pengurus/<int:pk>/akhiri/", units.officer_end, name="officer_end"),
]
