"""A log as a text that travels by WhatsApp when a phone cannot keep or send it: readable, checked (docs/sync.md).

One field a line, by the names of the page's form; words are Indonesian whatever the language of the phone. The last
line is the beginning of the SHA-256 of the lines before it: it finds what was cut or changed on the way, and proves
nobody's hand. What is for the writer alone never travels so.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import RuleError
from core.keys import read_key
from mentoring.enums import ActionState, Attendance, Mode, Obstacle, Progress

HEAD = "CATATAN SESI 1"
CHECK, KEY = "Cek", "Kode"
LINE_BREAK = " ¶ "
# Between the parts of a step; within one it is written as a broken bar.
BAR, BROKEN_BAR = "|", "¦"
CHECK_DIGITS = 8
#: Fields with words of their own, by their line.
WORDED = {"Cara": ("mode", Mode), "Kemajuan": ("progress", Progress), "Hambatan": ("obstacles", Obstacle)}
#: Lines that hold a field as it is, in their order.
PLAIN = {
    "Tanggal": "date",
    "Pukul": "time",
    "Lama": "minutes",
    "Tempat": "place",
    "Tujuan": "goal",
    "Keadaan": "reality",
    "Pilihan": "options",
    "Langkah": "will",
    "Bukti": "evidence_count",
    "Lagi": "next",
    "Tanggal lagi": "next_date",
    "Sebab": "no_next_reason",
}
LISTED = {"Hadir": "present", "Topik": "topics"}
REVIEW, STEP, HERE = "Tinjau", "Tindak", "Hadir"
NEW = ("what", "owner", "due")
UNKNOWN_NEXT = ("unknown", "belum tahu")


@dataclass(frozen=True)
class LogText:
    """A log between a phone and a desk: of which pairing, by which participant, under which key, with which fields."""

    pairing: int
    writer: int
    session: int | None
    client_id: UUID
    recorded_at: datetime | None
    fields: dict[str, list[str]]


def vocabulary() -> dict[str, dict[str, str]]:
    """The words of the text by field: code → word, in Indonesian."""
    with translation.override("id"):
        found = {name: _words(choices) for name, choices in WORDED.values()}
        return {**found, "review": _words(ActionState), "here": _words(Attendance), "next": dict([UNKNOWN_NEXT])}


def _words(choices: Any) -> dict[str, str]:
    return {each.value: str(each.label).lower() for each in choices}


def write_text(sent: LogText) -> str:
    """The text of a log, as phones write it."""
    lines = [HEAD, *(f"{name}: {value.strip()}" for name, value in _lines(sent) if value.strip())]
    return "\n".join([*lines, f"{CHECK}: {_check(lines)}"])


def _lines(sent: LogText) -> Iterator[tuple[str, str]]:
    words, fields = vocabulary(), sent.fields
    yield "Pasangan", str(sent.pairing)
    yield "Dari", str(sent.writer)
    yield "Rencana", str(sent.session or "")
    for name, field in PLAIN.items():
        value = "".join(fields.get(field, [])[-1:])
        yield name, words["next"].get(value, value) if field == "next" else _one_line(value)
    for name, (field, _choices) in WORDED.items():
        yield name, ", ".join(words[field].get(code, code) for code in fields.get(field, []))
    for name, field in LISTED.items():
        yield name, ", ".join(fields.get(field, []) + (fields.get("more_topics", []) if field == "topics" else []))
    for field in sorted(field for field in fields if field.startswith("action_")):
        code = "".join(fields[field][-1:])
        yield f"{REVIEW} {field.removeprefix('action_')}", words["review"].get(code, code)
    for field in sorted(field for field in fields if field.startswith("here_")):
        code = "".join(fields[field][-1:])
        yield f"{HERE} {field.removeprefix('here_')}", words["here"].get(code, code)
    for number in "123":
        parts = ["".join(fields.get(f"{part}_{number}", [])[-1:]) for part in NEW]
        if parts[0].strip():
            yield f"{STEP} {number}", f" {BAR} ".join(_one_line(part).replace(BAR, BROKEN_BAR) for part in parts)
    yield "Ditulis", sent.recorded_at.isoformat(timespec="seconds") if sent.recorded_at else ""
    yield KEY, str(sent.client_id)


def _one_line(value: str) -> str:
    return LINE_BREAK.join(value.replace("\r\n", "\n").split("\n"))


def _check(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:CHECK_DIGITS]


def read_text(text: str) -> LogText:
    """What a pasted text says. Raises RuleError with what is wrong and what to do; words around it do not disturb."""
    values = dict(_checked(text))
    pairing, writer = read_key(values.get("Pasangan")), read_key(values.get("Dari"))
    try:
        client_id = UUID(values.get(KEY, ""))
        recorded_at = datetime.fromisoformat(values["Ditulis"]) if "Ditulis" in values else None
    except ValueError:
        pairing = None
    if pairing is None or writer is None:
        raise RuleError(_("Teks ini bukan catatan sesi yang lengkap. Minta mentor menyalinnya sekali lagi."))
    if recorded_at and recorded_at.tzinfo is None:
        recorded_at = None
    return LogText(pairing, writer, read_key(values.get("Rencana")), client_id, recorded_at, _fields(values))


def _checked(text: str) -> Iterator[tuple[str, str]]:
    """The lines of the one log in a text, name and value, once the checksum fits."""
    rows = [row.strip() for row in text.replace("\u200e", "").splitlines()]
    begins = [number for number, row in enumerate(rows) if row.endswith(HEAD)]
    if not begins:
        raise RuleError(_("Baris «CATATAN SESI 1» tidak ada. Tempel seluruh pesan dari mentor, dari baris pertama."))
    if len(begins) > 1:
        raise RuleError(_("Ada lebih dari satu catatan. Tempel satu per satu."))
    rows = [HEAD, *(row for row in rows[begins[0] + 1 :] if row)]
    ends = [number for number, row in enumerate(rows) if row.startswith(f"{CHECK}:")]
    if not ends:
        raise RuleError(_("Baris terakhir «Cek» tidak ada: teks terpotong. Minta mentor menyalin seluruh pesan."))
    rows, check = rows[: ends[0]], rows[ends[0]].partition(":")[2].strip()
    if _check(rows) != check.lower():
        raise RuleError(_("Teks berubah di jalan (kode cek tidak cocok). Minta mentor menyalin dan mengirim ulang."))
    for row in rows[1:]:
        name, _colon, value = row.partition(":")
        yield name.strip(), value.strip()


def _fields(values: dict[str, str]) -> dict[str, list[str]]:
    codes = {field: {word: code for code, word in words.items()} for field, words in vocabulary().items()}
    found: dict[str, list[str]] = {}
    for name, value in values.items():
        kind, _space, number = name.partition(" ")
        if name in PLAIN:
            field = PLAIN[name]
            found[field] = [codes["next"].get(value, value) if field == "next" else _lines_of(value)]
        elif name in WORDED:
            field = WORDED[name][0]
            found[field] = [codes[field].get(word, word) for word in _listed(value)]
        elif name in LISTED:
            found[LISTED[name]] = _listed(value)
        elif kind == REVIEW:
            found[f"action_{number}"] = [codes["review"].get(value, value)]
        elif kind == HERE:
            found[f"here_{number}"] = [codes["here"].get(value, value)]
        elif kind == STEP:
            parts = [part.strip().replace(BROKEN_BAR, BAR) for part in value.split(BAR)]
            found |= {f"{part}_{number}": [_lines_of(each)] for part, each in zip(NEW, parts, strict=False) if each}
    return found


def _lines_of(value: str) -> str:
    return value.replace(LINE_BREAK, "\n").replace(LINE_BREAK.strip(), "\n")


def _listed(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]
