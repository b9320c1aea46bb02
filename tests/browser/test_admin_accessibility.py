"""axe reports nothing (WCAG 2.2 AA) on our pages of the admin, in narrow and wide windows, light and dark.

No part of them is beyond the edge of the window.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from editorial.moving.models import MoveRequest
from editorial.review.lookers import note_looking
from editorial.review_screen.models import ReturnReason
from listings.enums import PlacementKind
from listings.models import ActivityPage, ActivitySlot, Listing, Placement, Venue
from regions.models import Portal, PortalHomePage
from tests.browser.admin_page_faults import admin_faults_at
from tests.browser.staff import sign_in
from tests.browser.visitor import Address, NewVisitor
from tests.review_screen.waiting_texts import screen_url, send, waiting

pytestmark = pytest.mark.django_db(transaction=True)

Paths = dict[str, list[str]]


@pytest.fixture
def paths(demo_pool: None) -> Paths:
    """Our pages by who works there, with something on each: texts to review, activities to confirm, blocks."""
    espoo = Portal.objects.get(slug="espoo")
    home = home_with_blocks(espoo)
    activity = ActivityPage.objects.source_of(Listing.objects.get(source_id="L025"))
    editor = get_user_model().objects.get(email="siltasanat@example.org")
    activity.save_revision(user=editor)
    activity.get_workflow().start(activity, editor)
    changed = ActivityPage.objects.source_of(Listing.objects.get(source_id="L031"))
    slots = [ActivitySlot(weekdays=[3], start=datetime.time(18), end=datetime.time(19, 45))]
    reviews = [waiting(activity), send(changed, editor, slots=slots, description="<p>Puhutaan <b>suomea</b>.</p>")]
    reason = ReturnReason.objects.create(portal=espoo, title="Paikka puuttuu", text="Mistä ovesta tullaan sisään?")
    Listing.objects.update(confirm_by=timezone.localdate())
    Listing.objects.filter(source_id="L025").update(confirm_by=timezone.localdate() - datetime.timedelta(days=1))
    for source_id, kind in (("L028", "pinned"), ("L029", "pinned"), ("L043", "included"), ("L030", "excluded")):
        listing = Listing.objects.get(source_id=source_id)
        Placement.objects.create(portal=espoo, listing=listing, kind=PlacementKind(kind), reason="Sovittu yhdessä")
    listing = Listing.objects.get(source_id="L043")
    elsewhere = listing.organisation.home_portal
    asked = MoveRequest.objects.create(
        listing=listing, from_portal=elsewhere, to_portal=espoo, reason="Se on Espoossa."
    )
    note_looking(editor, activity)
    pool, curation = "/admin/listings/pool/", "/admin/curation/"
    own, other = (Listing.objects.get(source_id=source_id).pk for source_id in ("L031", "L043"))
    return {
        "espoo@example.org": [
            "/admin/",
            f"/admin/brand/{espoo.pk}/",
            f"{pool}?status=active",
            f"{pool}?q=xyzzy",
            f"{pool}?scope=country",
            f"/admin/pages/add/listings/activitypage/{activity.get_parent().pk}/",
            curation,
            f"{curation}espoo/{own}/pin/",
            f"{curation}espoo/{own}/exclude/",
            f"{curation}espoo/{other}/remove/",
            "/admin/listings/translations/",
            "/admin/review/",
            "/admin/review/?q=xyzzy",
            f"/admin/review/move/activity/{own}/",
            f"/admin/review/moves/{asked.pk}/",
            "/admin/snippets/listings/venue/",
            f"/admin/snippets/listings/venue/edit/{Venue.objects.filter(portal=espoo)[0].pk}/",
            f"/admin/pages/{home.pk}/edit/",
            *(screen_url(state) for state in reviews),
            *(f"{screen_url(state)}look/cards/" for state in reviews),
            "/admin/translations/languages/espoo/",
            "/admin/translations/languages/espoo/ar/",
            "/admin/translations/languages/espoo/ar/?q=xyzzy",
            f"/admin/translations/order/{changed.pk}/",
            "/admin/translations/glossary/espoo/",
            "/admin/return-reasons/",
            "/admin/return-reasons/add/espoo/",
            f"/admin/return-reasons/{reason.pk}/",
            f"/admin/return-reasons/{reason.pk}/delete/",
        ],
        "admin@example.org": [
            "/admin/review/?portal=espoo",
            "/admin/translations/languages/",
            f"/admin/review/remark/{other}/",
            f"/admin/review/moves/{asked.pk}/",
            "/admin/brand/",
            curation,
            f"{curation}vantaa/",
            f"{curation}activities/{own}/",
            "/admin/portals/",
            "/admin/portals/new/",
            f"/admin/portals/edit/{espoo.pk}/",
            "/admin/snippets/listings/concept/",
            "/admin/snippets/listings/conceptlabel/",
        ],
    }


def home_with_blocks(portal: Portal) -> Any:
    home = PortalHomePage.objects.fronts().get(portal=portal, locale__language_code="fi")
    home.blocks = [("part", {"part": "faces.week", "heading": "Nyt"}), ("text", "<p>Tervetuloa</p>")]
    home.save_revision().publish()
    return home


@pytest.mark.parametrize("email", ["espoo@example.org", "admin@example.org"])
def test_our_pages_of_the_admin_are_accessible(
    paths: Paths, portal_address: Address, new_visitor: NewVisitor, email: str
) -> None:
    page = sign_in(new_visitor, portal_address, email).page
    problems = [fault for path in paths[email] for fault in admin_faults_at(page, portal_address("kototori", path))]
    page.goto("about:blank")
    assert problems == []
