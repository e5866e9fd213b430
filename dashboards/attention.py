"""«Perlu perhatian»: what a dashboard's figures ask somebody to do, the worst first. Pure rules on plain figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from cadres.models import LATE_DAYS
from core.templatetags.format import percent, ratio, thousands
from dashboards.indicators import (
    K2,
    K4,
    K6,
    K16,
    LOW_COVERAGE,
    MONTH,
    NOW,
    QUOTA,
    SMALL,
    Asked,
    Indicator,
    Number,
    late_logs,
    number,
    waiting_for_mentor,
)
from mentoring.party_settings import dormant_days
from mentoring.rules.pairings import offer_days

Row = Mapping[str, int]
DORMANT_BAD, DORMANT_WARN = 20, 12  # per cent of the active pairings (DESIGN §8)
MISSED_WARN = 20
LATE_LOGS_WARN = 25  # above it the signal is to blame (DESIGN §8)
TONES = ("bad", "warn", "info")
ICONS = {"bad": "circle-alert", "warn": "clock", "info": "info"}


@dataclass(frozen=True)
class Place:
    """A unit one tier below, with its standing figures."""

    name: str
    url: str
    row: Row

    @property
    def waiting(self) -> int:
        """Members who want a mentor and have none."""
        return self.row["members_willing"] - self.row["mentees_willing"]


@dataclass(frozen=True)
class Item:
    """One thing to do: the number that is wrong, a sentence, and where it is mended."""

    tone: str
    text: str
    detail: str
    action: str
    url: str
    harmed: int
    number: Number | None = None
    icon: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "icon", ICONS[self.tone])


@dataclass(frozen=True)
class Boards:
    """What waits beyond the figures: disputes, offices below that have waited for too long, programmes that nobody
    owns; for coordinators pairings past the window of their phase, and low rapport; for secretariats moves of members
    that were asked for, and rows that may be one person.
    """

    disputed: int = 0
    late: int = 0
    ownerless: int = 0
    overdue: int = 0
    alerts: int = 0
    transfers: int = 0
    duplicates: int = 0


@dataclass(frozen=True)
class Situation:
    """What the rules look at."""

    role: Role
    asked: Asked
    now: Row
    month: Row
    places: Sequence[Place]
    boards: Boards = Boards()
    is_own: bool = True


def attention(situation: Situation) -> list[Item]:
    """The items in order of harm: how bad, then how many people it concerns."""
    found = [item for rule in RULES for item in rule(situation)]
    return sorted(found, key=lambda item: (TONES.index(item.tone), -item.harmed))


def _dormant(s: Situation) -> list[Item]:
    shown = number(NOW["pairings_dormant"], s.now, s.asked)
    if not shown.count:
        return []
    share = K6.share(s.now) or 0
    tone = "bad" if share >= DORMANT_BAD else "warn" if share >= DORMANT_WARN else "info"
    worst = max(s.places, key=lambda place: place.row["pairings_dormant"], default=None)
    most = worst.row["pairings_dormant"] if worst else 0
    detail = _("Lebih dari %(n)d hari tanpa pertemuan; %(share)s pasangan aktif.") % {
        "n": dormant_days(),
        "share": _told(K6, s.now),
    }
    if worst and most:
        detail += " " + _("Terbanyak di %(place)s (%(count)s).") % {"place": worst.name, "count": thousands(most)}
    text = _("pasangan dorman")
    return [Item(tone, text, detail, _("Lihat pasangan"), shown.url, shown.count, shown)]


def _without_mentor(s: Situation) -> list[Item]:
    shown = waiting_for_mentor(s.now, s.asked)
    share = K2.share(s.now)
    if shown.count <= 0 or share is None:
        return []
    tone = "bad" if share < LOW_COVERAGE and shown.count >= SMALL else "warn" if share < LOW_COVERAGE else "info"
    mentors = s.now["mentors_active"]
    detail = ngettext("Ada %(count)s mentor aktif.", "Ada %(count)s mentor aktif.", mentors) % {
        "count": thousands(mentors)
    }
    if not mentors:
        detail = _("Belum ada mentor aktif di sini.")
    action, url = (
        (_("Pasangkan"), reverse("mentoring:pair")) if s.role == Role.COORDINATOR else (_("Lihat kader"), shown.url)
    )
    text = _("kader bersedia belum punya mentor")
    return [Item(tone, text, detail, action, url, shown.count, shown)]


def _places_without_mentors(s: Situation) -> list[Item]:
    bare = [place for place in s.places if place.waiting > 0 and not place.row["mentors_active"]]
    if not bare:
        return []
    worst = max(bare, key=lambda place: place.waiting)
    people = sum(place.waiting for place in bare)
    if len(bare) == 1:
        text = _("%(place)s belum punya mentor yang tinggal di sana") % {"place": worst.name}
        detail = ngettext(
            "%(count)s kader bersedia menunggu di sana.", "%(count)s kader bersedia menunggu di sana.", people
        ) % {"count": thousands(people)}
    else:
        text = _("%(count)s wilayah belum punya mentor yang tinggal di sana") % {"count": thousands(len(bare))}
        detail = _("%(count)s kader bersedia menunggu di sana, terbanyak di %(place)s.") % {
            "count": thousands(people),
            "place": worst.name,
        }
    return [Item("bad", text, detail, _("Buka wilayah"), worst.url, people)]


def _places_with_low_coverage(s: Situation) -> list[Item]:
    low = [
        place
        for place in s.places
        if place.row["members_willing"] >= SMALL
        and place.row["mentors_active"]
        and (K2.share(place.row) or 0) < LOW_COVERAGE
    ]
    if not low:
        return []
    worst = max(low, key=lambda place: place.waiting)
    text = _("%(place)s: hanya %(share)s kader bersedia punya mentor") % {
        "place": worst.name,
        "share": _told(K2, worst.row),
    }
    detail = ngettext(
        "%(count)s kader di sana masih menunggu.", "%(count)s kader di sana masih menunggu.", worst.waiting
    ) % {"count": thousands(worst.waiting)}
    if len(low) > 1:
        detail += " " + _("%(count)s wilayah lain juga di bawah %(limit)s.") % {
            "count": thousands(len(low) - 1),
            "limit": percent(LOW_COVERAGE),
        }
    return [Item("warn", text, detail, _("Buka wilayah"), worst.url, worst.waiting)]


def _waiting(s: Situation) -> list[Item]:
    shown = number(NOW["pairings_waiting"], s.now, s.asked)
    if not shown.count:
        return []
    text = _("tawaran menunggu jawaban")
    detail = _("Tawaran gugur sendiri setelah %(n)d hari.") % {"n": offer_days()}
    return [Item("info", text, detail, _("Lihat tawaran"), shown.url, shown.count, shown)]


def _missed(s: Situation) -> list[Item]:
    shown = number(MONTH["sessions_missed"], s.month, s.asked)
    held, planned = K4.counts(s.month)
    if planned < SMALL or 100 * shown.count < MISSED_WARN * planned:
        return []
    text = _("sesi batal atau tidak dihadiri bulan ini")
    detail = _("Terlaksana %(share)s.") % {"share": ratio(held, planned)}
    return [Item("warn", text, detail, _("Lihat sesi"), shown.url, shown.count, shown)]


def _women(s: Situation) -> list[Item]:
    low = [each for each in K16 if each.counts(s.now)[1] >= SMALL and (each.share(s.now) or 0) < QUOTA]
    if not low:
        return []
    worst = min(low, key=lambda each: each.share(s.now) or 0)
    part, base = worst.counts(s.now)
    text = _("Perempuan hanya %(share)s dari %(group)s") % {
        "share": _told(worst, s.now),
        "group": str(worst.label).lower(),
    }
    detail = _("Batas yang diminta %(quota)s.") % {"quota": percent(QUOTA)}
    return [Item("info", text, detail, _("Lihat daftar"), worst.base[0].url(s.asked), base * QUOTA // 100 - part)]


def _counted(tone: str, text: str, detail: str, action: str, url: str, count: int) -> Item:
    return Item(tone, text, detail, action, url, count, Number("boards", count, url))


def _disputed(s: Situation) -> list[Item]:
    if not s.boards.disputed:
        return []
    detail = _("Unit itu tidak memutus apa pun sampai sengketanya diselesaikan dengan SK dari tingkat atas.")
    url = f"{reverse('cadres:disputes')}?wilayah={s.asked.code}"
    text = _("kepengurusan disengketakan")
    return [_counted("bad", text, detail, _("Lihat sengketa"), url, s.boards.disputed)]


def _unconfirmed(s: Situation) -> list[Item]:
    if not s.boards.late:
        return []
    detail = _("Dicatat unit di bawah lebih dari %(n)d hari lalu.") % {"n": LATE_DAYS}
    url = f"{reverse('cadres:terms')}?status=lama&wilayah={s.asked.code}"
    text = _("pengurus menunggu pengesahan")
    return [_counted("warn", text, detail, _("Lihat antrean"), url, s.boards.late)]


def _ownerless(s: Situation) -> list[Item]:
    if not s.boards.ownerless:
        return []
    detail = _("Penugasan koordinatornya sudah berakhir. Tawarkan programnya kepada koordinator lain.")
    url = f"{reverse('mentoring:programmes')}?koordinator=tanpa&wilayah={s.asked.code}"
    return [_counted("bad", _("program tanpa koordinator"), detail, _("Lihat program"), url, s.boards.ownerless)]


def _overdue(s: Situation) -> list[Item]:
    if not s.boards.overdue:
        return []
    detail = _("Daftarnya menunjukkan apa yang kurang dan giliran siapa.")
    url = f"{reverse('mentoring:overdue')}?wilayah={s.asked.code}"
    text = _("pasangan lewat tenggat fasenya")
    return [_counted("warn", text, detail, _("Lihat antrean"), url, s.boards.overdue)]


def _alerts(s: Situation) -> list[Item]:
    """The queue has no unit to choose: it is told on one's own dashboard alone."""
    if not s.boards.alerts or not s.is_own:
        return []
    detail = _("Bicarakan dengan tiap pihak dalam tujuh hari.")
    url = reverse("evaluations:alerts")
    return [_counted("bad", _("peringatan dari isian rahasia"), detail, _("Bicarakan"), url, s.boards.alerts)]


