"""Collecting the rows of a generated pool and copying them into their tables in batches.

The page API would need hours for a hundred thousand activities. What it does besides writing rows is done here: places
in the tree (treebeard's paths), records, revisions. Log entries, the reference index and the index of the admin's
search box aren't written, since nothing public and no form needs them (``manage.py update_index`` and
``rebuild_references_index`` create the two indexes).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from functools import cached_property
from typing import Any, Final

from django.db import connection
from django.db.models import F
from taggit.models import Tag
from wagtail.models import Locale, Page, Revision

from benchmarks.generated_pool.copy_rows import LinkTable, PageTables, Table, Values, content_of, copy_rows
from benchmarks.generated_pool.ids import Ids
from benchmarks.generated_pool.pages import (
    activity_facts,
    activity_parts,
    activity_texts,
    listing_values,
    organisation_values,
)
from benchmarks.generated_pool.plan import PlannedActivity, PlannedOrganisation
from benchmarks.generated_pool.tree import Directories, Place
from benchmarks.generated_pool.venues import Venues
from listings.enums import Vocabulary
from listings.models import (
    ActivityContact,
    ActivityDate,
    ActivityLanguage,
    ActivityPage,
    ActivitySlot,
    ActivityTag,
    Concept,
    Listing,
    Organisation,
    OrganisationPage,
)

#: Pages that are held in memory before they are written.
BATCH: Final = 2000

_PARTS: Final = {
    "spoken_languages": ActivityLanguage,
    "slots": ActivitySlot,
    "dates": ActivityDate,
    "contacts": ActivityContact,
}


class GeneratePoolError(RuntimeError):
    """This installation can't take the pool; the message says why and what to do."""


