"""Links to the form of a new activity, so that nobody has to find the parent page first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from listings.models import Organisation, OrganisationPage
from regions.collation import sort_key


@dataclass(frozen=True)
class NewActivityLink:
    """A link to the form of a new activity of an organisation."""

    organisation: str
    url: str


def new_activity_links_for(user: Any) -> list[NewActivityLink]:
    """Return one link for each organisation for which the person may add activities."""
    written_for = Organisation.objects.filter(memberships__user_id=user.pk, memberships__user__is_active=True)
    pages = [OrganisationPage.objects.source_of(organisation) for organisation in written_for]
    open_pages = [page for page in pages if page is not None and page.permissions_for_user(user).can_add_subpage()]
    return [
        NewActivityLink(page.title, reverse("wagtailadmin_pages:add", args=["listings", "activitypage", page.pk]))
        for page in sorted(open_pages, key=lambda page: sort_key(page.title))
    ]
