"""Loading a pool through the page API and revisions, all in one transaction.

A value that the reader accepts, but a page or the database refuses, becomes a fault of its entry. The load goes on, to
find other faults, and is then rolled back. Meanwhile nobody else can create organisations or portals (about a minute
for the demo pool), so this isn't meant for pools of tens of thousands of entries.

Records keep ``source`` (the pool) and ``source_id`` (the entry's id in it). An entry whose digest equals the record's
is skipped, so loading again, also on another day, changes nothing. Pages that somebody has unpublished here stay so,
and so do deleted ones, unless the loader restores them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from kototori.demo.pool.entries import named
from kototori.demo.pool.pages import (
    LoadContext,
    activity_texts,
    fill_activity,
    fill_organisation,
    organisation_texts,
    write_texts,
)
from kototori.demo.pool.restore import missing_versions, revive
from kototori.demo.pool.schema import Pool, PoolError, PoolListing, PoolOrganisation
from kototori.demo.pool.source import source_of
from listings.actions.adopt_translation import readopt_translations
from listings.models import ActivityPage, DirectoryPage, Listing, Organisation, OrganisationPage
from listings.signals import pool_loaded
from listings.translated_texts.origins import note_made_from
from regions.locks import lock_page_tree
from regions.models import Municipality, Portal

#: Public ids of loaded records are derived from their source, so that the same pool has the same addresses everywhere.
_IDS = uuid.UUID("6d0c2f8e-1b5b-4f0e-9a57-1f6d3a2c7b10")

#: Called as (what is being done, how much is done, of how much).
Progress = Callable[[str, int, int], None]


@dataclass
class PoolReport:
    """Numbers of entries; translations count with their entry."""

    source: str = ""
    made: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: list[str] = field(default_factory=list)
    """Ids of entries whose page somebody here has deleted."""
    restored: int = 0
    records: list[uuid.UUID] = field(default_factory=list)

    def __str__(self) -> str:
        note = f", {self.restored} restored" if self.restored else ""
        note += f", {len(self.deleted)} deleted here and left so" if self.deleted else ""
        return f"{self.made} made, {self.changed} changed, {self.unchanged} unchanged{note}"


class LoadPoolError(RuntimeError):
    """The pool is valid, but this installation can't take it yet; the message says what is missing."""


