"""Templates are laid out for their readers. What a visitor's phone fetches carries nothing of that layout.

A quarter of the finder's page would be layout. As with Jinja's ``trim_blocks`` and ``lstrip_blocks``, lines lose their
indentation, and a line of nothing but tags has no line break after it. Where a template has white space between two
things, one line break stays. Where it has none, none is added: to a browser the page is the same.
"""

import re

from django.template import Origin
from django.template.loaders import filesystem

#: Tags that steer. Not ``block``: what another template puts in its place may end without white space.
_STEERING = "if|elif|else|endif|for|empty|endfor|with|endwith|load|extends"
_WITHIN_TAG = r"(?:(?!%\}).)*"
#: Tags after which no line break is sent: they steer, or give a value a name, or are an icon of a portal's page, which
#: is set apart from its words by style. Wagtail's own icons (``name=``) are not.
_TAG = rf"\{{% *(?:(?:{_STEERING}|icon(?! +name=))\b{_WITHIN_TAG}|{_WITHIN_TAG}\bas \w+ *)%\}}"
_TAG_LINE = re.compile(rf"^((?:{_TAG})+)\n+", re.MULTILINE)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """Django's for the folders in ``DIRS``, whose templates may hold nothing in which white space counts (``pre``)."""

    def get_contents(self, origin: Origin) -> str:
        return without_layout(super().get_contents(origin))


def without_layout(source: str) -> str:
    """Return the template without indentation, and without the line breaks after lines of such tags alone."""
    return _TAG_LINE.sub(r"\1", _INDENTATION.sub("", source))
