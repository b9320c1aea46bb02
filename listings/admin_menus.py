"""Which changes of a record the admin offers on a page: those that make sense now, to those who may."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.enums import ListingStatus, OrganisationStatus
from listings.models import ActivityPage, OrganisationPage
from listings.permissions import may_manage_listing
from listings.views import CHANGES
from regions.permissions import may_coordinate

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


def changes_offered(page: Any, user: Any) -> Iterator[tuple[str, Any]]:
    """(name, label) of the changes; none for pages that have never been public and for translations."""
    specific = page.specific if type(page).__name__ == "Page" else page
    if not isinstance(specific, ActivityPage | OrganisationPage) or not specific.live or not specific.is_source:
        return
    record = specific.record
    if record is None:
        return
    if isinstance(specific, ActivityPage):
        names = _BY_STATUS[ListingStatus(record.status)] if may_manage_listing(user, record) else ()
    elif may_coordinate(user, record.home_portal):
        names = _BY_ORGANISATION_STATUS.get(OrganisationStatus(record.status), ())
    else:
        names = ()
    for name in names:
        yield name, CHANGES[name].label if name in CHANGES else _("Cancel one day")
