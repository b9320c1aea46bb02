"""Places in the page tree, numbered as treebeard does, and the directories of organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from wagtail.models import Page

from listings.models import DirectoryPage
from regions.models import Portal


@dataclass
class Place:
    """The place of a page. ``children`` counts the places below it, existing pages included."""

    path: str
    depth: int
    url_path: str
    slug: str
    children: int = 0

    def next_child(self, slug: str) -> Place:
        """Return a place after all others below this one."""
        self.children += 1
        path = Page._get_path(self.path, self.depth + 1, self.children)
        return Place(path, self.depth + 1, f"{self.url_path}{slug}/", slug)


@dataclass
class Directory(Place):
    portal_id: int = 0
    page_id: int = 0
    children_added: int = 0

    def next_child(self, slug: str) -> Place:
        self.children_added += 1
        return super().next_child(slug)


@dataclass
class Directories:
    """The directories of the open portals. An organisation's is that of ``Portal.objects.home_of`` its municipality."""

    national: Directory | None = None
    regional: dict[str, Directory] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self:
        """Read all directories, under the lock on the page tree, so that nobody else takes the same places."""
        directories = cls()
        by_portal = {page.portal_id: _directory(page) for page in DirectoryPage.objects.all()}
        covering: dict[str, list[Directory]] = {}
        for portal in Portal.objects.prefetch_related("coverage"):
            directory = by_portal.get(portal.pk)
            if directory is None:
                continue
            if portal.is_national:
                directories.national = directory
                continue
            for municipality in portal.coverage.all():
                covering.setdefault(municipality.pk, []).append(directory)
        directories.regional = {code: portals[0] for code, portals in covering.items() if len(portals) == 1}
        return directories

    def __bool__(self) -> bool:
        return self.national is not None

    def of(self, municipality: str | None) -> Directory:
        assert self.national is not None
        return self.regional.get(municipality or "", self.national)

    def child_counts(self) -> Iterator[tuple[int, int]]:
        """Yield directories' pages with the number of children that were added."""
        assert self.national is not None
        for directory in {id(directory): directory for directory in (self.national, *self.regional.values())}.values():
            if directory.children_added:
                yield directory.page_id, directory.children_added


def _directory(page: DirectoryPage) -> Directory:
    last = page.get_last_child()
    taken = page._str2int(last.path[-page.steplen :]) if last else 0
    return Directory(page.path, page.depth, page.url_path, page.slug, taken, page.portal_id, page.pk)
