"""Signing in (allauth under Indonesian paths), second factors, invitations, roles.

allauth's own URLConf is not included: this list is all that is open, and its names are the ones allauth reverses.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from accounts.policy import Policy
from accounts.views import (
    delegations,
    health,
    incidents,
    invitations,
    leaving,
    mails,
    notifications,
    people,
    reshapes,
    settings,
)


def _public(view, reason):
    view = login_not_required(view)
    view.policy = Policy(public=reason, without_second_factor=True)
    return view


def _own(view):
    view.policy = Policy(without_second_factor=True)
    return view


own_patterns = [
    path("undangan/<str:token>/", invitations.accept, name="invitation_accept"),
    path("peran/", people.switch, name="switch"),
    path("pengaturan/", settings.settings_page, name="settings"),
    path("pengaturan/nilai/<str:setting>/", settings.setting_edit, name="setting"),
    path("pengaturan/sebutan/<int:tier>/", settings.label_edit, name="label"),
    path("pengaturan/akun/", people.people, name="people"),
    path("pengaturan/akun/cari/", people.people_search, name="people_search"),
    path("pengaturan/surat/", mails.mails, name="mails"),
    path("pengaturan/surat/riwayat/", mails.deliveries, name="deliveries"),
    path("pengaturan/akun/<int:pk>/kiriman/", mails.assignment_mails, name="assignment_mails"),
    path("pengaturan/notifikasi/", notifications.notifications, name="notifications"),
    path("pemberitahuan/dibaca/", notifications.notices_read, name="notices_read"),
    path("pengaturan/surat/<int:pk>/coba/", mails.mail_again, name="mail_again"),
    path("wilayah/pemekaran/", reshapes.reshapes, name="reshapes"),
    path("wilayah/pemekaran/<int:number>/", reshapes.reshape, name="reshape"),
    path("wilayah/pemekaran/berjalan/<int:number>/", reshapes.reshape_job, name="reshape_job"),
    path("wilayah/pemekaran/<int:number>/urungkan/", reshapes.reshape_revert, name="reshape_undo"),
    path("wilayah/<str:code>/ubah-susunan/", reshapes.reshape_new, name="reshape_new"),
    path("pengaturan/akun/pelimpahan/", delegations.delegations, name="delegations"),
    path("pengaturan/akun/pelimpahan/beri/", delegations.delegation_add, name="delegation_add"),
    path("pengaturan/akun/pelimpahan/<int:pk>/akhiri/", delegations.delegation_end, name="delegation_end"),
    path("insiden/", incidents.incidents, name="incidents"),
    path("insiden/catat/", incidents.incident_add, name="incident_add"),
    path("insiden/unduh/", incidents.incidents_export, name="incidents_export"),
    path("insiden/<int:pk>/", incidents.incident, name="incident"),
    path("pengaturan/akun/undang/", people.invite_person, name="invite"),
    path("pengaturan/akun/<int:pk>/akhiri/", people.end, name="assignment_end"),
]

urlpatterns = [
    path("", include((own_patterns, "accounts"))),
    path("healthz", health.health, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # Signing in
    path("masuk/", _public(account.login, "signing in"), name="account_login"),
    path("keluar/", _public(leaving.sign_out, "signing out twice is no error"), name="account_logout"),
    path("daftar/", _public(account.signup, "says that accounts come by invitation"), name="account_signup"),
    path("akun-nonaktif/", _public(account.account_inactive, "says so"), name="account_inactive"),
    path("sandi/lupa/", _public(account.password_reset, "a forgotten password"), name="account_reset_password"),
    path(
        "sandi/lupa/terkirim/",
        _public(account.password_reset_done, "a forgotten password"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^sandi/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _public(account.password_reset_from_key, "a forgotten password: the link is signed"),
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/lupa/selesai/",
        _public(account.password_reset_from_key_done, "a forgotten password"),
        name="account_reset_password_from_key_done",
    ),
    path("sandi/ubah/", _own(account.password_change), name="account_change_password"),
    path("sandi/buat/", _own(account.password_set), name="account_set_password"),
    path("masuk/ulang/", _own(account.reauthenticate), name="account_reauthenticate"),
    # Second factors
    path("masuk/dua-langkah/", _public(mfa.authenticate, "second step of signing in"), name="mfa_authenticate"),
    path("masuk/dua-langkah/ulang/", _own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("dua-langkah/", _own(mfa.index), name="mfa_index"),
    path("dua-langkah/aplikasi/", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("dua-langkah/aplikasi/hapus/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("dua-langkah/kode/", _own(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("dua-langkah/kode/baru/", _own(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("dua-langkah/kode/unduh/", _own(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("dua-langkah/kunci/", _own(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("dua-langkah/kunci/tambah/", _own(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("dua-langkah/kunci/<int:pk>/ubah/", _own(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("dua-langkah/kunci/<int:pk>/hapus/", _own(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path(
        "dua-langkah/kunci/masuk/",
        _public(webauthn.login_webauthn, "signing in with a passkey"),
        name="mfa_login_webauthn",
    ),
    path("dua-langkah/kunci/masuk-ulang/", _own(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
]
