"""Tags and filters of the public templates: icons, commas, the portal's own paths."""

import re
from collections.abc import Iterable
from functools import cache

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from faces.parts import bidi
from faces.parts.contacts import telephone_html
from faces.parts.localized_text import Text
from listings import addresses
from listings.schedule.words import words_for
from regions import service_mark

register = template.Library()
register.filter(telephone_html)
register.simple_tag(addresses.finder_path)
register.simple_tag(addresses.organisations_path)

#: Icons that the library lacks: the service's mark, and the stairs of a language level.
_OWN_ICONS = {
    "mark": service_mark.SVG,
    "stairs": '<path d="M4 20h4v-5h4v-5h4V5h4"/>',
}

#: Two numbers or times with a dash between them.
_RANGE = re.compile(r"\d[\d.:]*–\d[\d.:]*")


class IconSheet:
    """The icons that a page uses: each is drawn once and referred to elsewhere; made where the page begins."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}


@register.simple_tag
def icon_sheet() -> IconSheet:
    """An empty sheet, for ``{% icon_sheet as icon_sheet %}``; icons drawn after it are references."""
    return IconSheet()


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str) -> SafeString:
    """A line icon, hidden from screen readers: words always stand beside it. The stylesheet sets its stroke and size.

    On a page with a sheet it is a reference to ``icon_symbols``, elsewhere the drawing itself.
    """
    sheet = context.get("icon_sheet")
    if not isinstance(sheet, IconSheet):
        return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true">{_drawing(name)}</svg>')  # noqa: S308  (a drawing of the lucide package)
    sheet.names[name] = None
    return format_html('<svg aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag(takes_context=True)
def icon_symbols(context: Context) -> SafeString:
    """The drawings of all icons that the page has referred to, where the page ends."""
    symbols = ((name, mark_safe(_drawing(name))) for name in context["icon_sheet"].names)  # noqa: S308  (a drawing of the lucide package)
    html = format_html_join("", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', symbols)
    return format_html('<svg id="icons" aria-hidden="true" width="0" height="0">{}</svg>', html)


@cache
def _drawing(name: str) -> str:
    return _OWN_ICONS.get(name) or _from_library(name)


def _from_library(name: str) -> str:
    """The content of the icon's ``svg``; a circle for a name that the library doesn't know."""
    try:
        svg = str(lucide(name, size=None))
    except IconDoesNotExist:
        svg = str(lucide("circle", size=None))
    drawing = re.sub(r"^<svg[^>]*>|</svg>$", "", svg.strip()).strip()
    return re.sub(r"\s*/>", "/>", re.sub(r">\s+<", "><", drawing))


@register.filter
def unbroken(words: str) -> SafeString:
    """Keep ranges such as "17–19" on one line: browsers may break a line after a dash."""
    escaped = conditional_escape(words)
    return mark_safe(_RANGE.sub(r'<span class="clock">\g<0></span>', escaped))  # noqa: S308  (escaped on the line above)


@register.simple_tag(takes_context=True)
def isolated(context: Context, value: str) -> SafeString:
    """A text, or safe HTML, in the language of the page (or of ``text_language``): in Arabic and Persian, numbers and
    Latin words keep their order.
    """
    language = context.get("text_language") or context["language"]
    return bidi.isolated_html(value, language) if isinstance(value, SafeString) else bidi.drawn(str(value), language)


@register.filter
def joined(texts: Iterable[Text], separator: str) -> SafeString:
    """Texts beside each other, each marked with its language."""
    return format_html_join(separator, "{}", ((text.html,) for text in texts))


@register.simple_tag
def comma_of(language: str) -> str:
    """The separator of a list's items in a language: ", " or "، "."""
    return words_for(language).comma
