"""A hidden address stays hidden, whatever becomes of the activity that hid it, and however that was saved."""

import importlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Revision

from listings.actions.copy_activity import CopyActivity
from listings.models import ActivityPage, Venue
from regions.models import Municipality, Portal, PortalRole
from regions.permissions import may_coordinate
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_activity, make_editor, published, record_of, translated
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

NAME, STREET = "Suojapaikka Kaisla", "Ruovikkokuja 14 B"
OUTSIDERS = ("coordinating_neighbour", "neighbours_editor", "coordinator", "translator", "somali", "vantaa_editor")


@pytest.fixture
def shelter(vantaa: Portal) -> Venue:
    """A place in Vantaa, so that Vantaa's coordinators keep it."""
    venue: Venue = Venue.objects.create(name=NAME, street=STREET, municipality=Municipality.objects.get(pk="092"))
    return venue


@pytest.fixture
def somali(national: Portal) -> Any:
    return make_member(national, PortalRole.TRANSLATOR, languages=["so"])


@pytest.fixture(params=OUTSIDERS)
def outsider(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def hide_row(organisation: Any, venue: Venue) -> Any:
    return make_activity(organisation, venue=venue, address_hidden=True)


def hide_only_in_a_draft(organisation: Any, venue: Venue) -> Any:
    page = make_activity(organisation)
    page.venue, page.address_hidden = venue, True
    page.save_revision()
    return page


def hide_in_a_draft_of_a_page_that_shows_it(organisation: Any, venue: Venue) -> Any:
    page = make_activity(organisation, venue=venue)
    page.address_hidden = True
    page.save_revision()
    return page


def hide_in_a_draft_that_was_overwritten(organisation: Any, venue: Venue) -> Any:
    page = make_activity(organisation)
    revision = page.save_revision()
    content = {**revision.content, "venue": venue.pk, "address_hidden": True}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    return page


def hide_and_delete(organisation: Any, venue: Venue) -> Any:
    hide_row(organisation, venue).delete()


def hide_and_delete_the_organisation(organisation: Any, venue: Venue) -> Any:
    hide_row(organisation, venue)
    type(organisation).objects.get(pk=organisation.pk).delete()


def hide_and_publish_elsewhere(organisation: Any, venue: Venue) -> Any:
    page = hide_row(organisation, venue)
    page.venue = Venue.objects.create(name="Muualla", municipality=venue.municipality)
    published(page)


def hide_and_show_again(organisation: Any, venue: Venue) -> Any:
    page = hide_row(organisation, venue)
    page.address_hidden = False
    published(page)


def hide_in_bulk(organisation: Any, venue: Venue) -> Any:
    page = make_activity(organisation, venue=venue)
    ActivityPage.objects.filter(pk=page.pk).update(address_hidden=True)


WAYS: list[Callable[[Any, Venue], Any]] = [
    hide_row,
    hide_only_in_a_draft,
    hide_in_a_draft_of_a_page_that_shows_it,
    hide_in_a_draft_that_was_overwritten,
    hide_and_delete,
    hide_and_delete_the_organisation,
    hide_and_publish_elsewhere,
    hide_and_show_again,
    hide_in_bulk,
]

ADDRESSES = [
    "/admin/snippets/choose/listings/venue/",
    "/admin/snippets/choose/listings/venue/results/?q=Kaisla",
    "/admin/snippets/choose/listings/venue/chosen/{pk}/",
    "/admin/snippets/choose/listings/venue/chosen-multiple/?id={pk}",
    "/admin/snippets/listings/venue/",
    "/admin/snippets/listings/venue/?municipality=092",
    "/admin/snippets/listings/venue/edit/{pk}/",
    "/admin/snippets/listings/venue/delete/{pk}/",
    "/admin/snippets/listings/venue/history/{pk}/",
    "/admin/snippets/listings/venue/usage/{pk}/",
    "/admin/bulk/listings/venue/delete/?id={pk}",
    "/admin/bulk/listings/venue/delete/?id=all",
    "/admin/listings/pool/?export=csv",
    "/admin/reports/site-history/",
    "/admin/",
]


def shown(user: Any, address: str) -> str:
    answer = signed_in(user).get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    return str(content.decode(errors="replace"))


@pytest.mark.parametrize("way", WAYS)
def test_no_outsider_chooses_it(way: Any, shelter: Venue, organisation: Any, request: pytest.FixtureRequest) -> None:
    way(organisation, shelter)
    for name in OUTSIDERS:
        outsider = request.getfixturevalue(name)
        assert shelter not in Venue.objects.for_editor(outsider)
    client = signed_in(request.getfixturevalue("coordinating_neighbour"))
    assert client.get(f"/admin/snippets/choose/listings/venue/chosen/{shelter.pk}/").status_code == 404
    shelter.refresh_from_db()
    assert shelter.address_hidden


def test_address_is_on_no_outsiders_screen(shelter: Venue, organisation: Any, outsider: Any) -> None:
    hide_and_delete(organisation, shelter)
    for address in ADDRESSES:
        text = shown(outsider, address.format(pk=shelter.pk))
        assert (address, NAME in text, STREET in text) == (address, False, False)


@pytest.mark.parametrize("way", WAYS)
def test_its_organisation_and_its_portal_see_it(
    way: Any, shelter: Venue, organisation: Any, vantaa_coordinator: Any, admin: Any
) -> None:
    editor = make_editor(organisation)
    way(organisation, shelter)
    assert shelter in Venue.objects.for_editor(editor) or way is hide_and_delete_the_organisation
    for user in (vantaa_coordinator, admin):
        assert NAME in shown(user, f"/admin/snippets/choose/listings/venue/chosen/{shelter.pk}/")


def test_editor_hides_it_by_the_form(
    shelter: Venue, activity: Any, coordinating_editor: Any, neighbours_editor: Any
) -> None:
    editor = coordinating_editor
    client = signed_in(editor)
    values = {"venue": shelter.pk, "address_hidden": "on"}
    client.post(url("edit", activity.pk), form_of(client, url("edit", activity.pk), **values))
    assert Venue.objects.for_editor(editor).filter(pk=shelter.pk).exists()
    assert not Venue.objects.for_editor(neighbours_editor).filter(pk=shelter.pk).exists()


def test_error_does_not_tell_that_the_address_is_there(shelter: Venue, organisation: Any, coordinator: Any) -> None:
    hide_row(organisation, shelter)
    data = {"venue-chosen": "", "name": NAME, "street": STREET, "municipality": "092"}
    fields = {f"create-section-{name}": value for name, value in data.items()} | data
    answer = signed_in(coordinator).post(reverse("wagtailsnippetchoosers_listings_venue:create"), fields)
    assert answer.status_code == 200
    assert Venue.objects.filter(name=NAME, address_hidden=False).count() == 1


# A place that everybody knows


@pytest.fixture
def library(espoo: Portal, neighbour: Any) -> Venue:
    venue: Venue = Venue.objects.create(
        name="Kirjasto Omena", street="Suomenlahdentie 1", municipality=Municipality.objects.get(pk="049")
    )
    make_activity(neighbour, "Lukupiiri", venue=venue)
    return venue


@pytest.mark.parametrize("way", [hide_row, hide_only_in_a_draft, hide_in_a_draft_of_a_page_that_shows_it])
def test_well_known_place_stays_for_everybody(way: Any, library: Venue, organisation: Any, outsider: Any) -> None:
    page = way(organisation, library)
    latest = ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    library.refresh_from_db()
    assert (library.address_hidden, latest.venue.address_hidden, latest.venue.name) == (False, True, library.name)
    visible = Venue.objects.for_editor(outsider)
    keeps_it = library.portal is not None and may_coordinate(outsider, library.portal)
    assert (library in visible, latest.venue in visible) == (True, keeps_it)


def test_organisation_has_one_copy(library: Venue, organisation: Any, other_organisation: Any) -> None:
    pages = [hide_row(organisation, library) for _number in range(3)]
    for page in pages:
        page.venue = library
        published(page)
    hide_row(other_organisation, library)
    assert Venue.objects.filter(name=library.name, address_hidden=True).count() == 2


def test_copied_activity_keeps_the_hidden_venue(library: Venue, organisation: Any) -> None:
    page = hide_row(organisation, library)
    copy = CopyActivity(page).execute().get_latest_revision_as_object()
    assert (copy.venue, copy.venue.address_hidden) == (page.venue, True)


def test_translation_does_not_make_a_place_known(shelter: Venue, organisation: Any, other_organisation: Any) -> None:
    """Facts of a translation's row are as old as the translation."""
    page = make_activity(organisation, venue=shelter)
    translated(page, "sv", title="Café")
    page.venue = None
    published(page)
    hide_row(other_organisation, shelter)
    shelter.refresh_from_db()
    assert shelter.address_hidden


# What was there before


def migrate() -> None:
    module = importlib.import_module("listings.migrations.0008_mark_hidden_venues")
    module.hide(None, SimpleNamespace(connection=connection))


def forget() -> None:
    """Bring the data into the form of before."""
    Venue.hidden_by.through.objects.all().delete()
    Venue.objects.update(address_hidden=False)


def test_migration_finds_hidden_addresses_in_rows_and_drafts(
    vantaa: Portal, organisation: Any, other_organisation: Any
) -> None:
    town = Municipality.objects.get(pk="092")
    names = ("rivi", "luonnos", "poistettu", "avoin")
    venues = {name: Venue.objects.create(name=name, municipality=town) for name in names}
    hide_row(organisation, venues["rivi"])
    hide_only_in_a_draft(other_organisation, venues["luonnos"])
    hide_row(organisation, venues["poistettu"]).delete()
    make_activity(organisation, venue=venues["avoin"])
    forget()
    migrate()
    assert {venue.name: venue.address_hidden for venue in Venue.objects.all()} == {
        "rivi": True,
        "luonnos": True,
        "poistettu": True,
        "avoin": False,
    }
    assert venues["rivi"].hidden_by.get() == record_of(organisation)
    assert venues["luonnos"].hidden_by.get() == record_of(other_organisation)


def test_migration_leaves_a_well_known_place_open(library: Venue, organisation: Any) -> None:
    page = make_activity(organisation, venue=library)
    ActivityPage.objects.filter(pk=page.pk).update(address_hidden=True)
    page.refresh_from_db()
    content = {**page.get_latest_revision().content, "address_hidden": True}
    Revision.objects.filter(pk=page.latest_revision_id).update(content=content)
    forget()
    migrate()
    page = ActivityPage.objects.get(pk=page.pk)
    library.refresh_from_db()
    assert not library.address_hidden
    assert (page.venue.name, page.venue.address_hidden) == (library.name, True)
    assert page.get_latest_revision_as_object().venue == page.venue
    assert page.venue.hidden_by.get() == record_of(organisation)