class PoolWriter:
    """Collects rows of whole organisations and copies them. Raises ``GeneratePoolError`` where they have no parent."""

    def __init__(self, source: str, today: datetime.date, directories: Directories) -> None:
        if not directories:
            raise GeneratePoolError(
                "There is no national portal with a directory yet: open one (`manage.py open_portal`)."
            )
        self.source, self.today, self.directories = source, today, directories
        self.concepts = {(row.vocabulary, row.code): row.pk for row in Concept.objects.all()}
        self.page_count = 0
        self.pages, self.revisions = Table(Page), Table(Revision)
        self.organisation_pages, self.activity_pages = PageTables(OrganisationPage), PageTables(ActivityPage)
        self.organisations, self.listings = Table(Organisation), Table(Listing)
        self.parts = {name: Table(model) for name, model in _PARTS.items()}
        self.tagged = Table(ActivityTag)
        self.links = {name: LinkTable(ActivityPage, name) for name in ("themes", "target_groups", "accessibility")}
        self.ids = Ids()
        self.venues = Venues(source, directories, self.ids)
        self.rows: dict[str, list[list[Any]]] = defaultdict(list)

    @cached_property
    def locales(self) -> dict[str, int]:
        return {code: pk for pk, code in Locale.objects.values_list("pk", "language_code")}

    def _locale(self, language: str) -> int:
        if language not in self.locales:
            self.locales[language] = Locale.objects.get_or_create(language_code=language)[0].pk
        return self.locales[language]

    @cached_property
    def tags(self) -> dict[str, int]:
        return {}

    def _tag(self, name: str) -> int:
        if name not in self.tags:
            self.tags[name] = Tag.objects.get_or_create(name=name)[0].pk
        return self.tags[name]

    @property
    def is_full(self) -> bool:
        return len(self.rows[self.pages.name]) >= BATCH

    def _day(self, days_ago: int) -> datetime.date:
        return self.today - datetime.timedelta(days=days_ago)

    def _moment(self, days_ago: int) -> datetime.datetime:
        return datetime.datetime.combine(self._day(days_ago), datetime.time(9), tzinfo=datetime.UTC)

    def add(self, organisation: PlannedOrganisation) -> None:
        """Collect an organisation's record, its pages in the directory of its portal, and its activities below."""
        entry = organisation.entry
        directory = self.directories.of(entry.municipality)
        kind = self.concepts[Vocabulary.ORGANISATION_TYPE, entry.type]
        created_at = self._moment(organisation.joined_days_ago)
        self._put(
            self.organisations,
            {
                "id": organisation.key,
                "source_language": entry.source_language,
                "source": self.source,
                "source_id": entry.id,
                "created_at": created_at,
                "home_portal_id": directory.portal_id,
                "status": organisation.status,
                "joined_on": self._day(organisation.joined_days_ago),
            },
        )
        below = None
        for language in sorted(entry.names, key=lambda code: code != entry.source_language):
            place = directory.next_child(self._slug(organisation.key, language, entry.source_language))
            values = organisation_values(organisation, kind, language)
            numchild = 0
            if below is None:
                below, numchild = place, sum(len(activity.entry.texts) for activity in organisation.activities)
            self._page(
                self.organisation_pages,
                place,
                language,
                organisation.key,
                {**values, "numchild": numchild},
                {},
                created_at,
            )
        assert below is not None
        for activity in organisation.activities:
            self._activity(activity, organisation, below)

    def _activity(self, activity: PlannedActivity, organisation: PlannedOrganisation, parent: Place) -> None:
        entry, created_at = activity.entry, self._moment(activity.created_days_ago)
        self._put(
            self.listings,
            {
                **listing_values(activity, self.source, self._day),
                "organisation_id": organisation.key,
                "created_at": created_at,
            },
        )
        venue = self.venues.key(entry) if entry.venue else None
        facts = activity_facts(entry, self.concepts[Vocabulary.FORMAT, entry.format], venue, self.today)
        for language in sorted(entry.texts, key=lambda code: code != entry.source_language):
            place = parent.next_child(self._slug(activity.key, language, entry.source_language))
            values = {**facts, **activity_texts(entry, language)}
            page_id = self.ids.take(self.pages.name)
            lists = self._lists(entry, page_id) if language == entry.source_language else {}
            self._page(self.activity_pages, place, language, activity.key, values, lists, created_at, page_id)

    def _lists(self, entry: Any, page_id: int) -> dict[str, list[Any]]:
        """Collect the child rows of a source page; return them as its revision has them."""
        lists: dict[str, list[Any]] = {}
        for name, rows in activity_parts(entry, self.today).items():
            table = self.parts[name]
            complete = [{**row, "id": self.ids.take(table.name), "page_id": page_id} for row in rows]
            for row in complete:
                self._put(table, row)
            lists[name] = [content_of(table, row) for row in complete]
        for name, vocabulary in (
            ("themes", Vocabulary.THEME),
            ("target_groups", Vocabulary.TARGET_GROUP),
            ("accessibility", Vocabulary.ACCESSIBILITY),
        ):
            link = self.links[name]
            lists[name] = [self.concepts[vocabulary, code] for code in getattr(entry, name)]
            for concept in lists[name]:
                self.rows[link.name].append(link.link(self.ids.take(link.name), page_id, concept))
        tagged = [
            {"id": self.ids.take(self.tagged.name), "tag_id": self._tag(name), "content_object_id": page_id}
            for name in entry.tags
        ]
        for row in tagged:
            self._put(self.tagged, row)
        lists["tagged_items"] = [content_of(self.tagged, row) for row in tagged]
        return lists

    def _page(
        self,
        tables: PageTables,
        place: Place,
        language: str,
        key: Any,
        values: dict[str, Any],
        lists: dict[str, list[Any]],
        created_at: datetime.datetime,
        page_id: int | None = None,
    ) -> None:
        """Collect a published page: its row, its model's row and an equal revision."""
        revision_id = self.ids.take(self.revisions.name)
        values_of_page = tables.complete(
            {
                **values,
                "id": page_id or self.ids.take(self.pages.name),
                "path": place.path,
                "depth": place.depth,
                "url_path": place.url_path,
                "slug": place.slug,
                "translation_key": key,
                "locale_id": self._locale(language),
                "draft_title": values["title"],
                "live": True,
                "first_published_at": created_at,
                "last_published_at": created_at,
                "latest_revision_created_at": created_at,
                "latest_revision_id": revision_id,
                "live_revision_id": revision_id,
            }
        )
        self._put(self.pages, values_of_page)
        self._put(tables.own, values_of_page)
        self._put(self.revisions, tables.revision(revision_id, values_of_page, lists, created_at))
        self.page_count += 1

    def _put(self, table: Table, values: Values) -> None:
        self.rows[table.name].append(table.row(values))

    @staticmethod
    def _slug(key: Any, language: str, source_language: str) -> str:
        return str(key) if language == source_language else f"{key}-{language}"

    def flush(self) -> None:
        """Copy the collected rows: pages before their child rows, since the outbox's triggers look for pages."""
        self.venues.flush()
        tables = [
            self.organisations,
            self.listings,
            self.pages,
            self.organisation_pages.own,
            self.activity_pages.own,
            *self.parts.values(),
            *self.links.values(),
            self.tagged,
            self.revisions,
        ]
        for table in tables:
            if rows := self.rows.pop(table.name, None):
                copy_rows(table, rows)
        with connection.cursor() as cursor:  # check foreign keys now: the list of what is to be checked is in memory
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def finish(self) -> None:
        self.flush()
        for page_id, count in self.directories.child_counts():
            Page.objects.filter(pk=page_id).update(numchild=F("numchild") + count)
