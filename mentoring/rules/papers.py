"""What a scanned paper may be: a small picture or PDF, told by its bytes, never by its name."""

import re
import struct

from django.utils.translation import gettext as _

from core.errors import RuleError
from mentoring.enums import PaperKind

LARGEST = 2 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|RichMedia|XFA|Encrypt)\b")


def paper_kind(content: bytes) -> PaperKind:
    """The kind of a scan. Raises RuleError for an empty, large, torn or active file, or another kind."""
    if not content:
        raise RuleError(_("Berkasnya kosong. Pilih foto atau PDF kesepakatan yang sudah ditandatangani."))
    if len(content) > LARGEST:
        raise RuleError(_("Berkas lebih dari 2 MB. Perkecil fotonya atau pindai dengan mutu lebih rendah."))
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(PaperKind.JPEG, content.rstrip(b"\0").endswith(b"\xff\xd9"), _jpeg_pixels(content))
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        width, height = struct.unpack(">II", content[16:24])
        return _picture(PaperKind.PNG, b"IEND" in content[-16:], width * height)
    raise RuleError(_("Berkas ini bukan foto (JPEG, PNG) atau PDF."))


def _pdf(content: bytes) -> PaperKind:
    if b"%%EOF" not in content[-1024:]:
        raise RuleError(_("Berkas ini terpotong. Pindai atau unggah sekali lagi."))
    if _ACTIVE.search(content):
        raise RuleError(_("PDF ini berisi program, lampiran, atau kunci. Pindai kertasnya sebagai PDF biasa."))
    return PaperKind.PDF


def _picture(kind: PaperKind, is_whole: bool, pixels: int) -> PaperKind:
    if not is_whole or not pixels:
        raise RuleError(_("Berkas ini terpotong. Pindai atau unggah sekali lagi."))
    if pixels > MOST_PIXELS:
        raise RuleError(_("Gambar ini terlalu besar. Perkecil dulu."))
    return kind


def _jpeg_pixels(content: bytes) -> int:
    """Width × height by the first frame header; 0 without one."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return int(height * width)
        place += 2 + length
    return 0