def _late_logs(s: Situation) -> list[Item]:
    shown = late_logs(s.month, s.asked)
    due = s.month["logs_due"]
    if due < SMALL or 100 * shown.count <= LATE_LOGS_WARN * due:
        return []
    text = _("laporan sesi terlambat bulan ini")
    detail = _("%(share)s dari yang jatuh tempo. Di atas %(limit)s biasanya masalah sinyal, bukan disiplin.") % {
        "share": ratio(shown.count, due),
        "limit": percent(LATE_LOGS_WARN),
    }
    return [Item("warn", text, detail, _("Lihat sesi"), shown.url, shown.count, shown)]


def _applied(s: Situation) -> list[Item]:
    shown = number(NOW["members_applied"], s.now, s.asked)
    if s.role != Role.SECRETARIAT or not shown.count:
        return []
    detail = _("Periksa berkasnya, lalu verifikasi satu per satu atau sekaligus.")
    url = f"{reverse('dashboards:members_verify')}?status=applied&wilayah={s.asked.code}"
    return [Item("warn", _("pendaftar menunggu verifikasi"), detail, _("Verifikasi"), url, shown.count, shown)]


def _transfers(s: Situation) -> list[Item]:
    if not s.boards.transfers or not s.is_own:
        return []
    detail = _("Unit asal melepas lebih dulu, lalu unit tujuan menerima.")
    url = f"{reverse('cadres:transfers')}?status=requested"
    return [_counted("warn", _("mutasi menunggu dilepas"), detail, _("Lihat mutasi"), url, s.boards.transfers)]


def _duplicates(s: Situation) -> list[Item]:
    if not s.boards.duplicates or not s.is_own:
        return []
    detail = _("Gabungkan, atau tandai bukan orang yang sama.")
    return [
        _counted("info", _("dugaan data ganda"), detail, _("Periksa"), reverse("cadres:pairs"), s.boards.duplicates)
    ]


def _told(indicator: Indicator, row: Row) -> str:
    return ratio(*indicator.counts(row))


RULES = (
    _dormant,
    _without_mentor,
    _places_without_mentors,
    _places_with_low_coverage,
    _waiting,
    _missed,
    _women,
    _disputed,
    _unconfirmed,
    _ownerless,
    _overdue,
    _alerts,
    _late_logs,
    _applied,
    _transfers,
    _duplicates,
)
