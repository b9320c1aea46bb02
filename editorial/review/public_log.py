"""What Wagtail's log says of pages that became public, and were taken off."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from wagtail.models import PageLogEntry

PUBLISHED, TAKEN_OFF = "wagtail.publish", "wagtail.unpublish"


def public_entries(page_ids: Collection[Any]) -> QuerySet[Any]:
    """Return the entries of these pages, in their order."""
    entries: QuerySet[Any] = PageLogEntry.objects.filter(page__in=set(page_ids), action__in=(PUBLISHED, TAKEN_OFF))
    return entries.order_by("timestamp", "pk")
