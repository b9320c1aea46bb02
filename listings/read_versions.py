"""Versions of many organisations' pages at once, to be read and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import COMMENTS_RELATION_NAME, Page

from listings.models.activity_page import ActivityPage
from listings.models.revision_references import OF_THE_ROW, RevisionReferences, find_rows

#: What a version that is only read doesn't have.
_NOT_READ = OF_THE_ROW | {COMMENTS_RELATION_NAME}


def read_versions(wanted: Sequence[tuple[Page, Mapping[str, Any]]]) -> list[Any]:
    """Return a version for each page and content of one of its revisions; never to be saved.

    The pages are stored organisations' and activities' pages, as any type, with their locale. A constant number of
    statements, whatever their number.
    """
    references = [
        RevisionReferences(page.specific_class, {name: content[name] for name in content if name not in _NOT_READ})
        for page, content in wanted
    ]
    found = find_rows(references)
    versions = [_version(page, one, found) for (page, _content), one in zip(wanted, references, strict=True)]
    _give_records(versions)
    activities = [version for version in versions if isinstance(version, ActivityPage)]
    prefetch_related_objects(activities, "venue__municipality")
    return versions


def _version(page: Page, references: RevisionReferences, found: Any) -> Any:
    version: Any = page.specific_class.from_serializable_data(references.rest)
    references.give_to(version, found)
    version.pk, version.translation_key, version.locale = page.pk, page.translation_key, page.locale
    return version


def _give_records(versions: Sequence[Any]) -> None:
    by_model = defaultdict(list)
    for version in versions:
        by_model[version.record_model()].append(version)
    for model, pages in by_model.items():
        records = model.objects.with_portal().in_bulk([page.translation_key for page in pages])
        for page in pages:
            page.record = records.get(page.translation_key)
