"""Links to pages in texts: Wagtail's editor keeps the page's number, readers get the page's address of now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from wagtail.models import Page, SiteRootPath

_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
_NUMBER = re.compile(r"\bid=\"(\d{1,9})\"")


def addresses_of_links(texts: Iterable[str]) -> dict[int, str]:
    """Absolute addresses of the live portal pages that the texts link to, by number. No query or three."""
    numbers = {int(number) for text in texts for link in _LINK.findall(text) for number in _NUMBER.findall(link)}
    if not numbers:
        return {}
    from regions.models import PortalHomePage

    roots = PortalHomePage.objects.site_root_paths()
    pages = Page.objects.live().filter(pk__in=numbers).select_related("content_type")
    found = {page.pk: _address(page, roots) for page in pages}
    return {number: address for number, address in found.items() if address}


def _address(page: Any, roots: list[SiteRootPath]) -> str:
    """Nothing for a page outside every portal, and for one whose public address isn't in the tree."""
    from regions.models import PortalPageMixin

    model = page.content_type.model_class()
    if model is None or not issubclass(model, PortalPageMixin):
        return ""
    for root in roots:
        if page.url_path.startswith(root.root_path):
            return f"{root.root_url}/{root.language_code}/{page.url_path[len(root.root_path) :]}"
    return ""


def with_addresses(text: str, addresses: dict[int, str]) -> str:
    """The text with each link to a page turned into one to its address; a link without one loses its address."""

    def replace(found: re.Match[str]) -> str:
        number = _NUMBER.search(found.group())
        address = addresses.get(int(number.group(1))) if number else None
        return f'<a href="{escape(address)}">' if address else "<a>"

    return _LINK.sub(replace, text)
