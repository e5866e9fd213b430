"""What a party may set about mentoring (DOMAIN §5)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.forms import ChoiceField, IntegerField
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.enums import (
    CADENCE_DAYS,
    DEFAULT_CADENCE_DAYS,
    DEFAULT_CAPACITY,
    DEFAULT_SOFT_CAPACITY,
    MOST_MENTEES,
    MOST_WEIGHT,
    Factor,
    Reach,
)
from regions.enums import SettingGroup
from regions.settings import declare, restrict, value

YES = "yes"
#: The law of the house keeps what was said for two years at least (DOMAIN §11).
LEAST_MONTHS = 24
DAYS, PEOPLE = gettext_lazy("hari"), gettext_lazy("kader")


def _number(least: int, most: int) -> Any:
    return partial(IntegerField, min_value=least, max_value=most)


declare(
    "mentoring.soft_capacity",
    group=SettingGroup.MENTORS,
    label=gettext_lazy("Beban wajar mentor"),
    help=gettext_lazy("Diusulkan saat mengundang mentor; di atas angka ini pasangan baru diberi peringatan."),
    default=DEFAULT_SOFT_CAPACITY,
    form=_number(1, MOST_MENTEES),
    measure=PEOPLE,
    source="DOMAIN §5",
)
declare(
    "mentoring.capacity",
    group=SettingGroup.MENTORS,
    label=gettext_lazy("Batas binaan mentor"),
    help=gettext_lazy("Diusulkan saat mengundang mentor; ia tidak menerima lebih dari ini."),
    default=DEFAULT_CAPACITY,
    form=_number(1, MOST_MENTEES),
    measure=PEOPLE,
    source="DOMAIN §5",
)
declare(
    "mentoring.mentor_proposes",
    group=SettingGroup.MENTORS,
    label=gettext_lazy("Mentor mengusulkan kenaikan jenjang"),
    help=gettext_lazy("Untuk binaannya dalam pasangan yang aktif; keputusan tetap pada pimpinan."),
    default=YES,
    form=partial(ChoiceField, choices=[(YES, gettext_lazy("Ya")), ("no", gettext_lazy("Tidak"))]),
    source="DOMAIN §9",
)
declare(
    "mentoring.group_most",
    group=SettingGroup.MENTORS,
    label=gettext_lazy("Kelompok terbesar"),
    help=gettext_lazy("Banyaknya kader yang dibina satu mentor bersama-sama; paling sedikit 2."),
    default=8,
    form=_number(2, 30),
    measure=PEOPLE,
    source="DOMAIN §5",
)
declare(
    "mentoring.circle_most",
    group=SettingGroup.MENTORS,
    label=gettext_lazy("Lingkar belajar terbesar"),
    help=gettext_lazy("Banyaknya kader yang belajar bersama tanpa mentor; paling sedikit 4."),
    default=12,
    form=_number(4, 40),
    measure=PEOPLE,
    source="DOMAIN §5",
)
declare(
    "mentoring.rotation_programmes",
    group=SettingGroup.MENTORS,
    label=gettext_lazy("Pasangan yang sama berturut-turut"),
    help=gettext_lazy("Mentor dan kader yang sama paling banyak sebanyak ini; sesudahnya kader mendapat mentor lain."),
    default=2,
    form=_number(1, 5),
    measure=gettext_lazy("program"),
    source="DOMAIN §5",
)
declare(
    "mentoring.retention_months",
    group=SettingGroup.PROGRAMMES,
    label=gettext_lazy("Isi pendampingan disimpan setelah berakhir"),
    help=gettext_lazy("Sesudah itu isi catatan, tujuan, dan kesepakatan dikosongkan; jumlah dan tanggal tetap."),
    default=LEAST_MONTHS,
    form=_number(LEAST_MONTHS, 60),
    measure=gettext_lazy("bulan"),
    source="DOMAIN §11",
)
declare(
    "mentoring.cadence_days",
    group=SettingGroup.RHYTHM,
    label=gettext_lazy("Irama pertemuan program baru"),
    help=gettext_lazy("Jarak antara dua pertemuan yang diusulkan saat membuat program; program lama tidak berubah."),
    default=DEFAULT_CADENCE_DAYS,
    form=_number(*CADENCE_DAYS),
    measure=DAYS,
    source="DOMAIN §5",
)
declare(
    "mentoring.dormant_days",
    group=SettingGroup.RHYTHM,
    label=gettext_lazy("Pasangan dorman setelah"),
    help=gettext_lazy("Lebih lama dari ini tanpa pertemuan, pasangan dihitung dorman. Angka dasbor dihitung ulang."),
    default=35,
    # The roll-ups look for the last meeting in a month and the two before it: 59 days at the shortest.
    form=_number(14, 59),
    measure=DAYS,
    source="DOMAIN §5",
)
declare(
    "mentoring.pause_days",
    group=SettingGroup.RHYTHM,
    label=gettext_lazy("Jeda paling lama"),
    help=gettext_lazy("Sesudah itu jeda diakhiri sendiri dan pasangan berjalan lagi."),
    default=90,
    form=_number(14, 180),
    measure=DAYS,
    source="DOMAIN §4.3",
)
declare(
    "mentoring.backdate_free_days",
    group=SettingGroup.SESSIONS,
    label=gettext_lazy("Catatan mundur bebas"),
    help=gettext_lazy("Pertemuan yang lebih lama dari ini hanya dicatat oleh koordinator."),
    default=30,
    form=_number(7, 90),
    measure=DAYS,
    source="DOMAIN §5",
)
declare(
    "mentoring.backdate_most_days",
    group=SettingGroup.SESSIONS,
    label=gettext_lazy("Catatan mundur paling lama"),
    help=gettext_lazy("Pertemuan yang lebih lama dari ini tidak dicatat lagi."),
    default=90,
    form=_number(14, 180),
    measure=DAYS,
    source="DOMAIN §5",
)
declare(
    "mentoring.acknowledge_days",
    group=SettingGroup.SESSIONS,
    label=gettext_lazy("Catatan dianggap diakui setelah"),
    help=gettext_lazy("Tanpa tanggapan kader selama ini, catatan sesi dianggap diakui."),
    default=14,
    form=_number(11, 60),
    measure=DAYS,
    source="DOMAIN §4.2",
)
declare(
    "mentoring.odd_night",
    group=SettingGroup.SESSIONS,
    label=gettext_lazy("Catatan sekali duduk yang ditanyakan"),
    help=gettext_lazy(
        "Sebanyak ini catatan hari-hari sebelumnya yang ditulis seorang dalam satu malam diminta penjelasannya."
    ),
    # More than five cadres in the usual rhythm meet in the thirty days that are logged back freely.
    default=12,
    form=_number(6, 60),
    measure=gettext_lazy("catatan"),
    source="DOMAIN §7.4",
)
declare(
    "mentoring.odd_copied",
    group=SettingGroup.SESSIONS,
    label=gettext_lazy("Isi catatan sama yang ditanyakan"),
    help=gettext_lazy("Isi panjang yang sama persis pada sebanyak ini hari diminta penjelasannya."),
    default=3,
    form=_number(2, 20),
    measure=DAYS,
    source="DOMAIN §7.4",
)
declare(
    "mentoring.odd_last_day",
    group=SettingGroup.SESSIONS,
    label=gettext_lazy("Catatan pada hari terakhir yang ditanyakan"),
    help=gettext_lazy(
        "Bila hampir semua catatan sebulan atau triwulan ditulis pada hari terakhirnya, paling sedikit sebanyak ini."
    ),
    default=4,
    form=_number(3, 40),
    measure=gettext_lazy("catatan"),
    source="DOMAIN §7.4",
)
declare(
    "mentoring.offer_days",
    group=SettingGroup.PROGRAMMES,
    label=gettext_lazy("Tawaran gugur setelah"),
    help=gettext_lazy("Tanpa jawaban selama ini, tawaran berakhir sendiri."),
    default=14,
    form=_number(11, 60),
    measure=DAYS,
    source="DOMAIN §4.3",
)
declare(
    "mentoring.coordinator_soft",
    group=SettingGroup.PROGRAMMES,
    label=gettext_lazy("Beban wajar koordinator"),
    help=gettext_lazy("Di atas angka ini koordinator diberi peringatan: waktunya menyerahkan sebagian program."),
    default=30,
    form=_number(5, 200),
    measure=gettext_lazy("pasangan"),
    source="DOMAIN §5",
)
declare(
    "mentoring.coordinator_most",
    group=SettingGroup.PROGRAMMES,
    label=gettext_lazy("Batas beban koordinator"),
    help=gettext_lazy("Sesudah angka ini tidak ada pasangan baru dalam program-programnya."),
    default=50,
    form=_number(5, 300),
    measure=gettext_lazy("pasangan"),
    source="DOMAIN §5",
)
declare(
    "mentoring.programme_least_days",
    group=SettingGroup.PROGRAMMES,
    label=gettext_lazy("Program terpendek"),
    default=60,
    form=_number(30, 365),
    measure=DAYS,
    source="DOMAIN §5",
)
declare(
    "mentoring.programme_most_days",
    group=SettingGroup.PROGRAMMES,
    label=gettext_lazy("Program terlama"),
    default=550,
    form=_number(90, 1100),
    measure=DAYS,
    source="DOMAIN §5",
)
declare(
    "mentoring.concern_days",
    group=SettingGroup.PROGRAMMES,
    label=gettext_lazy("Laporan rahasia naik satu tingkat setelah"),
    help=gettext_lazy("Laporan yang belum dibaca penangannya diteruskan ke tingkat di atasnya."),
    default=7,
    form=_number(1, 30),
    measure=DAYS,
    source="DOMAIN §4.4",
)
for _factor, _default in (
    (Factor.NEEDS, 30),
    (Factor.NEARNESS, 20),
    (Factor.LEVEL, 10),
    (Factor.LANGUAGE, 10),
    (Factor.TIME, 5),
    (Factor.LOAD, 15),
    (Factor.WAITING, 10),
):
    declare(
        f"mentoring.weight_{_factor}",
        group=SettingGroup.MATCHING,
        label=_factor.label,
        help=gettext_lazy("Bobot 0 berarti tidak dihitung. Setiap program dapat memakai bobotnya sendiri."),
        default=_default,
        form=_number(0, MOST_WEIGHT),
    )
declare(
    "mentoring.match_reach",
    group=SettingGroup.MATCHING,
    label=gettext_lazy("Mentor boleh berada di"),
    help=gettext_lazy("Seberapa jauh dari kader. Setiap program dapat memakai jaraknya sendiri."),
    default=Reach.REGENCY.value,
    form=partial(ChoiceField, choices=Reach.choices),
)


@restrict
def _soft_below_hard(values: Mapping[str, Any]) -> str:
    if values["mentoring.soft_capacity"] > values["mentoring.capacity"]:
        return _("Batas binaan tidak boleh kurang dari beban wajar.")
    return ""


@restrict
def _coordinator_soft_below_most(values: Mapping[str, Any]) -> str:
    if values["mentoring.coordinator_soft"] > values["mentoring.coordinator_most"]:
        return _("Batas beban koordinator tidak boleh kurang dari beban wajarnya.")
    return ""


@restrict
def _free_below_most(values: Mapping[str, Any]) -> str:
    if values["mentoring.backdate_free_days"] > values["mentoring.backdate_most_days"]:
        return _("Catatan mundur bebas tidak boleh melebihi catatan mundur paling lama.")
    return ""


@restrict
def _shortest_below_longest(values: Mapping[str, Any]) -> str:
    if values["mentoring.programme_least_days"] >= values["mentoring.programme_most_days"]:
        return _("Program terpendek harus kurang dari program terlama.")
    return ""


def mentors_propose() -> bool:
    """Whether mentors may propose a level for their mentees."""
    return bool(value("mentoring.mentor_proposes") == YES)


def dormant_days() -> int:
    """Days without a meeting after which a running pairing is dormant (K6)."""
    days: int = value("mentoring.dormant_days")
    return days


#: The same for texts that are made when the program starts and read later.
dormant_days_later = lazy(dormant_days, int)
