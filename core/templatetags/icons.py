"""Lucide icons as inline SVG."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist

register = template.Library()
SVG = "{http://www.w3.org/2000/svg}"


@register.simple_tag
def icon(name: str, size: int = 18) -> str:
    """Inline icon, always decoration: the words or the aria-label stand on its parent.

    Raises lucide.IconDoesNotExist for an unknown name.
    """
    return _svg(str(name), size)


@cache
def _svg(name: str, size: int) -> SafeString:
    """Drawn once a process: a page shows dozens."""
    try:
        drawing = ElementTree.fromstring(_archive().read(f"{name}.svg"))
    except KeyError:
        raise IconDoesNotExist(f"The icon {name!r} does not exist.") from None
    for node in drawing.iter():
        node.tag = node.tag.removeprefix(SVG)  # inline, without its namespace
    drawing.attrib |= {"width": str(size), "height": str(size), "class": "k-icon", "aria-hidden": "true"}
    return mark_safe(ElementTree.tostring(drawing, encoding="unicode"))


@cache
def _archive() -> ZipFile:
    """All of Lucide, opened once a process: the list of its names takes longer to read than a page to render."""
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))
