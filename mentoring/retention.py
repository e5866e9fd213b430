"""How long what is kept, and what is destroyed afterwards (DOMAIN §11, UU 27/2022 art. 42–45).

The one table of it. What a row destroys is written in `kad_destroy` (or the rule's own `function`), of the owner of
the database, which knows these codes and nothing else; a job runs it every night, and a page shows what is due when.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.context import jobs_context
from mentoring.party_settings import LEAST_MONTHS
from regions.settings import value


@dataclass(frozen=True)
class Rule:
    """What is kept for so many months after what. Without a code something else sees to it: `by` says what.

    `setting`: the party may set the months, never fewer than `months`. How many rows of a rule that is not `counted`
    will go is told to nobody: a count would tell that there is one. `function`: the database's own that destroys it.
    """

    code: str
    what: Any
    after: Any
    months: int
    becomes: Any
    by: Any = ""
    setting: str = ""
    is_counted: bool = True
    function: str = "kad_destroy"

    @property
    def kept_months(self) -> int:
        """For how many months it is kept, as the party has set it."""
        return max(self.months, value(self.setting)) if self.setting else self.months


RETENTION = (
    Rule(
        "session_text",
        _("Isi catatan sesi, rubrik, tujuan, langkah, kesepakatan, alasan, dan catatan pribadi mentor"),
        _("pendampingan berakhir"),
        LEAST_MONTHS,
        _("dikosongkan; tanggal, lama, tingkat, dan kehadiran tetap"),
        setting="mentoring.retention_months",
    ),
    Rule("concerns", _("Laporan rahasia"), _("selesai ditangani"), 60, _("dihapus seluruhnya"), is_counted=False),
    Rule("member_core", _("Data induk anggota"), _("keanggotaan berakhir"), 60, _("disamarkan; yang dihitung tetap")),
    Rule(
        "evaluations",
        _("Jawaban evaluasi dan PDLT"),
        _("isian ditutup, PDLT diputuskan"),
        60,
        _("dihapus"),
        function="kad_destroy_evaluations",
    ),
    Rule("consents", _("Persetujuan mantan anggota"), _("dicatat"), 60, _("dihapus")),
    Rule("requests", _("Permintaan data"), _("dijawab"), 60, _("dihapus")),
    Rule("reads", _("Catatan siapa membaca data peka"), _("dibaca"), 60, _("dihapus")),
    Rule("audit", _("Riwayat perubahan"), _("diubah"), 60, _("dihapus")),
    Rule("messages", _("Pesan yang sudah dikirim"), _("dikirim"), 24, _("dihapus")),
    Rule("busy", _("Waktu tidak tersedia"), _("harinya lewat"), 1, _("dihapus"), function="kad_destroy_busy"),
    Rule("", _("Berkas impor"), _("diunggah"), 0, _("dikosongkan"), _("7 hari, pekerjaan tiap jam")),
    Rule("", _("Berkas ekspor"), _("dibuat"), 0, _("dihapus"), _("15 menit, sekali ambil")),
    Rule("", _("Cadangan"), _("dibuat"), 3, _("dihapus"), _("90 hari, diatur di tempat penyimpanan cadangan")),
)
DESTROYED = tuple(rule for rule in RETENTION if rule.code)
COUNTED = tuple(rule for rule in DESTROYED if rule.is_counted)


@dataclass(frozen=True)
class Due:
    """A rule with how many rows the next night destroys, and how many more within thirty days."""

    rule: Rule
    tonight: int
    soon: int


def retention_apply(*, at: datetime | None = None) -> dict[str, int]:
    """Destroy what has been kept long enough; how many rows by counted rule. Run twice it finds nothing more."""
    now = at or timezone.now()
    found = {}
    for rule in DESTROYED:
        with jobs_context():
            found[rule.code] = _destroy(rule, now, rehearse=False)
    return {rule.code: found[rule.code] for rule in COUNTED}


@transaction.atomic
def retention_due(*, at: datetime | None = None) -> list[Due]:
    """What the table will destroy tonight and within thirty days, counted and not touched."""
    now = at or timezone.now()
    found = []
    with jobs_context():
        for rule in COUNTED:
            tonight = _destroy(rule, now, rehearse=True)
            found.append(Due(rule, tonight, _destroy(rule, now + timedelta(days=30), rehearse=True) - tonight))
    return found


def _destroy(rule: Rule, now: datetime, *, rehearse: bool) -> int:
    cutoff = "%s - make_interval(months => %s)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {rule.function}(%s, {cutoff}, %s)", [rule.code, now, rule.kept_months, rehearse])
        count: int = cursor.fetchone()[0]
        return count
