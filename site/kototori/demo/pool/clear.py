"""Removing what a pool file loaded, and nothing else."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from kototori.demo.pool.load import Progress
from listings.models import ActivityPage, Listing, Organisation, OrganisationPage, Venue
from listings.signals import pool_loaded
from regions.locks import lock_page_tree


@dataclass
class ClearReport:
    """Number of deleted records; ``kept`` counts organisations that stay because they have other activities."""

    removed: int = 0
    kept: int = 0

    def __str__(self) -> str:
        note = f", {self.kept} organisations kept because of activities that were written here" if self.kept else ""
        return f"{self.removed} removed{note}"


def clear_pool(source: str, user: Any = None, progress: Progress | None = None) -> ClearReport:
    """Delete the records and pages that were loaded under this name, and venues of theirs that are no longer used.

    One transaction per organisation; may be interrupted and run again.
    """
    tell = progress or (lambda what, done, total: None)
    report = ClearReport()
    listings = Listing.objects.filter(source=source)
    organisations = Organisation.objects.filter(source=source)
    total = listings.count() + organisations.count()
    done = 0
    records = list(listings.values_list("pk", flat=True))
    for organisation in organisations.order_by("source_id"):
        with transaction.atomic():
            lock_page_tree()
            count = _remove_whole(organisation, source, user)
            if count:
                records.append(organisation.pk)
                report.removed += count
                done += count
                tell("removing", min(done, total), total)
                continue
            count = _remove_listings(listings.filter(organisation=organisation), user)
            if organisation.listings.exists() or _has_pages_below(organisation):
                report.kept += 1
            else:
                _delete_pages(OrganisationPage, organisation, user)
                organisation.delete()
                records.append(organisation.pk)
                count += 1
        report.removed += count
        done += count
        tell("removing", min(done, total), total)
    with transaction.atomic():
        lock_page_tree()
        report.removed += _remove_listings(listings.all(), user)
    _remove_venues(source)
    pool_loaded.send(ClearReport, records=records, progress=tell)
    return report


def _remove_whole(organisation: Organisation, source: str, user: Any) -> int:
    """Delete an organisation with all its activities in one step, if all of them were loaded.

    Returns the number of deleted records; 0 if something else is below the organisation.
    """
    keys = set(organisation.listings.filter(source=source).values_list("pk", flat=True))
    pages = OrganisationPage.objects.filter(translation_key=organisation.pk)
    below = {key for page in pages for key in page.get_children().values_list("translation_key", flat=True)}
    if not below <= keys or organisation.listings.exclude(pk__in=keys).exists():
        return 0
    _delete_pages(OrganisationPage, organisation, user)
    organisation.delete()
    return len(keys) + 1


def _remove_listings(listings: Any, user: Any) -> int:
    count = 0
    for listing in listings:
        _delete_pages(ActivityPage, listing, user)
        listing.delete()
        count += 1
    return count


def _delete_pages(model: Any, record: Any, user: Any) -> None:
    """Delete the pages of a record, the source first, which deletes its translations."""
    pages = model.objects.filter(translation_key=record.pk)
    source = model.objects.source_of(record)
    if source is not None:
        source.delete(user=user)
    for page in pages.all():
        page.delete(user=user)


def _has_pages_below(organisation: Organisation) -> bool:
    pages = OrganisationPage.objects.filter(translation_key=organisation.pk)
    return any(page.get_children().exists() for page in pages)


def _remove_venues(source: str) -> None:
    for venue in Venue.objects.filter(source=source):
        try:
            with transaction.atomic():
                venue.delete()
        except ProtectedError:
            continue
