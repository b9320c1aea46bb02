"""A coordinator trusts an organisation; its writer publishes; the coordinator looks at it, and takes it back.

The pages are accessible (WCAG 2.2 AA), narrow and wide, light and dark.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from editorial.trust.models import OrganisationTrust, PortalReviewRules, Publication
from listings.models import ActivityPage, Listing, Organisation
from regions.models import Portal
from tests.browser.admin_page_faults import admin_faults_at
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.staff import expect_message, menu, sign_in
from tests.browser.visitor import Address, NewVisitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organisation(demo_pool: None) -> Any:
    return Organisation.objects.get(source_id="O01")


def draft(organisation: Any, user: Any, summary: str) -> ActivityPage:
    """A public activity of the organisation, with another first sentence that isn't sent yet."""
    page: ActivityPage | None = None
    for listing in Listing.objects.filter(organisation=organisation).order_by("pk"):
        page = ActivityPage.objects.source_of(listing)
        if page is not None and page.live:
            break
    assert page is not None
    version = page.get_latest_revision_as_object()
    version.summary = summary
    version.save_revision(user=user)
    return page


def test_trust_is_granted_used_and_taken_back(
    organisation: Any, portal_address: Address, new_visitor: NewVisitor
) -> None:
    PortalReviewRules.objects.create(portal=Portal.objects.get(slug="espoo"), sample_percent=100)
    coordinator = sign_in(new_visitor, portal_address, "espoo@example.org")
    page = coordinator.page
    menu(coordinator).get_by_role("link", name=coordinator.said("Trust"), exact=True).click()
    page.locator("main [name=q]").fill("siltasanat")
    page.get_by_role("button", name=coordinator.said("Search"), exact=True).click()
    page.get_by_role("row").filter(has_text="Siltasanat").get_by_role("link").click()
    page.locator("[name=level][value=everything]").check()
    page.get_by_role("button", name=coordinator.said("Save"), exact=True).click()
    expect_message(coordinator, "Siltasanat")

    user = get_user_model().objects.get(email="siltasanat@example.org")
    activity = draft(organisation, user, "Puhutaan rauhassa suomea.")
    writer = at_portal(new_visitor, portal_address, user)
    address = f"/fi/desk/activities/{activity.translation_key}/check/"
    writer.page.goto(portal_address("espoo", address))
    expect(writer.page.get_by_text("Kukaan ei tarkista sitä ensin")).to_be_visible()
    assert page_faults(writer.page, targets=TARGETS, no_targets=".trap, .cards", picture="trusted-check") == []
    writer.page.get_by_role("button", name=writer.said("Publish now"), exact=True).click()
    expect(writer.page.get_by_text(writer.said("Visible now: everybody can read it."))).to_be_visible()
    writer.page.goto(portal_address("espoo", f"/fi/desk/organisations/{organisation.pk}/"))
    assert page_faults(writer.page, targets=TARGETS, picture="trusted-organisation") == []

    row = Publication.objects.get()
    pages = [
        "/admin/review/trust/",
        "/admin/review/rules/",
        f"/admin/review/trust/espoo/{organisation.pk}/",
        f"/admin/review/take-back/{activity.pk}/",
        f"/admin/review/published/{row.pk}/",
    ]
    assert [
        fault for path in pages for fault in admin_faults_at(coordinator.page, portal_address("kototori", path))
    ] == []
    page.get_by_role("link", name=coordinator.said("Take it back"), exact=True).click()
    page.locator("[name=comment]").fill("Lause on toisen ryhmän.")
    page.get_by_role("button", name=coordinator.said("Take it back"), exact=True).click()
    expect_message(coordinator, "Otettu takaisin")
    public = ActivityPage.objects.get(pk=activity.pk)
    assert (public.live, public.summary) != (True, "Puhutaan rauhassa suomea.")
    assert OrganisationTrust.objects.get().level == "everything"
