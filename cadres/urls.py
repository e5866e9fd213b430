"""Pages that change members, offices, cells and imports."""

from django.urls import path

from cadres.views import awards, imports, ladder, ladder_rules, members, phone_ladder, training, units

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
    # The ladder
    path("jenjang/", ladder.ladder, name="ladder"),
    path("jenjang/syarat/", ladder_rules.ladder_rules, name="ladder_rules"),
    path("jenjang/syarat/<slug:level>/", ladder_rules.ladder_level, name="ladder_level"),
    path("jenjang/usulan/", awards.award_list, name="awards"),
    path("jenjang/usulan/<int:pk>/", awards.award, name="award"),
    path("jenjang/usulan/<int:pk>/putusan/", awards.award_decide, name="award_decide"),
    path("jenjang/usulan/<int:pk>/cabut/", awards.award_take_back, name="award_revoke"),
    path("jenjang/usulan/<int:pk>/keberatan/", awards.award_appeal, name="award_appeal"),
    path("jenjang/keberatan/<int:pk>/", awards.appeal_answer, name="appeal_answer"),
    path("jenjang/jalan/<int:pk>/", ladder.path_step, name="path_step"),
    path("kader/<int:pk>/jenjang/", ladder.member_ladder, name="member_ladder"),
    path("kader/<int:pk>/jenjang/mulai/", ladder.member_path, name="member_path"),
    path("kader/<int:pk>/jenjang/usulkan/", ladder.member_propose, name="member_propose"),
    path("kader/<int:pk>/jenjang/rekomendasi/", ladder.member_recommend, name="member_recommend"),
    path("kader/<int:pk>/pengakuan/", ladder.member_accreditation, name="member_accreditation"),
    path("pengakuan/<int:pk>/", ladder.accreditation_answer, name="accreditation_answer"),
    path("sertifikat/<int:pk>.pdf", awards.certificate, name="certificate"),
    path("periksa/<str:check>/", awards.certificate_page, name="certificate_check"),
    # Trainings
    path("diklat/", training.event_list, name="events"),
    path("diklat/tambah/", training.event_add, name="event_add"),
    path("diklat/<int:pk>/", training.event, name="event"),
    path("diklat/<int:pk>/ubah/", training.event_edit, name="event_edit"),
    path("diklat/<int:pk>/status/", training.event_step, name="event_step"),
    path("diklat/<int:pk>/daftar/", training.event_register, name="event_register"),
    path("diklat/<int:pk>/hadir/", training.event_attendance, name="event_attendance"),
    path("diklat/<int:pk>/daftar-hadir.xlsx", training.event_export, name="event_export"),
    path("diklat/peserta/<int:pk>/", training.registration_step, name="registration_step"),
    # One's own, on the phone
    path("m/jenjang/", phone_ladder.my_ladder, name="phone_ladder"),
    path("m/jenjang/<int:pk>/keberatan/", phone_ladder.my_appeal, name="phone_award_appeal"),
    path("m/diklat/", phone_ladder.my_events, name="phone_events"),
    path("m/diklat/<int:pk>/", phone_ladder.my_event, name="phone_event"),
    path("m/diklat/<int:pk>/daftar/", phone_ladder.my_event_step, name="phone_event_step"),
]
