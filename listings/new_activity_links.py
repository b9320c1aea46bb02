"""Where somebody who writes for organisations begins a new activity, without looking for the place among pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from listings.models import Organisation, OrganisationPage


@dataclass(frozen=True)
class NewActivityLink:
    """The form of a new activity of an organisation."""

    organisation: str
    url: str


def new_activity_links_for(user: Any) -> list[NewActivityLink]:
    """One for each organisation that the person writes for and that has a page under which activities may stand."""
    written_for = Organisation.objects.filter(memberships__user_id=user.pk, memberships__user__is_active=True)
    pages = [OrganisationPage.objects.source_of(organisation) for organisation in written_for]
    open_pages = [page for page in pages if page is not None and page.permissions_for_user(user).can_add_subpage()]
    return [
        NewActivityLink(page.title, reverse("wagtailadmin_pages:add", args=["listings", "activitypage", page.pk]))
        for page in sorted(open_pages, key=lambda page: page.title)
    ]
