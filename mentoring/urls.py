"""Paths of mentoring: the office in its own words, the phone under /m/."""

from django.urls import path

from mentoring.views import phone, phone_pairings, phone_sessions

app_name = "mentoring"
urlpatterns = [
    # The phone
    path("m/", phone.home, name="phone_home"),
    path("m/binaan/", phone.mentees, name="phone_mentees"),
    path("m/jadwal/", phone.schedule, name="phone_schedule"),
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
