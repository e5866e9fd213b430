"""Writing instruments: a draft is made, filled, published; from then on it stays (DOMAIN §§8, 9)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from evaluations.enums import InstrumentState, InstrumentUse, ItemKind
from evaluations.models import Instrument, InstrumentItem, InstrumentPart, PdltTerms
from evaluations.models.pdlt import TERMS
from evaluations.rules.instruments import may_add_for_province, may_write_national, require_draft


@dataclass(frozen=True)
class ItemEntry:
    """What a builder writes down for one item."""

    code: str
    text: str
    kind: str = ItemKind.LIKERT
    labels: list[str] = field(default_factory=list)
    lowest: int = 1
    is_reversed: bool = False
    key: int | None = None
    is_required: bool = True
    part: InstrumentPart | None = None


@transaction.atomic
def instrument_copy(*, by: User, instrument: Instrument) -> Instrument:
    """A draft with everything a published version has: of the national coordinator the next version, of a province
    its own edition.

    Raises RuleError for anybody else, for a version that is no longer used, or while another draft is open.
    """
    nationally = may_write_national(by)
    if not nationally and not may_add_for_province(by):
        raise RuleError(_("Instrumen diubah koordinator nasional; koordinator provinsi menambah butir."))
    if instrument.state != InstrumentState.PUBLISHED or (instrument.province_id and nationally):
        raise RuleError(_("Mulai dari versi nasional yang berlaku."))
    assert by.scope is not None
    province = None if nationally else by.scope.unit
    base = None if nationally else (instrument.base or instrument)
    same = Instrument.objects.filter(code=instrument.code, province=province)
    try:
        with transaction.atomic():
            made = Instrument.objects.create(
                code=instrument.code,
                version=(same.aggregate(most=Max("version"))["most"] or 0) + 1,
                province=province,
                base=base,
                name=instrument.name,
                intro=instrument.intro,
                use=instrument.use,
                about=instrument.about,
                raters=instrument.raters,
                is_confidential=instrument.is_confidential,
            )
    except IntegrityError:
        raise RuleError(_("Draf instrumen ini sudah ada. Lanjutkan draf itu.")) from None
    _copy_rows(instrument, made)
    return made


def _copy_rows(source: Instrument, made: Instrument) -> None:
    if terms := PdltTerms.objects.filter(instrument=source).first():
        terms.pk, terms.instrument, terms._state.adding = None, made, True
        terms.save()
    parts = {}
    for part in source.parts.all():
        before, part.pk, part.instrument, part._state.adding = part.pk, None, made, True
        part.save()
        parts[before] = part
    for item in source.items.all():
        item.pk, item.instrument, item._state.adding = None, made, True
        item.part = parts[item.part_id] if item.part_id else None
        item.save()


@transaction.atomic
def item_write(
    *, by: User, instrument: Instrument, entry: ItemEntry, item: InstrumentItem | None = None
) -> InstrumentItem:
    """Add an item to a draft, or change one.

    Raises RuleError for a published version, for an item that a province has from the national version, for a code that
    is there already, or labels that do not fit the kind.
    """
    require_draft(by, instrument)
    if item is not None:
        _require_own(instrument, item)
    _require_fitting(entry)
    row = item or InstrumentItem(
        instrument=instrument,
        place=(instrument.items.aggregate(most=Max("place"))["most"] or 0) + 1,
        is_counted=instrument.province_id is None and entry.kind not in (ItemKind.TEXT, ItemKind.CHOICE),
    )
    row.part = entry.part or row.part or instrument.parts.filter(is_gate=False).last()
    row.is_counted = row.is_counted and not (row.part and row.part.is_gate)  # a gate, and no weight
    row.code, row.text, row.kind, row.labels = entry.code.strip(), entry.text.strip(), entry.kind, entry.labels
    row.lowest, row.is_reversed, row.key, row.is_required = (
        entry.lowest,
        entry.is_reversed,
        entry.key,
        entry.is_required,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise RuleError(_("Kode butir ini sudah dipakai di instrumen ini.")) from None
    return row


def _require_fitting(entry: ItemEntry) -> None:
    if entry.kind == ItemKind.TEXT:
        if entry.labels or entry.is_reversed:
            raise RuleError(_("Jawaban terbuka tidak memakai pilihan."))
        return
    if len(entry.labels) < 2:
        raise RuleError(_("Tulis paling sedikit dua pilihan, satu per baris."))
    if entry.kind == ItemKind.RUBRIC and len(entry.labels) != 5:
        raise RuleError(_("Rubrik memakai lima tingkat; tulis satu contoh untuk tiap tingkat."))
    highest = entry.lowest + len(entry.labels) - 1
    if (entry.kind == ItemKind.TEST) != (entry.key is not None) or not entry.lowest <= (entry.key or 1) <= highest:
        raise RuleError(_("Soal memerlukan satu kunci: nomor pilihan yang benar."))
    if entry.is_reversed and entry.kind in (ItemKind.TEST, ItemKind.CHOICE):
        raise RuleError(_("Hanya skala yang dapat dibalik."))


def _require_own(instrument: Instrument, item: InstrumentItem) -> None:
    """What a province has from the national version stays as it is."""
    if instrument.base and instrument.base.items.filter(code=item.code).exists():
        raise RuleError(_("Butir nasional tidak diubah atau dihapus di edisi provinsi."))


@transaction.atomic
def item_remove(*, by: User, item: InstrumentItem) -> None:
    """Take an item out of a draft; a province only what it has added."""
    require_draft(by, item.instrument)
    _require_own(item.instrument, item)
    item.delete()


@transaction.atomic
def instrument_describe(*, by: User, instrument: Instrument, name: str, intro: str, raters: list[str]) -> None:
    """Set what a draft is called, what stands above its questions, and who answers in a round (national)."""
    _require_national(by, instrument)
    if instrument.use == InstrumentUse.ROUND and not raters:
        raise RuleError(_("Pilih paling sedikit satu penjawab."))
    instrument.name, instrument.intro = name.strip(), intro.strip()
    if instrument.use == InstrumentUse.ROUND:
        instrument.raters = raters
    instrument.save(update_fields=["name", "intro", "raters"])


@transaction.atomic
def part_add(*, by: User, instrument: Instrument, code: str, name: str) -> InstrumentPart:
    """Add a group of items to a draft (national). In PDLT it weighs one percent until the weights are set anew."""
    _require_national(by, instrument)
    weighs = {"weight": 1, "least": 50} if instrument.use == InstrumentUse.PDLT else {}
    place = (instrument.parts.aggregate(most=Max("place"))["most"] or 0) + 1
    try:
        with transaction.atomic():
            return InstrumentPart.objects.create(
                instrument=instrument, code=code.strip(), name=name.strip(), place=place, **weighs
            )
    except IntegrityError:
        raise RuleError(_("Kode bagian ini sudah dipakai di instrumen ini.")) from None


def _require_national(by: User, instrument: Instrument) -> None:
    require_draft(by, instrument)
    if instrument.province_id is not None:
        raise RuleError(_("Nama, bagian, bobot, dan ukuran berlaku nasional. Provinsi menambah butir."))


@transaction.atomic
def measures_set(
    *, by: User, instrument: Instrument, weights: dict[int, int], least: dict[int, int], terms: dict[str, int]
) -> None:
    """Set the weights (percent) and least scores of a draft's parts, and the numbers of its version (`TERMS`).

    Raises RuleError unless the weights make up 100 and every number lies where it may.
    """
    _require_national(by, instrument)
    parts = list(InstrumentPart.objects.filter(instrument=instrument, weight__isnull=False))
    if sum(weights.get(part.pk, 0) for part in parts) != 100 or any(weights.get(part.pk, 0) < 1 for part in parts):
        raise RuleError(_("Jumlah bobot semua bagian harus 100 persen."))
    if any(not low <= terms[name] <= high for name, (low, high) in TERMS.items()):
        raise RuleError(_("Ada ukuran di luar batasnya. Paling sedikit dua penilai dan 14 hari untuk keberatan."))
    for part in parts:
        part.weight, part.least = weights[part.pk], least[part.pk]
        part.save(update_fields=["weight", "least"])
    PdltTerms.objects.filter(instrument=instrument).update(**{name: terms[name] for name in TERMS})


@transaction.atomic
def instrument_publish(*, by: User, instrument: Instrument, at: datetime | None = None) -> Instrument:
    """Let a draft be answered from now on; the version before it is used no more, where it stands it is finished."""
    locked = Instrument.objects.select_for_update().get(pk=instrument.pk)
    require_draft(by, locked)
    if not locked.items.exists():
        raise RuleError(_("Tambahkan paling sedikit satu butir."))
    if locked.use == InstrumentUse.PDLT:
        _require_weighed(locked)
    before = Instrument.objects.published().filter(code=locked.code, province=locked.province)
    before.update(state=InstrumentState.RETIRED)
    locked.state, locked.published_at = InstrumentState.PUBLISHED, at or timezone.now()
    locked.save(update_fields=["state", "published_at"])
    return locked


def _require_weighed(instrument: Instrument) -> None:
    weighed = instrument.parts.filter(weight__isnull=False)
    if weighed.aggregate(all=Sum("weight"))["all"] != 100:
        raise RuleError(_("Jumlah bobot semua bagian harus 100 persen."))
    bare = weighed.exclude(items__is_counted=True).values_list("name", flat=True)
    if bare:
        raise RuleError(_("Belum ada butir di bagian: %(parts)s.") % {"parts": ", ".join(bare)})
