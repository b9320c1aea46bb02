"""Admin menus by role, and the changes of a record that its page offers in its present state."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.enums import ListingStatus, OrganisationStatus
from listings.models import ActivityPage, Listing, Organisation, OrganisationPage
from listings.permissions import may_manage_listing, may_take_back
from listings.views import CHANGES
from regions.permissions import coordinates, is_national_admin, may_coordinate

#: Main menu items for coordinators; others see venues and files in choosers only.
COORDINATOR_ITEMS = frozenset({"venues", "documents"})
#: Main menu items for national administrators.
NATIONAL_ITEMS = frozenset({"reports", "settings"})
#: Wagtail's own news and guide, in English and about Wagtail.
WAGTAIL_HELP_ITEMS = ("whats-new", "editor-guide")
#: Actions on a page that only superusers have.
SUPERUSER_ACTIONS = frozenset({"localize-convert-to-alias"})

#: Changes of one day, which have an address of their own.
DAY_CHANGES = {"cancel_date": _("Cancel one day"), "restore_date": _("Restore one day")}

_BY_STATUS = {
    ListingStatus.ACTIVE: ("confirm", "pause", "cancel_date", "cancel", "end"),
    ListingStatus.PAUSED: ("resume", "cancel", "end"),
    ListingStatus.CANCELLED: ("resume", "end"),
    ListingStatus.ENDED: ("resume",),
}
_BY_ORGANISATION_STATUS = {
    OrganisationStatus.JOINED: ("suspend",),
    OrganisationStatus.SUSPENDED: ("resume_organisation",),
}


def filter_menu_items(user: Any, items: list[Any]) -> None:
    """Remove the items of the main menu that the person's role doesn't need."""
    if is_national_admin(user):
        return
    hidden = NATIONAL_ITEMS if coordinates(user) else NATIONAL_ITEMS | COORDINATOR_ITEMS
    items[:] = [item for item in items if item.name not in hidden]


def filter_help_items(items: list[Any]) -> None:
    items[:] = [item for item in items if not item.name.startswith(WAGTAIL_HELP_ITEMS)]


def filter_page_actions(user: Any, items: list[Any]) -> None:
    """Remove from the actions below a page's form what the person is refused."""
    if not is_national_admin(user):
        items[:] = [item for item in items if item.name not in SUPERUSER_ACTIONS]


def available_changes(page: Any, user: Any) -> Iterator[tuple[str, Any]]:
    """Return (name, label) of the changes; none for translations and for pages that have never been public."""
    specific = page.specific if type(page).__name__ == "Page" else page
    if not isinstance(specific, ActivityPage | OrganisationPage) or not specific.live or not specific.is_source:
        return
    for name in _names(specific.record, user):
        yield name, CHANGES[name].label if name in CHANGES else DAY_CHANGES[name]


def _may_be_restored(user: Any, listing: Listing) -> bool:
    return listing.status_today == ListingStatus.ACTIVE and any(
        may_take_back(user, listing, decided_by)
        for decided_by in listing.cancelled_dates.values_list("decided_by", flat=True).distinct()
    )


def _names(record: Listing | Organisation | None, user: Any) -> tuple[str, ...]:
    if isinstance(record, Listing) and may_manage_listing(user, record):
        names = _BY_STATUS[ListingStatus(record.status_today)]
        if not may_take_back(user, record, record.status_decided_by):
            names = tuple(name for name in names if name != "resume")
        return (*names, "restore_date") if _may_be_restored(user, record) else names
    if isinstance(record, Organisation) and may_coordinate(user, record.home_portal):
        return _BY_ORGANISATION_STATUS.get(OrganisationStatus(record.status), ())
    return ()
