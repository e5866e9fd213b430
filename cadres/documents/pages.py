"""One way to set a page: words go in as data, never as markup; no file, font or address outside the package is read."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from regions.models import Party


def set_page(template: Path, words: Mapping[str, Any], **pictures: str) -> bytes:
    """A typst template as PDF, with the party's name and the language beside the words. Pictures are SVG."""
    common = {"party": Party.objects.values_list("name", flat=True).first() or "Kaderisasi"}
    common["lang"] = settings.LANGUAGE_CODE
    return typst.compile(
        template.read_bytes(),
        sys_inputs={"words": json.dumps(common | dict(words)), **pictures},
        ignore_system_fonts=True,
        format="pdf",
    )
