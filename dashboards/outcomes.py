"""The parts of a dashboard about quality: logs, baselines, endings, waits, goals, gains. Ready to print."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.format import UNKNOWN, percent, ratio, signed, thousands
from dashboards.indicators import (
    K5,
    K8,
    K13,
    NOT_YET,
    OUTCOME,
    REACHED,
    SMALL,
    Asked,
    Indicator,
    Number,
    number,
)
from dashboards.panels import linked
from dashboards.selectors.board import BoardData
from evaluations.calendar import months_from
from evaluations.models.rollups import Step
from evaluations.selectors.months import goal_share, mean_gain, mean_index

Row = dict[str, Any]
HIDDEN = "–"
BEHAVIOUR_STEP = 25  # of an index out of 100: one level of five


def quality(data: BoardData) -> list[Row]:
    """K5, K8 and K13 of the chosen month."""
    words = {
        K5: (_("%(n)s tepat waktu"), _("dari %(n)s yang jatuh tempo")),
        K8: (_("%(n)s terkunci"), _("dari %(n)s yang sudah 30 hari")),
        K13: (_("%(n)s selesai"), _("dari %(n)s yang berakhir")),
    }
    return [_share(data, indicator, sentences) for indicator, sentences in words.items()]


def _share(data: BoardData, indicator: Indicator, sentences: tuple[str, str]) -> Row:
    figures = data.this_month
    shown = [number(each, figures, data.asked) for each in (indicator.part, *indicator.base)]
    return {
        "label": indicator.label,
        "told": ratio(*indicator.counts(figures)),
        "share": indicator.share(figures),
        "made_of": [linked(sentence, each) for sentence, each in zip(sentences, shown, strict=True)],
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
    """K9 to K12, K14, K20 and K21 of the chosen month; nothing below a district or for one programme."""
    if data.programme:
        return []
    return result_rows(data.story.outcome, data.asked, is_over=months_from(data.month, 1) < data.as_of)


def result_rows(outcome: Mapping[str, int] | None, asked: Asked | None = None, *, is_over: bool = True) -> list[Row]:
    """The results of a month; none where nobody counts them. Numbers open their rows where `asked` says of what.

    What people say is counted when the month `is_over`.
    """
    if outcome is None:
        return []
    said = [_rapport(outcome, asked), _reaction(outcome, asked), _behaviour(outcome, asked)]
    if not is_over:
        said = [_row(row["label"], UNKNOWN, _("dihitung ketika bulannya berakhir")) for row in said]
    return [_goals(outcome), _gain(outcome), *said[:2], _levels(outcome), _requests(outcome), said[2]]


def _row(label: str, told: str, *made_of: SafeString | str, share: Decimal | None = None) -> Row:
    return {"label": label, "told": told, "share": share, "made_of": list(made_of)}


def _few(label: str) -> Row:
    return _row(label, HIDDEN, few())


def _people(outcome: Mapping[str, int], name: str, asked: Asked | None) -> Number:
    """How many stand behind a figure of answers, with the list of who they are for those who may know."""
    return number(OUTCOME[name], outcome, asked) if asked else Number(name, outcome[name], "")


def _rapport(outcome: Mapping[str, int], asked: Asked | None) -> Row:
    """K11: the mean index of mentees, with that of mentors and how much it differs."""
    label, index = _("Kekuatan relasi"), mean_index(outcome, "rapport_mentee_points", "rapport_mentees")
    if outcome["hides_rapport"]:
        return _few(label)
    if index is None:
        return _row(label, UNKNOWN, _("belum ada cek kedekatan yang ditutup"))
    made_of = [linked(_("dari 100, %(n)s kader mengisi;"), _people(outcome, "rapport_mentees", asked))]
    return _row(label, number_format(index, 0), *made_of, *_of_mentors(outcome, index, asked), share=Decimal(index))


def _of_mentors(outcome: Mapping[str, int], index: float, asked: Asked | None) -> list[SafeString | str]:
    theirs = mean_index(outcome, "rapport_mentor_points", "rapport_mentors")
    if outcome["hides_rapport_mentors"]:
        return [_("mentor: kurang dari lima orang di sini atau di sebelahnya")]
    if theirs is None:
        return [_("mentor belum mengisi")]
    parts = {"index": number_format(theirs, 0), "by": signed(round(theirs) - round(index))}
    sentence = _("mentor %(index)s dari %(n)s orang, selisih %(by)s") % (parts | {"n": "%(n)s"})
    return [linked(sentence, _people(outcome, "rapport_mentors", asked))]


def _reaction(outcome: Mapping[str, int], asked: Asked | None) -> Row:
    """K12: answers of 4 or more among all, always with how many of those who were asked have answered."""
    label, answers = _("Kepuasan program"), outcome["reaction_answers"]
    invited, people = (_people(outcome, name, asked) for name in ("reaction_invited", "reaction_people"))
    if not invited.count:
        return _row(label, UNKNOWN, _("belum ada penilaian program yang ditutup"))
    rate = f"({ratio(people.count, invited.count)})."
    response = (linked(_("%(n)s menjawab"), people), linked(_("dari %(n)s yang diminta"), invited), rate)
    if outcome["hides_reaction"]:
        return _row(label, HIDDEN, *response, few())
    satisfied = outcome["reaction_satisfied"]
    share = Decimal(100) * satisfied / answers if answers else None
    return _row(label, ratio(satisfied, answers), *response, share=share)


def _behaviour(outcome: Mapping[str, int], asked: Asked | None) -> Row:
    """K21: the mean change on the scale from 0 to 4 of those whom two have rated both times."""
    label, change = _("Perubahan perilaku"), mean_index(outcome, "behaviour_points", "behaviour_people")
    if change is None:
        return _row(label, UNKNOWN, _("dihitung per program mulai lima kader, tiga bulan sesudah penilaian awal"))
    told = f"{'+' if change > 0 else ''}{number_format(change / BEHAVIOUR_STEP, 2)}"
    people = _people(outcome, "behaviour_people", asked)
    return _row(label, told, linked(_("dari skala 0–4, %(n)s kader dinilai dua pihak atau lebih"), people))


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
    return _row(label, told, made_of % {"part": _half(reached), "base": thousands(due), "beside": beside}, share=share)


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
    return _row(_("Naik jenjang"), ratio(awarded, eligible), made_of % parts, share=share)


def _requests(outcome: Mapping[str, int]) -> Row:
    closed, due = outcome["requests_on_time"], outcome["requests_due"]
    made_of = _("%(part)s dijawab dalam 72 jam dari %(base)s")
    share = Decimal(100) * closed / due if due else None
    return _row(
        _("Permintaan data pribadi"),
        ratio(closed, due),
        made_of % {"part": thousands(closed), "base": due},
        share=share,
    )


def corrections(data: BoardData) -> list[SafeString | str]:
    """What came in after the chosen month was frozen: by how much each count would differ.

    Means stay as they were kept: a new one beside the old would tell what the few said who came late.
    """
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
        "goals_achieved": _("tujuan tercapai"),
        "goals_partly": _("tujuan tercapai sebagian"),
        "goals_missed": _("tujuan tidak tercapai"),
        "gain_people": _("kader dengan kenaikan kompetensi"),
        "rapport_mentees": _("kader dampingan yang mengisi cek kedekatan"),
        "rapport_mentors": _("mentor yang mengisi cek kedekatan"),
        "reaction_people": _("yang menilai program"),
        "behaviour_people": _("kader yang dinilai perilakunya"),
    }
    moved = data.story.corrections
    return [f"{label} {signed(moved[name])}" for name, label in labels.items() if name in moved]
