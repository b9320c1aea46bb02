"""What search engines are told to read (sitemaps.org): an index per portal, and parts that apps register.

A part names pages; each page has an address per language, and every address is an entry of its own that names the
others. No file has more than ``MAX_ENTRIES`` entries, so that a part of a large portal is cut into several files.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from regions.metadata import Alternate
from regions.models import Portal
from regions.registry import Registry

#: The format allows 50,000; smaller files are read again sooner.
MAX_ENTRIES = 5_000


@dataclass(frozen=True)
class SitemapPage:
    """One page: its addresses by language, absolute and on this portal, and when its content last changed."""

    addresses: tuple[Alternate, ...]
    modified: datetime.datetime | None = None


@dataclass(frozen=True)
class Extent:
    """How many pages a part has, and when the last of them changed."""

    count: int
    modified: datetime.datetime | None = None


@dataclass(frozen=True)
class SitemapPart:
    """``name``: letters, as in ``/sitemap-<name>-1.xml``. Parts name only what is public at ``now`` (aware) and has its
    canonical address on the portal.

    ``pages`` gives the pages from an offset on, at most a number of them, always in the same order. Both make a number
    of statements that doesn't depend on the number of pages.
    """

    name: str
    order: int
    extent: Callable[[Portal, datetime.datetime], Extent]
    pages: Callable[[Portal, datetime.datetime, int, int], Iterable[SitemapPage]]


@dataclass(frozen=True)
class SitemapFile:
    name: str
    number: int
    """From 1."""
    modified: datetime.datetime | None

    @property
    def path(self) -> str:
        return f"/sitemap-{self.name}-{self.number}.xml"


registry: Registry[SitemapPart] = Registry("part of the sitemap")


def register(part: SitemapPart) -> None:
    """Add a part. Raises ``AlreadyRegisteredError`` where another one has its name."""
    registry.register(part.name, part, order=part.order)


def listed(name: str, order: int, pages: Callable[[Portal, datetime.datetime], Sequence[SitemapPage]]) -> SitemapPart:
    """A part that is small enough to be made as a whole."""

    def extent(portal: Portal, now: datetime.datetime) -> Extent:
        found = pages(portal, now)
        return Extent(len(found), max((page.modified for page in found if page.modified), default=None))

    def some(portal: Portal, now: datetime.datetime, offset: int, limit: int) -> Sequence[SitemapPage]:
        return pages(portal, now)[offset : offset + limit]

    return SitemapPart(name, order, extent, some)


def files(portal: Portal, now: datetime.datetime) -> list[SitemapFile]:
    """All files of a portal, in order; a part without pages has none."""
    found = []
    for part in registry.entries():
        extent = part.extent(portal, now)
        count = math.ceil(extent.count / _pages_per_file(portal))
        found += [SitemapFile(part.name, number, extent.modified) for number in range(1, count + 1)]
    return found


def pages_of(portal: Portal, name: str, number: int, now: datetime.datetime) -> list[SitemapPage]:
    """What a file lists; nothing for a file that isn't there."""
    part = registry.get(name)
    if part is None or number < 1:
        return []
    limit = _pages_per_file(portal)
    return list(part.pages(portal, now, (number - 1) * limit, limit))


def in_all_languages(portal: Portal, path: Callable[[str], str]) -> SitemapPage:
    """A page that every language of the portal has; ``path`` says where on the portal's host."""
    return SitemapPage(tuple(Alternate(code, f"{portal.root_url}{path(code)}") for code in portal.languages))


def _pages_per_file(portal: Portal) -> int:
    """So many that their addresses in all of the portal's languages fit into one file."""
    return MAX_ENTRIES // len(portal.languages)


FRONT_PAGES = listed("home", 0, lambda portal, now: [in_all_languages(portal, lambda code: f"/{code}/")])
