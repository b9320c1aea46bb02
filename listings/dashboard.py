"""The first panel of the admin's front page: what a person has to do now, with numbers and links.

Higher apps register their own sources. Each number costs one query, whatever it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from listings.models import Listing
from listings.permissions import versions_for
from listings.pool_overview.filters import to_confirm
from listings.pool_overview.overview_rows import Confirmation
from regions.permissions import coordinates
from regions.registry import Registry


@dataclass(frozen=True)
class Need:
    """Work that waits for a person: how much, of what kind, where, and whether it is late."""

    count: int
    words: str
    url: str
    icon: str
    is_late: bool = False


Source = Callable[[Any], Iterator[Need]]

registry: Registry[Source] = Registry("source of needs")


def needs_of(user: Any) -> list[Need]:
    """Return what waits for a person, without the kinds of which there is none."""
    return [need for source in registry.entries() for need in source(user) if need.count]


def returned_texts(user: Any) -> Iterator[Need]:
    """Yield the person's own texts that a review has returned."""
    returned = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user).count()
    words = ngettext("of your texts needs changes", "of your texts need changes", returned)
    yield Need(returned, words, reverse("wagtailadmin_home") + "#objects-in-workflow", "edit", is_late=True)


def confirmations(user: Any) -> Iterator[Need]:
    """Yield the activities that this person may confirm: those that expire soon, and those that have expired."""
    if not coordinates(user):
        return
    address = reverse("listings_pool_modeladmin_index")
    listings = Listing.objects.editable_by(user).with_source_page(live=True)
    expired = to_confirm(listings, Confirmation.EXPIRED).count()
    words = ngettext("activity is no longer shown: confirm it", "activities are no longer shown: confirm them", expired)
    yield Need(expired, words, f"{address}?confirmation={Confirmation.EXPIRED}&page=public", "warning", is_late=True)
    soon = to_confirm(listings, Confirmation.SOON).count()
    words = ngettext("activity to confirm within 30 days", "activities to confirm within 30 days", soon)
    yield Need(soon, words, f"{address}?confirmation={Confirmation.SOON}&page=public", "date")


def unfinished_translations(user: Any) -> Iterator[Need]:
    if not coordinates(user):
        return
    count = versions_for(user).filter(Q(live=False) | Q(has_unpublished_changes=True)).order_by().count()
    words = ngettext("translation is not finished", "translations are not finished", count)
    yield Need(count, words, reverse("listings_translations"), "globe")


class NeedsPanel(Component):
    """The first panel of the admin's front page, also shown when nothing waits."""

    name = "needs"
    template_name = "listings/admin/needs_panel.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"needs": needs_of(parent_context["request"].user)}


def connect() -> None:
    for order, source in ((100, returned_texts), (200, confirmations), (400, unfinished_translations)):
        registry.register(f"listings.{source.__name__}", source, order=order)
