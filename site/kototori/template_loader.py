"""Templates are laid out for their readers. What a visitor's phone fetches carries nothing of that layout.

A quarter of the finder's page would be layout. As with Jinja's ``trim_blocks`` and ``lstrip_blocks``, lines lose their
indentation, and a line of tags that print nothing leaves no trace. Where a template has white space between two things,
one line break stays. Where it has none, none is added: to a browser the page is the same.
"""

import re

from django.template import Origin
from django.template.loaders import filesystem

#: Not ``block``: what another template puts in its place may end without white space.
_STEERING = "if|elif|else|endif|for|empty|endfor|with|endwith|load|extends"
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_WITHIN_TAG = r"(?:(?!%\}).)*"
#: Tags that print nothing themselves: those that steer, and those that give a value a name.
_SILENT_TAG = rf"\{{% *(?:(?:{_STEERING})\b{_WITHIN_TAG}|{_WITHIN_TAG}\bas \w+ *)%\}}"
_SILENT_LINE = re.compile(rf"^((?:{_SILENT_TAG})+)\n+", re.MULTILINE)


class Loader(filesystem.Loader):
    """Django's for the folders in ``DIRS``, whose templates may hold nothing in which white space counts (``pre``)."""

    def get_contents(self, origin: Origin) -> str:
        return without_layout(super().get_contents(origin))


def without_layout(source: str) -> str:
    """The template without indentation, and without the line breaks after tags that stand alone on their lines."""
    return _SILENT_LINE.sub(r"\1", _INDENTATION.sub("", source))
