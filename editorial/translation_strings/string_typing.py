"""One string between wagtail-localize's HTML and the desk's plain typing (``desk_texts.description_text``)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from editorial.desk_texts.description_text import html_of_text, text_of_html

Links = Mapping[str, Mapping[str, str]]

#: Tags that part paragraphs: a string is one paragraph.
_BLOCK = re.compile(r"</?(?:p|ul|ol|li|h3)[^>]*>")


def typed_string(data: str, links: Links, *, is_rich: bool) -> str:
    """Return a string, or its translation, as one types it. ``links``: attributes of its links by id."""
    if not is_rich:
        return StringValue(data).render_text().strip()
    soup = BeautifulSoup(data, "html.parser")
    for link in soup.find_all("a"):
        known = links.get(str(link.get("id", "")))
        if known is not None:
            link.attrs = dict(known)
        else:
            link.unwrap()
    return text_of_html(f"<p>{soup}</p>")


def stored_string(typed: str, links: Links, *, is_rich: bool) -> str:
    """Return what was typed as wagtail-localize stores it; empty for nothing.

    Raises ``ValidationError`` for a link that the original doesn't have.
    """
    if not typed.strip():
        return ""
    if not is_rich:
        return str(StringValue.from_plaintext("\n".join(typed.strip().splitlines())).data)
    pieces = [piece for piece in _BLOCK.split(html_of_text(typed)) if piece.strip()]
    soup = BeautifulSoup("<br/>".join(pieces), "html.parser")
    for link in soup.find_all("a"):
        _give_id(link, links)
    return str(StringValue.from_translated_html(str(soup)).data)


def _give_id(link: Tag, links: Links) -> None:
    """Name a link by its id in the original. An address that is its own words needs no link."""
    attrs = {name: value for name, value in link.attrs.items() if name != "rel"}
    found = next((key for key, known in links.items() if dict(known) == attrs), None)
    if found is not None:
        link.attrs = {"id": found}
        return
    address = str(link.get("href", ""))
    words = link.get_text()
    if words and address.endswith(words.removeprefix("www.")):
        link.unwrap()
        return
    raise ValidationError(
        _("The link “%(words)s” isn't in the original. Copy the address of the original's link."),
        code="unknown_link",
        params={"words": words},
    )
