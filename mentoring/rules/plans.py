"""What a goal and a plan ask for before they count (DOMAIN §§4.2, 4.3, 8 I-3)."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.enums import MOST_ACTIONS, MOST_GOALS, Category, Competency, GoalState
from mentoring.models import Goal
from mentoring.models.plans import SMART

# Days after its end on which an agreed goal counts as missed (DOMAIN §4.2).
MISSED_AFTER = timedelta(days=14)
SMART_LINES = {
    1: gettext_lazy("Menyebut siapa, melakukan apa, di mana."),
    2: gettext_lazy("Ada angka awal dan angka target beserta satuan."),
    3: gettext_lazy("Waktu, orang, dan biaya tersedia atau sudah direncanakan."),
    4: gettext_lazy("Menutup kesenjangan hasil diagnostik."),
    5: gettext_lazy("Ditandai tujuan pribadi atau terhubung ke sasaran organisasi."),
    6: gettext_lazy("Ada tanggal selesai dan satu titik cek."),
    7: gettext_lazy("Tidak melanggar aturan pemilu, AD/ART, atau hak orang lain."),
    8: gettext_lazy("Ditulis dengan kata-kata kader sendiri."),
}


def gap_problem(competency: str, gaps: Collection[str] | None, category: str) -> str:
    """Why a goal may not be about a competency; `gaps` None: nothing was measured, as personal mentoring may."""
    if gaps is None and category != Category.PERSONAL:
        return _("Kunci dulu rubrik awal; tujuan disusun dari kesenjangannya.")
    if gaps and competency not in gaps:
        names = ", ".join(str(Competency(code).label) for code in sorted(gaps))
        return _("Tujuan menutup kesenjangan hasil diagnostik: %(names)s.") % {"names": names}
    return ""


def plan_problem(goals: Iterable[Goal], category: str) -> str:
    """Why a plan may not be accepted yet; empty when it may."""
    counted = [goal for goal in goals if goal.state != GoalState.DROPPED]
    drafts = [goal for goal in counted if goal.state == GoalState.DRAFT]
    if not counted:
        return _("Tulis dulu paling sedikit satu tujuan.")
    if len(counted) > MOST_GOALS:
        return too_many_goals()
    for goal in drafts:
        if missing := set(SMART) - set(goal.smart):
            line = SMART_LINES[min(missing)]
            return _("Tujuan «%(goal)s» belum lolos daftar periksa: %(line)s") % {"goal": goal.statement, "line": line}
    if category != Category.PERSONAL and not any(goal.org_goal_id for goal in counted):
        return _("Paling sedikit satu tujuan terhubung ke sasaran organisasi program.")
    return ""


def too_many_goals() -> str:
    """Why no further goal fits."""
    return _("Satu rencana paling banyak %(n)d tujuan. Selesaikan atau batalkan satu dulu.") % {"n": MOST_GOALS}


def too_many_actions() -> str:
    """Why no further step fits."""
    return _("Satu tujuan paling banyak %(n)d langkah. Batalkan satu dulu.") % {"n": MOST_ACTIONS}
