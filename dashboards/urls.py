"""Pages that read across apps."""

from django.urls import path

from dashboards.views import board, cards, elections, exports, members, programmes, raters, reports, units, verification

app_name = "dashboards"
urlpatterns = [
    path("", board.home, name="home"),
    path("dasbor/", board.own, name="own"),
    path("w/<str:code>/dasbor/", board.dashboard, name="dashboard"),
    path("w/<str:code>/laporan/<str:month>.pdf", reports.report, {"form": "pdf"}, name="report"),
    path("w/<str:code>/laporan/<str:month>.xlsx", reports.report, {"form": "xlsx"}, name="report_sheet"),
    path("evaluasi/penilai/", raters.counted_raters, name="raters"),
    path("program/<int:pk>/hasil/", programmes.results, name="programme_results"),
    path("kader/", members.members, name="members"),
    path("kader/cari/", members.members_search, name="members_search"),
    path("kader/verifikasi/", verification.members_verify, name="members_verify"),
    path("kader/ekspor/", exports.list_export, {"listing": "members"}, name="members_export"),
    path("pengurus/ekspor/", exports.list_export, {"listing": "officers"}, name="officers_export"),
    path("mentor/ekspor/", exports.list_export, {"listing": "mentors"}, name="mentors_export"),
    path("pasangan/ekspor/", exports.list_export, {"listing": "pairings"}, name="pairings_export"),
    path("ekspor/", exports.exports, name="exports"),
    path("ekspor/<int:pk>/unduh/", exports.export_download, name="export_download"),
    path("kader/<int:pk>/", members.member, name="member"),
    path("kader/<int:pk>/rapor.pdf", cards.member_card, name="member_card"),
    path("m/binaan/<int:pk>/rapor.pdf", cards.learner_card, name="learner_card"),
    path("data-saya/rapor.pdf", cards.own_card, name="own_card"),
    path("wilayah/", units.units, name="units"),
    path("wilayah/cari/", units.unit_search, name="unit_search"),
    path("wilayah/<str:code>/", units.unit, name="unit"),
    path("wilayah/<str:code>/isi/", units.unit_records, name="unit_records"),
    path("pencalonan/", elections.quota, name="quota"),
    path("dapil/<int:pk>/", elections.district, name="district"),
    path("dapil/<int:pk>/kursi/", elections.district_seats, name="district_seats"),
    path("pengurus/", units.officers, name="officers"),
]
