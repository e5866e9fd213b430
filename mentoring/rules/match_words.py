"""What a run says, in sentences: the parts of a score, what stands in the way, what would help."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.enums import Competency, Factor
from mentoring.rules.cohorts import BEFORE, FAR, ROTATION, WISH
from mentoring.rules.conflicts import SENTENCES
from mentoring.rules.scores import ELSEWHERE, SAME_DISTRICT, SAME_PROVINCE, SAME_REGENCY, SAME_UNIT, SAME_VILLAGE

GOOD, FAIR = 60, 25  # percent of a factor's points


def tone_of(points: int | None, of: int) -> tuple[str, str]:
    """Tone and icon of a part: good, middling, weak, or unknown."""
    if points is None:
        return "muted", "circle-minus"
    share = 100 * points // of if of else 0
    if share >= GOOD:
        return "good", "circle-check"
    return ("muted", "circle-minus") if share >= FAIR else ("warn", "triangle-alert")


def part_sentence(factor: str, points: int | None, detail: Any) -> str:
    """One factor in a sentence."""
    if points is None:
        return {
            Factor.NEEDS.value: _("Kebutuhan kader atau keahlian mentor belum tercatat, jadi tidak dihitung"),
            Factor.LANGUAGE.value: _("Bahasa belum tercatat, jadi tidak dihitung"),
            Factor.TIME.value: _("Waktu luang belum tercatat, jadi tidak dihitung"),
        }.get(factor, _("Belum tercatat, jadi tidak dihitung"))
    return _SENTENCES[factor](detail)


def _needs(strong: Sequence[str]) -> str:
    if not strong:
        return _("Keahliannya menjawab sebagian kebutuhan kader ini")
    names = ", ".join(str(Competency(code).label) for code in strong if code in Competency.values)
    return _("Dari yang dibutuhkan kader ini, ia kuat pada: %(names)s") % {"names": names}


def _nearness(steps: int) -> str:
    return {
        SAME_UNIT: _("Di unit yang sama"),
        SAME_VILLAGE: _("Di kelurahan atau kampung yang sama"),
        SAME_DISTRICT: _("Di distrik atau kecamatan yang sama"),
        SAME_REGENCY: _("Di kabupaten atau kota yang sama, tetapi di distrik lain"),
        SAME_PROVINCE: _("Di kabupaten atau kota lain"),
        ELSEWHERE: _("Di provinsi lain"),
    }[steps]


def _level(above: int) -> str:
    if above <= 0:
        return _("Jenjangnya tidak di atas jenjang kader")
    return ngettext("Satu jenjang di atas kader", "%(n)d jenjang di atas kader", above) % {"n": above}


def _language(shared: Sequence[str]) -> str:
    if not shared:
        return _("Tidak ada bahasa yang sama")
    return _("Bahasa yang sama: %(names)s") % {"names": ", ".join(shared)}


def _time(shared: Sequence[str]) -> str:
    return _("Punya waktu luang yang sama") if shared else _("Waktu luangnya berbeda")


def _load(figures: Sequence[int]) -> str:
    load, capacity = figures
    return ngettext(
        "Membina atau ditawari %(load)d kader; batasnya %(capacity)d",
        "Membina atau ditawari %(load)d kader; batasnya %(capacity)d",
        load,
    ) % {"load": load, "capacity": capacity}


def _waiting(days: int) -> str:
    return ngettext("Kader ini menunggu %(n)d hari", "Kader ini menunggu %(n)d hari", days) % {"n": days}


_SENTENCES: dict[str, Callable[[Any], str]] = {
    Factor.NEEDS.value: _needs,
    Factor.NEARNESS.value: _nearness,
    Factor.LEVEL.value: _level,
    Factor.LANGUAGE.value: _language,
    Factor.TIME.value: _time,
    Factor.LOAD.value: _load,
    Factor.WAITING.value: _waiting,
}


def obstacle_sentence(rule: str, count: int) -> str:
    """What keeps so many mentors from a cadre."""
    what = {
        "full": _("Tempatnya sudah terisi kader lain"),
        FAR: _("Lebih jauh dari yang diizinkan program ini"),
        WISH: _("Tidak sesuai keinginan kader tentang mentor perempuan atau laki-laki"),
        BEFORE: _("Pernah ditolak atau berakhir lebih awal bersama kader ini"),
        ROTATION: _("Sudah beberapa program berturut-turut bersama kader ini"),
    }.get(rule) or str(SENTENCES[rule])
    mentors = ngettext("%(n)d mentor", "%(n)d mentor", count) % {"n": count}
    return f"{mentors}: {what.rstrip('.')}"


def binding_sentence(obstacles: Mapping[str, int]) -> str:
    """The rule that decides: seats when there is anybody to have, else what keeps most mentors away."""
    if not obstacles:
        return _("Belum ada mentor aktif yang dapat dijangkau kader ini.")
    if "full" in obstacles:
        n = obstacles["full"]
        return ngettext(
            "Satu-satunya mentor yang cocok sudah terisi.", "Semua %(n)d mentor yang cocok sudah terisi.", n
        ) % {"n": n}
    if "R6" in obstacles:
        return str(SENTENCES["R6"])
    rule = max(obstacles, key=lambda each: obstacles[each])
    return _("Tidak ada mentor yang boleh. Yang paling menentukan: %(rule)s.") % {
        "rule": obstacle_sentence(rule, obstacles[rule])
    }


def remedy_sentence(remedy: Mapping[str, Any], *, mentor: str, unit: str, level: str) -> str:
    """The cheapest change and what it does; the names come from the asker's own sight."""
    if not remedy:
        return _("Belum ada perubahan kecil yang membantu. Bicarakan dengan koordinator di tingkat atas.")
    if remedy["kind"] == "seat":
        return _("Naikkan batas binaan %(mentor)s dari %(from)d menjadi %(to)d.") % {
            "mentor": mentor,
            "from": remedy["from"],
            "to": remedy["to"],
        }
    if remedy["kind"] == "leave":
        return {
            FAR: _("Tanyakan apakah kader ini bersedia dengan mentor satu tingkat lebih jauh, misalnya %(mentor)s."),
            WISH: _("Tanyakan apakah kader ini bersedia tanpa syarat perempuan atau laki-laki, misalnya %(mentor)s."),
            "R6": _("Lengkapi izin orang tua dan pendamping dewasa kedua; lalu %(mentor)s dapat mendampingi."),
            "R7": _("Minta koordinator tingkat atas mengecualikan aturan jenjang untuk %(mentor)s."),
        }[remedy["rule"]] % {"mentor": mentor}
    gender = {
        "female": _("perempuan"),
        "male": _("laki-laki"),
    }.get(remedy["gender"], "")
    people = ngettext("%(n)d mentor baru", "%(n)d mentor baru", remedy["count"]) % {"n": remedy["count"]}
    opens = ngettext("%(n)d pasangan", "%(n)d pasangan", remedy["opens"]) % {"n": remedy["opens"]}
    return _("%(people)s di %(unit)s, %(kind)s: membuka %(opens)s.") % {
        "people": f"{people} {gender}".strip(),
        "unit": unit,
        "kind": _("berjenjang %(level)s ke atas") % {"level": level} if level else _("berjenjang lebih tinggi"),
        "opens": opens,
    }
