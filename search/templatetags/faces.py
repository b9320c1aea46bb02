"""What the public templates need beyond a view model: icons, commas, the portal's own paths."""

import re
from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from listings import addresses
from listings.schedule.words import words_for
from regions import mark

register = template.Library()
register.simple_tag(addresses.finder_path)
register.simple_tag(addresses.organisations_path)

#: Drawn here because the library lacks them: the service's mark, and the stairs of a language level.
_OWN = {
    "mark": mark.SVG,
    "stairs": '<path d="M4 20h4v-5h4v-5h4V5h4"/>',
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A line icon, inline and silent: words always stand beside it. Its stroke and size come from the stylesheet."""
    inside = _OWN.get(name) or _from_library(name)
    return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true">{inside}</svg>')


def _from_library(name: str) -> str:
    """What stands inside the icon's ``svg``; a circle for a name that the library doesn't know."""
    try:
        svg = str(lucide(name, size=None))
    except IconDoesNotExist:
        svg = str(lucide("circle", size=None))
    inside = re.sub(r"^<svg[^>]*>|</svg>$", "", svg.strip()).strip()
    return re.sub(r"\s*/>", "/>", re.sub(r">\s+<", "><", inside))


@register.simple_tag
def comma_of(language: str) -> str:
    """What stands between the items of a list in a language: ", " or "، "."""
    return words_for(language).comma
