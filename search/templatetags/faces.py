"""What the public templates need beyond a view model: icons, and the front page's content."""

import re
from functools import cache

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from listings.addresses import activities_slug, organisations_slug
from search.presentation.home import HomeView

register = template.Library()

#: The service's own mark: a market stall.
_MARK = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 11 6 4h12l3 7"/>'
    '<path d="M3 11a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0"/><path d="M5 14v6h14v-6"/>'
    '<path d="M10 20v-4a2 2 0 0 1 4 0v4"/></svg>'
)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A line icon, inline and silent: words always stand beside it. Its stroke and size come from the stylesheet."""
    if name == "mark":
        return mark_safe(_MARK)
    try:
        svg = str(lucide(name, size=None))
    except IconDoesNotExist:
        svg = str(lucide("circle", size=None))
    inside = re.sub(r"^<svg[^>]*>|</svg>$", "", svg.strip()).strip()
    compact = re.sub(r"\s*/>", "/>", re.sub(r">\s+<", "><", inside))
    return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true">{compact}</svg>')


@register.simple_tag
def finder_path(language: str) -> str:
    """Where a portal's finder is in a language, on the portal's own host."""
    return f"/{language}/{activities_slug(language)}/"


@register.simple_tag
def organisations_path(language: str) -> str:
    """Where a portal's list of organisations is in a language, on the portal's own host."""
    return f"/{language}/{organisations_slug(language)}/"


@register.simple_tag(takes_context=True)
def portal_front(context: dict[str, HttpRequest]) -> HomeView:
    """The content of the front page of the portal that answers."""
    from search.views.home import front_of

    return front_of(context["request"])
