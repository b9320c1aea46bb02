"""Links to pages in texts: Wagtail's editor stores the page's id, readers get the page's current address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
_ID = re.compile(r"\bid=\"(\d{1,9})\"")


def linked_page_ids(texts: Iterable[str]) -> set[int]:
    """Ids of the pages that the texts link to."""
    return {int(page_id) for text in texts for link in _LINK.findall(text) for page_id in _ID.findall(link)}


def with_addresses(text: str, addresses: Mapping[int, str]) -> str:
    """The text with each link to a page turned into one to its address; a link without one loses its address."""

    def replace(link: re.Match[str]) -> str:
        page_id = _ID.search(link.group())
        address = addresses.get(int(page_id.group(1))) if page_id else None
        return f'<a href="{escape(address)}">' if address else "<a>"

    return _LINK.sub(replace, text)
