"""Paths of mentoring: the office in its own words, the phone under /m/."""

from django.urls import path

from mentoring.views import matching, mentors, pairings, phone, phone_pairings, phone_sessions, programmes, sessions

app_name = "mentoring"
urlpatterns = [
    # Programmes
    path("program/", programmes.programmes, name="programmes"),
    path("program/tambah/", programmes.programme_add, name="programme_add"),
    path("program/<int:pk>/", programmes.programme, name="programme"),
    path("program/<int:pk>/ubah/", programmes.programme_edit, name="programme_edit"),
    path("program/<int:pk>/status/", programmes.programme_step, name="programme_step"),
    path("program/<int:pk>/sasaran/", programmes.programme_goal, name="programme_goal"),
    path("sasaran/<int:pk>/", programmes.goal_edit, name="goal_edit"),
    path("sasaran/<int:pk>/ukur/", programmes.goal_measured, name="goal_measure"),
    # Mentors
    path("mentor/", mentors.mentors, name="mentors"),
    path("mentor/tambah/", mentors.mentor_add, name="mentor_add"),
    path("mentor/cari/", mentors.mentor_search, name="mentor_search"),
    path("mentor/<int:pk>/", mentors.mentor, name="mentor"),
    path("mentor/<int:pk>/status/", mentors.mentor_step, name="mentor_step"),
    path("mentor/<int:pk>/beban/", mentors.mentor_capacity, name="mentor_capacity"),
    # Pairings
    path("pasangkan/", matching.pair, name="pair"),
    path("pasangkan/kelompok/", matching.pair_group, name="pair_group"),
    path("pasangkan/<int:pk>/urungkan/", matching.undo, name="pair_undo"),
    path("pasangan/", pairings.pairings, name="pairings"),
    path("pasangan/irama/", pairings.cadence, name="cadence"),
    path("pasangan/<int:pk>/", pairings.pairing, name="pairing"),
    path("pasangan/<int:pk>/bukti/", pairings.pairing_evidence, name="pairing_evidence"),
    path("pasangan/<int:pk>/kembalikan/", pairings.pairing_back, name="pairing_back"),
    path("pasangan/<int:pk>/jeda/", pairings.pairing_halt, name="pairing_halt"),
    path("pasangan/<int:pk>/lanjut/", pairings.pairing_go_on, name="pairing_go_on"),
    path("pasangan/<int:pk>/akhiri/", pairings.pairing_stop, name="pairing_stop"),
    path("pasangan/<int:pk>/selesai/", pairings.pairing_finish, name="pairing_finish"),
    # Sessions
    path("sesi/", sessions.sessions, name="sessions"),
    path("sesi/rencana/", sessions.session_plan_view, name="session_plan"),
    path("sesi/catat/", sessions.session_log_on_behalf, name="session_log_on_behalf"),
    path("sesi/<int:pk>/", sessions.session, name="session"),
    path("sesi/<int:pk>/batal/", sessions.session_call_off, name="session_cancel"),
    path("sesi/<int:pk>/keputusan/", sessions.session_decide, name="session_settle"),
    # The phone
    path("m/", phone.home, name="phone_home"),
    path("m/binaan/", phone.mentees, name="phone_mentees"),
    path("m/jadwal/", phone.schedule, name="phone_schedule"),
    path("pemberitahuan/", phone.office_notices, name="notices"),
    path("m/kotak/", phone.notices, name="phone_outbox"),
    path("m/mentor/", phone.mentor_invitation, name="phone_mentor_invitation"),
    path("m/catat/", phone_sessions.log, name="phone_log"),
    path("m/tawaran/<int:pk>/", phone_pairings.offer, name="phone_offer"),
    path("m/pasangan/<int:pk>/", phone_pairings.pairing, name="phone_pairing"),
    path("m/pasangan/<int:pk>/orientasi/", phone_pairings.orientation, name="phone_orientation"),
    path("m/pasangan/<int:pk>/kesepakatan/", phone_pairings.agreement, name="phone_agreement"),
    path("m/pasangan/<int:pk>/kesepakatan/tulis/", phone_pairings.agreement_write, name="phone_agreement_write"),
    path("m/pasangan/<int:pk>/rencana/", phone_sessions.plan, name="phone_plan"),
    path("m/pasangan/<int:pk>/jeda/", phone_pairings.pause, name="phone_pause"),
    path("m/pasangan/<int:pk>/lanjut/", phone_pairings.resume, name="phone_resume"),
    path("m/pasangan/<int:pk>/akhiri/", phone_pairings.end, name="phone_end"),
    path("m/sesi/<int:pk>/", phone_sessions.session, name="phone_session"),
    path("m/sesi/<int:pk>/konfirmasi/", phone_sessions.confirm, name="phone_session_confirm"),
    path("m/sesi/<int:pk>/pindah/", phone_sessions.move, name="phone_session_move"),
    path("m/sesi/<int:pk>/batal/", phone_sessions.cancel, name="phone_session_cancel"),
    path("m/sesi/<int:pk>/tidak-hadir/", phone_sessions.miss, name="phone_session_miss"),
    path("m/sesi/<int:pk>/tanggapi/", phone_sessions.acknowledge, name="phone_acknowledge"),
    path("m/sesi/<int:pk>/catatan/", phone_sessions.note, name="phone_session_note"),
]
