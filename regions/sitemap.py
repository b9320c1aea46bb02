"""A portal's sitemap (sitemaps.org): an index, and files with the pages of the parts that apps register.

A page has one address per language. Each address is an entry, which names the other addresses as alternates. A file
has at most ``MAX_ENTRIES`` entries, so a large part has several files.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from regions.metadata import Alternate
from regions.models import Portal
from regions.paths import home_path, on_host
from regions.registry import Registry

#: The format allows 50,000. Search engines fetch a small file again sooner.
MAX_ENTRIES = 5_000


@dataclass(frozen=True)
class SitemapPage:
    """One page: its absolute addresses on this portal by language, and when its content last changed."""

    addresses: tuple[Alternate, ...]
    modified: datetime.datetime | None = None


@dataclass(frozen=True)
class Extent:
    """The number of pages of a part, and when one of them last changed."""

    count: int
    modified: datetime.datetime | None = None


@dataclass(frozen=True)
class SitemapPart:
    """Pages of one kind. A part has only pages that are public at ``now`` (aware) and canonical on the portal.

    ``name``: letters, as in ``/sitemap-<name>-1.xml``. ``pages``: called with portal, ``now``, offset and limit; always
    in the same order. The number of SQL statements of both callables doesn't depend on the number of pages.
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
        return on_host(f"sitemap-{self.name}-{self.number}.xml")


registry: Registry[SitemapPart] = Registry("part of the sitemap")


def register(part: SitemapPart) -> None:
    """Add a part. Raises ``AlreadyRegisteredError`` where another one has its name."""
    registry.register(part.name, part, order=part.order)


def small_part(
    name: str, order: int, pages: Callable[[Portal, datetime.datetime], Sequence[SitemapPage]]
) -> SitemapPart:
    """A part with so few pages that all are made for each file."""

    def extent(portal: Portal, now: datetime.datetime) -> Extent:
        whole = pages(portal, now)
        return Extent(len(whole), max((page.modified for page in whole if page.modified), default=None))

    def some_pages(portal: Portal, now: datetime.datetime, offset: int, limit: int) -> Sequence[SitemapPage]:
        return pages(portal, now)[offset : offset + limit]

    return SitemapPart(name, order, extent, some_pages)


def files(portal: Portal, now: datetime.datetime) -> list[SitemapFile]:
    """All files of a portal, in order; a part without pages has none."""
    part_files = []
    for part in registry.entries():
        extent = part.extent(portal, now)
        count = math.ceil(extent.count / _pages_per_file(portal))
        part_files += [SitemapFile(part.name, number, extent.modified) for number in range(1, count + 1)]
    return part_files


def pages_of_file(portal: Portal, name: str, number: int, now: datetime.datetime) -> list[SitemapPage]:
    """The pages of a file; empty for a file that doesn't exist."""
    part = registry.get(name)
    if part is None or number < 1:
        return []
    limit = _pages_per_file(portal)
    return list(part.pages(portal, now, (number - 1) * limit, limit))


def in_all_languages(portal: Portal, path: Callable[[str], str]) -> SitemapPage:
    """A page that exists in every language of the portal; ``path`` from a language to its path on the portal's host."""
    return SitemapPage(tuple(Alternate(code, f"{portal.root_url}{path(code)}") for code in portal.languages))


def _pages_per_file(portal: Portal) -> int:
    """As many pages as fit into one file with their addresses in all of the portal's languages."""
    return MAX_ENTRIES // len(portal.languages)


FRONT_PAGES = small_part("home", 0, lambda portal, now: [in_all_languages(portal, home_path)])
