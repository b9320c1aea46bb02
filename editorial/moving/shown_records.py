"""A record as the pages of moving and of remarks show it, and the frame of those pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.moving.moved_records import home_of
from listings.addresses import activity_path, organisation_path
from listings.models import Listing, Organisation
from regions.languages import direction


@dataclass(frozen=True)
class ShownRecord:
    """``summary``: of the version that waits, else of the public one. ``public_url``: empty for what isn't public."""

    title: str
    language: str
    portal: str
    organisation: str = ""
    summary: str = ""
    public_url: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language)


def shown_record(record: Listing | Organisation, page: Any) -> ShownRecord:
    """``page``: its source page, or None where it has been deleted."""
    home = home_of(record)
    is_listing = isinstance(record, Listing)
    text, url = "", ""
    if page is not None:
        state = page.current_workflow_task_state
        version = state.revision.as_object() if state is not None and state.revision is not None else page
        text = version.summary
    if page is not None and page.live:
        code = get_language() or ""
        path = activity_path if is_listing else organisation_path
        url = home.root_url + path(code if code in home.languages else home.first_language, record.pk)
    return ShownRecord(
        title=str(record),
        language=record.source_language,
        portal=home.title,
        organisation=str(record.organisation) if isinstance(record, Listing) else "",
        summary=text,
        public_url=url,
    )


def frame(title: str) -> dict[str, Any]:
    """What the page's header and breadcrumbs need; it stands below the list of what waits."""
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("waiting_reviews"), "label": _("Waiting for you")},
        {"url": "", "label": title},
    ]
    return {"page_title": title, "header_title": title, "header_icon": "site", "breadcrumbs_items": trail}
