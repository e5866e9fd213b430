"""The parts of a dashboard about quality: logs, baselines, endings, waits, goals, gains. Ready to print."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.format import UNKNOWN, percent, ratio, signed, thousands
from dashboards.indicators import K5, K8, K13, MONTH, NOT_YET, NOW, REACHED, SMALL, Indicator, Number, number
from dashboards.panels import linked
from dashboards.selectors.board import BoardData
from evaluations.models.rollups import Step
from evaluations.selectors.months import goal_share, mean_gain

Row = dict[str, Any]
HIDDEN = "–"


def quality(data: BoardData) -> list[Row]:
    """K5, K8 and K13 of the chosen month, and K17 as it stands."""
    words = {
        K5: (_("%(n)s tepat waktu"), _("dari %(n)s yang jatuh tempo")),
        K8: (_("%(n)s terkunci"), _("dari %(n)s yang sudah 30 hari")),
        K13: (_("%(n)s selesai"), _("dari %(n)s yang berakhir")),
    }
    rows = [_share(data, indicator, sentences) for indicator, sentences in words.items()]
    return rows if data.programme else [*rows, _load(data)]


def _share(data: BoardData, indicator: Indicator, sentences: tuple[str, str]) -> Row:
    figures = data.this_month
    shown = [number(each, figures, data.asked) for each in (indicator.part, *indicator.base)]
    return {
        "label": indicator.label,
        "told": ratio(*indicator.counts(figures)),
        "share": indicator.share(figures),
        "made_of": [linked(sentence, each) for sentence, each in zip(sentences, shown, strict=True)],
    }


def _load(data: BoardData) -> Row:
    """K17: what mentors carry of what they carry without strain; how many are at their limit, how many idle."""
    load, soft = data.now["mentors_load"], data.now["mentors_soft"]
    full, idle = (number(NOW[name], data.now, data.asked) for name in ("mentors_full", "mentors_idle"))
    return {
        "label": _("Beban mentor"),
        "told": ratio(load, soft),
        "share": Decimal(100) * load / soft if soft else None,
        "made_of": [
            linked(_("%(n)s mentor di batas,"), full),
            linked(_("%(n)s tanpa binaan"), idle),
        ],
    }


def waits(data: BoardData) -> list[Row]:
    """K7: the median of days from both saying yes to each step; those that have not got there stand apart."""
    rows = []
    for step, label in step_labels().items():
        wait = data.story.waits.get(step)
        if data.programme or wait is None or not wait.reached + wait.waiting:
            continue
        told = days(wait.median)
        reached = Number(REACHED[step].name, wait.reached, REACHED[step].url(data.asked))
        waiting = Number(NOT_YET[step].name, wait.waiting, NOT_YET[step].url(data.asked))
        made_of = [linked(_("%(n)s sudah,"), reached), linked(_("%(n)s belum"), waiting)]
        rows.append({"label": label, "told": told, "share": None, "made_of": made_of})
    return rows


def step_labels() -> dict[Step, str]:
    """The steps of K7 in words."""
    return {
        Step.AGREEMENT: _("Sampai kesepakatan"),
        Step.BASELINE: _("Sampai rubrik awal dikunci"),
        Step.PLAN: _("Sampai rencana aksi disepakati"),
    }


def days(median: float | None) -> str:
    """«12 hari», «3,5 hari»; a dash when nobody got there."""
    if median is None:
        return UNKNOWN
    shown = number_format(median, decimal_pos=None if median % 1 else 0)
    return ngettext("%(n)s hari", "%(n)s hari", round(median)) % {"n": shown}


def results(data: BoardData) -> list[Row]:
    """K9, K10, K14 and K20 of the chosen month; nothing below a district or for one programme."""
    return [] if data.programme else result_rows(data.story.outcome)


def result_rows(outcome: Mapping[str, int] | None) -> list[Row]:
    """The four results of a month; none where nobody counts them."""
    if outcome is None:
        return []
    return [_goals(outcome), _gain(outcome), _levels(outcome), _requests(outcome)]


def _row(label: str, told: str, made_of: str, share: Decimal | None = None) -> Row:
    return {"label": label, "told": told, "share": share, "made_of": [made_of]}


def _few(label: str) -> Row:
    return _row(label, HIDDEN, few())


def few() -> str:
    """Why a figure is not shown."""
    return _("Tidak ditampilkan: kurang dari lima orang di sini atau di wilayah yang bersebelahan.")


def _goals(outcome: Mapping[str, int]) -> Row:
    label, (reached, due) = _("Capaian rencana"), goal_share(outcome)
    if outcome["hides_goals"]:
        return _few(label)
    dropped = ngettext("%(n)s tujuan dibatalkan", "%(n)s tujuan dibatalkan", outcome["goals_dropped"])
    beside = dropped % {"n": thousands(outcome["goals_dropped"])}
    if not due:
        return _row(label, UNKNOWN, _("belum ada tujuan yang jatuh tempo"))
    share = Decimal(reached) * 100 / due
    told = percent(share) if due >= SMALL else _("%(part)s dari %(base)s") % {"part": _half(reached), "base": due}
    made_of = _("%(part)s dari %(base)s tujuan; %(beside)s")
    return _row(label, told, made_of % {"part": _half(reached), "base": thousands(due), "beside": beside}, share)


def _half(value: float) -> str:
    return number_format(value, decimal_pos=1 if value % 1 else 0)


def _gain(outcome: Mapping[str, int]) -> Row:
    label, gain = _("Kenaikan kompetensi"), mean_gain(outcome)
    if outcome["hides_gain"]:
        return _few(label)
    if gain is None:
        return _row(label, UNKNOWN, _("belum ada rubrik akhir yang dikunci"))
    people = thousands(outcome["gain_people"])
    part = ratio(outcome["gain_levels"], outcome["gain_missing"])
    made_of = ngettext(
        "rata-rata tingkat, %(n)s kader; %(part)s dari kesenjangan tertutup",
        "rata-rata tingkat, %(n)s kader; %(part)s dari kesenjangan tertutup",
        outcome["gain_people"],
    )
    return _row(label, f"{'+' if gain > 0 else ''}{number_format(gain, 2)}", made_of % {"n": people, "part": part})


def _levels(outcome: Mapping[str, int]) -> Row:
    awarded, eligible = outcome["levels_awarded"], outcome["levels_eligible"]
    made_of = _("%(part)s ditetapkan dari %(base)s yang memenuhi syarat")
    share = Decimal(100) * awarded / eligible if eligible else None
    parts = {"part": thousands(awarded), "base": thousands(eligible)}
    return _row(_("Naik jenjang"), ratio(awarded, eligible), made_of % parts, share)


def _requests(outcome: Mapping[str, int]) -> Row:
    closed, due = outcome["requests_on_time"], outcome["requests_due"]
    made_of = _("%(part)s dijawab dalam 72 jam dari %(base)s")
    share = Decimal(100) * closed / due if due else None
    return _row(
        _("Permintaan data pribadi"), ratio(closed, due), made_of % {"part": thousands(closed), "base": due}, share
    )


def corrections(data: BoardData) -> list[SafeString | str]:
    """What came in after the chosen month was frozen: by how much each number that opens rows would differ."""
    if data.programme or data.month not in data.months:  # nobody counts it any more
        return []
    labels = {
        "pairings_active": _("pasangan aktif"),
        "sessions_held": _("sesi terlaksana"),
        "sessions_missed": _("sesi batal atau tidak dihadiri"),
        "slots_due": _("pertemuan menurut irama"),
        "slots_kept": _("pertemuan yang ditepati"),
        "logs_on_time": _("laporan tepat waktu"),
        "baselines_locked": _("rubrik awal terkunci"),
        "endings_completed": _("pasangan selesai"),
    }
    moved = data.story.corrections
    return [f"{label} {signed(moved[name])}" for name, label in labels.items() if name in moved and name in MONTH]