class PoolLoader:
    """Loads one pool. An interrupted ``load`` leaves nothing. ``restores``: what was deleted here is made again."""

    def __init__(
        self, pool: Pool, user: Any = None, progress: Progress | None = None, *, restores: bool = False
    ) -> None:
        self.pool = pool
        self.user = user
        self.restores = restores
        self.progress = progress or (lambda what, done, total: None)
        self.report = PoolReport(source=source_of(pool))
        self.around = LoadContext(self.report.source, timezone.localdate())
        self.organisations: dict[str, Organisation] = {}
        self.faults: list[str] = []

    def load(self) -> PoolReport:
        """Load the pool. Raises ``LoadPoolError``, and ``PoolError`` for faults that only writing reveals."""
        with disable_reference_index_auto_update(), transaction.atomic():
            lock_page_tree()
            self._load()
            if self.faults:
                raise PoolError(self.faults)
        self._update_reference_index()
        pool_loaded.send(PoolReport, records=self.report.records, progress=self.progress)
        return self.report

    def _load(self) -> None:
        if Portal.objects.national() is None:
            raise LoadPoolError(
                "There is no national portal, where an organisation without a portal of its own belongs."
            )
        total = len(self.pool.organisations) + len(self.pool.listings)
        for at, organisation in enumerate(self.pool.organisations):
            self._try(self._load_organisation, organisation, f"organisations[{at}]")
            self.progress("loading", at + 1, total)
        if self.faults:
            return  # their activities would have no parent
        for at, listing in enumerate(self.pool.listings):
            self._try(self._load_listing, listing, f"listings[{at}]")
            self.progress("loading", len(self.pool.organisations) + at + 1, total)

    def _try(self, load: Callable[[Any], None], entry: PoolOrganisation | PoolListing, place: str) -> None:
        """Load an entry, or note its fault."""
        place = f"{place} ({named(entry.id)})"
        try:
            with transaction.atomic():
                load(entry)
        except ValidationError as error:
            self.faults += [f"{place}{fault}" for fault in _refusals(error)]
        except (DataError, IntegrityError, ValueError) as error:
            self.faults.append(f"{place}: {str(error).strip().splitlines()[0]}")

    def _update_reference_index(self) -> None:
        """Update the reference index once per page, by the worker; Wagtail would do it at each save."""
        for model in (OrganisationPage, ActivityPage):
            for key in model.objects.filter(translation_key__in=self.report.records).values_list("pk", flat=True):
                update_reference_index_task.enqueue(model._meta.app_label, model._meta.model_name, str(key))

    def _key(self, model: Any, identifier: str) -> uuid.UUID:
        """Return the public id; the kind is part of it, since the file may use an id for an organisation and an
        activity."""
        return uuid.uuid5(_IDS, f"{self.report.source}:{model._meta.model_name}:{identifier}")

    def _load_organisation(self, entry: PoolOrganisation) -> None:
        record = self._record(Organisation, entry.id)
        page = self._page(OrganisationPage, record)
        if record is not None:
            self.organisations[entry.id] = record
            if not self._is_due(record, page, entry, organisation_texts(entry)):
                return
        is_new = page is None
        if page is None:
            page = OrganisationPage(**self._new(Organisation, record, entry))
            fill_organisation(page, entry, self.around)
            self._directory(entry.municipality).add_child(instance=page)
        else:
            fill_organisation(page, entry, self.around)
        self._publish(page, is_new=is_new, is_clean=is_new)
        self._translate(page, organisation_texts(entry))
        self.organisations[entry.id] = self._note(Organisation, page, entry, record, is_new=is_new)

    def _load_listing(self, entry: PoolListing) -> None:
        record = self._record(Listing, entry.id)
        page = self._page(ActivityPage, record)
        if record is not None and not self._is_due(record, page, entry, activity_texts(entry)):
            return
        parent = self._page(OrganisationPage, self.organisations.get(entry.organisation))
        if parent is None:
            self.report.deleted.append(entry.id)
            return
        is_new = page is None
        if page is None:
            page = ActivityPage(**self._new(Listing, record, entry))
            fill_activity(page, entry, self.around, self.organisations)
            parent.add_child(instance=page)
        else:
            page = self._move_below(page, parent)
            fill_activity(page, entry, self.around, self.organisations)
        self._publish(page, is_new=is_new, is_clean=is_new)
        self._translate(page, activity_texts(entry))
        self._note(Listing, page, entry, record, is_new=is_new)

    def _record(self, model: Any, identifier: str) -> Any:
        return model.objects.filter(source=self.report.source, source_id=identifier).first()

    def _is_due(self, record: Any, page: Any, entry: PoolOrganisation | PoolListing, texts: dict[str, Any]) -> bool:
        """Whether an entry that was loaded before has anything to write; if not, it is counted."""
        if page is None:
            if not self.restores:
                self.report.deleted.append(entry.id)
            return self.restores
        if record.source_digest != entry.digest:
            return True
        lost = missing_versions(page, texts) if self.restores else {}
        if lost:
            self._translate(page, lost)
            self.report.restored += 1
            self.report.records.append(record.pk)
        else:
            self.report.unchanged += 1
        return False

    def _page(self, model: Any, record: Any) -> Any:
        """Return the record's source page, or None."""
        if record is None:
            return None
        return model.objects.source_of(record)

    def _new(self, model: Any, record: Any, entry: PoolOrganisation | PoolListing) -> dict[str, Any]:
        """Return the fields of a new source page; one that is restored keeps its record's public id."""
        if record is not None:
            revive(record, entry.source_language)
        key = self._key(model, entry.id) if record is None else record.pk
        return {
            "translation_key": key,
            "slug": str(key),
            "locale": self.around.locale(entry.source_language),
            "owner": self.user,
            "live": False,
        }

    def _directory(self, municipality: str | None) -> DirectoryPage:
        town = Municipality.objects.filter(pk=municipality).first() if municipality else None
        portal = Portal.objects.home_of(town)
        directory = DirectoryPage.objects.filter(portal=portal).first()
        if directory is None:
            raise LoadPoolError(f"The portal {portal} has no directory of organisations: open it again.")
        return directory

    def _move_below(self, page: ActivityPage, parent: OrganisationPage) -> ActivityPage:
        """Return the page, moved with its family below the organisation that the entry names now."""
        if page.is_child_of(parent):
            return page
        source: ActivityPage = page.move_family(parent, user=self.user)
        return source

    def _publish(self, page: Any, *, is_new: bool, is_clean: bool = False) -> None:
        """Publish a new page or a change of a public one. For an unpublished page the change becomes a draft.

        ``is_clean``: the same content has just been validated, when it was added to the tree.
        """
        revision = page.save_revision(user=self.user, changed=not is_new, clean=not is_clean)
        if is_new or page.live:
            revision.publish(user=self.user)

    def _translate(self, source: Any, texts: dict[str, dict[str, str]]) -> None:
        """Create and update the other language versions; versions in further languages, created here, stay."""
        versions = {version.locale.language_code: version for version in source.family().select_related("locale")}
        for language, text in texts.items():
            version = versions.get(language)
            if language == source.locale.language_code:
                continue
            is_new = version is None
            if version is None:
                version = source.copy_for_translation(self.around.locale(language))
            if write_texts(version, text) or is_new:
                note_made_from(version, source, text)
                self._publish(version, is_new=is_new)
        if len(versions) > 1:
            readopt_translations(source)

    def _note(self, model: Any, page: Any, entry: PoolOrganisation | PoolListing, record: Any, *, is_new: bool) -> Any:
        """Keep the entry's source and digest on the record, and count it; ``record``: as it was before."""
        model.objects.filter(pk=page.translation_key).update(
            source=self.report.source, source_id=entry.id, source_digest=entry.digest
        )
        if record is None:
            self.report.made += 1
        elif is_new:
            self.report.restored += 1
        else:
            self.report.changed += 1
        self.report.records.append(page.translation_key)
        return model.objects.get(pk=page.translation_key)


def _refusals(error: ValidationError) -> list[str]:
    """Return a page's validation errors as ".field: what is wrong", or ": what is wrong" for the whole entry."""
    if not hasattr(error, "error_dict"):
        return [f": {message}" for message in error.messages]
    return [
        f"{'' if name == '__all__' else '.' + name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
