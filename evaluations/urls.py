"""Paths of evaluations."""

from django.urls import path

from evaluations.views import alerts, answering, instruments, pdlt, rounds

app_name = "evaluations"
urlpatterns = [
    # What one is asked
    path("isian/", answering.mine, name="mine"),
    path("isian/<int:pk>/", answering.answer, name="answer"),
    path("isian/<int:pk>/jawaban/", answering.result, name="result"),
    path("m/pasangan/<int:pk>/rata-rata/", answering.averages, name="averages"),
    # Rounds
    path("evaluasi/", rounds.rounds, name="rounds"),
    path("evaluasi/tambah/", rounds.round_add, name="round_add"),
    path("evaluasi/<int:pk>/", rounds.round, name="round"),
    path("evaluasi/program/", rounds.programmes, name="programmes"),
    path("evaluasi/isian/<int:pk>/pengurus/", rounds.officer, name="officer"),
    path("evaluasi/isian/<int:pk>/buka/", rounds.reopen, name="reopen"),
    path("evaluasi/buka-lagi/", rounds.reopenings, name="reopenings"),
    path("evaluasi/buka-lagi/<int:pk>/", rounds.reopening, name="reopening"),
    # What answers call for
    path("kedekatan/", alerts.alerts, name="alerts"),
    path("kedekatan/<int:pk>/", alerts.alert, name="alert"),
    # Instruments
    path("instrumen/", instruments.instruments, name="instruments"),
    path("instrumen/<int:pk>/", instruments.instrument, name="instrument"),
    path("instrumen/<int:pk>/draf/", instruments.instrument_new, name="instrument_new"),
    path("instrumen/<int:pk>/butir/", instruments.instrument_item, name="instrument_item"),
    path("instrumen/<int:pk>/kepala/", instruments.instrument_head, name="instrument_head"),
    path("instrumen/<int:pk>/bagian/", instruments.instrument_part, name="instrument_part"),
    path("instrumen/<int:pk>/ukuran/", instruments.instrument_measures, name="instrument_measures"),
    path("instrumen/<int:pk>/berlakukan/", instruments.instrument_publish_view, name="instrument_publish"),
    path("instrumen/<int:pk>/pratinjau/", instruments.preview, name="instrument_preview"),
    path("instrumen/butir/<int:pk>/", instruments.item, name="item"),
    # PDLT
    path("pdlt/", pdlt.cases, name="pdlt_cases"),
    path("pdlt/buka/", pdlt.case_open, name="pdlt_open"),
    path("pdlt/<int:pk>/", pdlt.case, name="pdlt_case"),
    path("pdlt/<int:pk>/penilai/", pdlt.case_assessor, name="pdlt_assessor"),
    path("pdlt/<int:pk>/bagikan/", pdlt.case_share, name="pdlt_share"),
    path("pdlt/<int:pk>/putuskan/", pdlt.case_decide, name="pdlt_decide"),
    path("pdlt/tugas/", pdlt.tasks, name="pdlt_tasks"),
    path("pdlt/tugas/<int:pk>/", pdlt.task, name="pdlt_task"),
    path("pdlt/saya/", pdlt.own, name="own_pdlt"),
    path("pdlt/saya/<int:pk>/keberatan/", pdlt.own_object, name="own_pdlt_object"),
]
