"""How templates are read: ours without the indentation, which is for their authors, and a tenth of a page."""

import re

from django.template import Origin
from django.template.loaders import filesystem

_INDENT = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """The project's own templates, a space before each line; breaks stay, so that errors name their line."""

    def get_contents(self, origin: Origin) -> str:
        """The source of a page without indentation; that of a text as it is."""
        source = super().get_contents(origin)
        return _INDENT.sub("\n ", source) if str(origin.name).endswith(".html") else source
