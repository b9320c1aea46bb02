"""Descriptions of which some paragraphs are in another language, because their originals have changed."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from faces.parts.bidi import isolated_html
from faces.parts.localized_text import Text, written_in
from regions.languages import direction

#: How the document marks such a paragraph (``listings.translated_texts.paragraphs``).
_FOREIGN = re.compile(r'<(?:p|li|h3|span) lang="([\w-]+)" dir="(?:ltr|rtl)">')


def described_html(description: Text) -> SafeString:
    """Return a description, clean HTML, with words at each paragraph in another language: fi "Suomeksi"."""
    html = isolated_html(description.value, description.language)
    if description.change is None:
        return html
    return mark_safe(_FOREIGN.sub(lambda found: _with_words(found, description), html))  # noqa: S308  (clean HTML and our own elements)


def _with_words(found: re.Match[str], description: Text) -> str:
    page_language = description.page_language
    if found[1] == page_language:
        return found[0]
    words = format_html(
        '<span class="only-in" lang="{}" dir="{}">{}</span> ',
        page_language,
        direction(page_language),
        written_in(found[1]),
    )
    return f"{found[0]}{words}"
