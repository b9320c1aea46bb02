"""Whatever changes what a document is built from, by whatever way, reaches the read model."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from listings.models import (
    ActivityPage,
    CancelledDate,
    Concept,
    Listing,
    Organisation,
    OrganisationPage,
    Placement,
    Venue,
)
from regions.models import Area, Municipality, Portal
from search.indexer import drain_outbox
from search.models import ListingDocument, OrganisationDocument, OutboxEntry, Tombstone
from search.reconciliation import differences
from tests.search.factories import draft_activity, edit, make_activity, make_organisation, make_translation


def document(page: ActivityPage) -> ListingDocument:
    drain_outbox()
    return ListingDocument.objects.get(pk=page.translation_key)


def is_public(page: ActivityPage) -> bool:
    drain_outbox()
    return ListingDocument.objects.filter(pk=page.translation_key).exists()


def test_published_activity_has_a_document(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Kielikahvila Tapiolassa")
    assert document(page).texts["fi"]["title"] == "Kielikahvila Tapiolassa"


def test_draft_has_no_document(organisation: OrganisationPage) -> None:
    assert not is_public(draft_activity(organisation))


def test_saving_a_draft_of_a_published_activity_changes_nothing(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    before = document(page).sequence
    edit(page, publish=False, title="Toinen nimi")
    assert document(page).sequence == before


def test_draft_touches_no_outbox_row_of_the_organisation(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    drain_outbox()
    edit(page, publish=False, title="Toinen nimi")
    assert not OutboxEntry.objects.filter(record_id=organisation.translation_key).exists()


def test_fact_changed_on_the_source_shows_in_every_language(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    make_translation(page, "sv", title="Språkcafé")
    edit(page, price_type="paid", price_eur="5.00")
    stored = document(page)
    assert set(stored.texts) == {"fi", "sv"}
    assert stored.facts["price"] == {"type": "paid", "amount_eur": "5.00"}


def test_fact_in_a_translation_is_never_read(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    translation = make_translation(page, "sv", title="Språkcafé")
    ActivityPage.objects.filter(pk=translation.pk).update(price_type="paid", price_eur=99, mode="online")
    stored = document(page)
    assert stored.facts["price"]["type"] == "free"
    assert stored.facts["mode"] == "in_person"


def test_draft_translation_shows_only_after_it_is_published(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    translation = make_translation(page, "sv", publish=False, title="Språkcafé")
    assert set(document(page).texts) == {"fi"}
    translation.get_latest_revision().publish()
    assert set(document(page).texts) == {"fi", "sv"}


def test_direct_save_of_a_live_translation_publishes_no_text(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    translation = make_translation(page, "sv", title="Språkcafé")
    translation.title = "Ogranskat"
    translation.save()
    assert document(page).texts["sv"]["title"] == "Språkcafé"


def test_unpublishing_the_source_removes_the_family(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    make_translation(page, "sv", title="Språkcafé")
    assert is_public(page)
    page.unpublish()
    assert not is_public(page)
    assert Tombstone.objects.filter(pk=page.translation_key).exists()


def test_republishing_takes_the_tombstone_away(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    page.unpublish()
    drain_outbox()
    page.get_latest_revision().publish()
    assert is_public(page)
    assert not Tombstone.objects.exists()


def test_unpublishing_the_organisation_removes_its_activities(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    assert is_public(page)
    organisation.unpublish()
    assert not is_public(page)
    assert not OrganisationDocument.objects.exists()


def test_suspending_the_organisation_removes_its_activities(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    assert is_public(page)
    Organisation.objects.filter(pk=organisation.translation_key).update(status="suspended")
    assert not is_public(page)


def test_renaming_the_organisation_renames_it_on_its_activities(organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    edit(organisation, title="Uusi nimi ry")
    assert document(page).facts["organisation"]["names"] == {"fi": "Uusi nimi ry"}


def test_co_organiser_renamed_is_renamed_on_the_activity(espoo: Portal, organisation: OrganisationPage) -> None:
    other = make_organisation(espoo, "Toinen ry")
    page = make_activity(organisation, co_organisers=[Organisation.objects.get(pk=other.translation_key)])
    assert document(page).facts["co_organisers"][0]["names"] == {"fi": "Toinen ry"}
    edit(other, title="Kolmas ry")
    assert document(page).facts["co_organisers"][0]["names"] == {"fi": "Kolmas ry"}


def test_organisation_moved_to_another_portal_takes_its_activities_along(
    vantaa: Portal, organisation: OrganisationPage
) -> None:
    page = make_activity(organisation)
    assert document(page).facts["home_portal"] == "espoo"
    organisation.move(vantaa.directory, pos="last-child")
    assert document(page).facts["home_portal"] == "vantaa"
    assert Organisation.objects.get(pk=organisation.translation_key).home_portal == vantaa


def in_other_municipality(page: ActivityPage, **_: Any) -> None:
    ActivityPage.objects.filter(pk=page.pk).update(municipality_id="092")


WRITES: dict[str, Callable[..., Any]] = {
    "bulk update of the page": in_other_municipality,
    "bulk update of the title": lambda page, **_: ActivityPage.objects.filter(pk=page.pk).update(title="Muu"),
    "slot changed": lambda page, **_: page.slots.model.objects.update(weekdays=[5]),
    "slot deleted": lambda page, **_: page.slots.model.objects.all().delete(),
    "language added": lambda page, **_: page.spoken_languages.model.objects.create(page=page, language="ar"),
    "theme taken away": lambda page, **_: ActivityPage.themes.through.objects.all().delete(),
    "target group added": lambda page, **_: ActivityPage.target_groups.through.objects.create(
        activitypage_id=page.pk, concept_id=Concept.objects.get(vocabulary="target_group", code="women").pk
    ),
    "accessibility added": lambda page, **_: ActivityPage.accessibility.through.objects.create(
        activitypage_id=page.pk, concept_id=Concept.objects.get(vocabulary="accessibility", code="wheelchair").pk
    ),
    "listing paused": lambda page, **_: Listing.objects.update(status="paused"),
    "date cancelled": lambda page, **_: CancelledDate.objects.create(
        listing_id=page.translation_key, date=datetime.date(2030, 1, 1)
    ),
    "confirmed": lambda page, **_: Listing.objects.update(confirm_by=datetime.date(2030, 1, 1)),
    "excluded": lambda page, portal, **_: Placement.objects.create(
        portal=portal, listing_id=page.translation_key, kind="excluded"
    ),
    "venue renamed": lambda page, **_: Venue.objects.update(name="Uusi sali"),
    "coverage changed": lambda page, portal, **_: portal.coverage.remove("049"),
    "area changed": lambda page, **_: Area.municipalities.through.objects.filter(municipality_id="049").delete(),
    "portal made to be elsewhere": lambda page, portal, **_: Portal.objects.filter(pk=portal.pk).update(slug="muu"),
    "theme's code changed": lambda page, **_: Concept.objects.filter(vocabulary="theme", code="language").update(
        code="kieli"
    ),
    "raw SQL": lambda page, **_: connection.cursor().execute(
        "UPDATE listings_activitypage SET seats = 7, sign_up_email = 'a@example.org'"
    ),
    "deleted": lambda page, **_: page.delete(),
    "deleted by a query": lambda page, **_: ActivityPage.objects.filter(pk=page.pk).delete(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_write_reaches_the_read_model(espoo: Portal, organisation: OrganisationPage, write: Callable[..., Any]) -> None:
    venue = Venue.objects.create(name="Sali", municipality=Municipality.objects.get(code="049"))
    page = make_activity(organisation, venue=venue)
    before = document(page).sequence
    write(page=page, portal=espoo)
    drain_outbox()
    after = ListingDocument.objects.filter(pk=page.translation_key).values_list("sequence", flat=True).first()
    assert after is None or after > before
    assert differences() == []
