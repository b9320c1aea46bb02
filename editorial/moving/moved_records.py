"""The records that move: their home, their page, and their title for those who answer."""

from __future__ import annotations

from typing import Any

from wagtail.models import WorkflowState

from listings.models import ActivityPage, Listing, Organisation, OrganisationPage
from regions.models import Portal


def home_of(record: Listing | Organisation) -> Portal:
    """The portal where the record is at home now."""
    organisation = record.organisation if isinstance(record, Listing) else record
    home: Portal = organisation.home_portal
    return home


def source_page(record: Listing | Organisation) -> Any:
    """The page in the language in which it was written; None where it has been deleted."""
    model = ActivityPage if isinstance(record, Listing) else OrganisationPage
    page = model.objects.source_of(record)
    if page is not None:
        page.record = record
    return page


def stored(record: Listing | Organisation) -> Any:
    """The same record, read again with its home and its title, a draft's, too; None where it has gone."""
    rows = type(record)._default_manager
    return rows.with_portal().titled(drafts=rows.all()).filter(pk=record.pk).first()


def waits_or_is_public(page: Any) -> bool:
    """Whether coordinators know the page: visitors read it, or it waits for review. Other drafts are their writer's."""
    review = page.current_workflow_state
    return bool(page.live) or (review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS)
