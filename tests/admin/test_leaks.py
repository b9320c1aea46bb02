"""Nobody reads in the admin what belongs to others: drafts, addresses that are hidden, files, names."""

from typing import Any

import pytest
from django.test import override_settings
from django.urls import reverse
from taggit.models import Tag
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from listings.models import ActivityPage, ActivityTag, Venue
from regions.models import Municipality, Portal
from tests.listings.admin import form_of, is_open, signed_in, url
from tests.listings.factories import make_activity

pytestmark = pytest.mark.django_db

PEOPLE = ("coordinating_editor", "coordinator")
SECRET = "Salainen luonnos"
VENUE = "wagtailsnippetchoosers_listings_venue"


@pytest.fixture(params=PEOPLE)
def stranger(request: pytest.FixtureRequest) -> Any:
    """Somebody of Espoo, who has nothing to do with Vantaa."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def draft(other_organisation: Any) -> Any:
    """An unpublished activity in Vantaa."""
    return make_activity(other_organisation, SECRET, live=False)


@pytest.fixture
def hidden_venue(neighbour: Any, vantaa: Portal) -> Venue:
    """A place that only an activity with a hidden address uses, kept by another portal."""
    venue = Venue.objects.create(
        name="Turvatalo", street="Piilokuja 1", municipality=Municipality.objects.get(pk="092")
    )
    make_activity(neighbour, venue=venue, sensitive=True, address_hidden=True)
    return venue


@pytest.fixture
def open_venue(espoo: Portal) -> Venue:
    venue: Venue = Venue.objects.create(name="Kirjasto", municipality=Municipality.objects.get(pk="049"))
    return venue


def make_image(portal: Portal, title: str) -> Any:
    return get_image_model().objects.create(title=title, file=get_test_image_file(), collection=portal.collection)


def text_of(answer: Any) -> str:
    return "" if answer.status_code == 302 else str(answer.content.decode())


# Hidden addresses


@pytest.mark.parametrize(
    "address",
    [
        lambda pk: reverse(f"{VENUE}:chosen", args=[pk]),
        lambda pk: reverse(f"{VENUE}:chosen_multiple") + f"?id={pk}",
        lambda pk: f"/admin/bulk/listings/venue/delete/?id={pk}",
        lambda pk: f"/admin/snippets/listings/venue/copy/{pk}/",
        lambda pk: f"/admin/snippets/listings/venue/edit/{pk}/",
        lambda pk: f"/admin/snippets/listings/venue/usage/{pk}/",
        lambda pk: f"/admin/snippets/listings/venue/history/{pk}/",
    ],
)
def test_hidden_address_is_on_no_screen(address: Any, hidden_venue: Venue, stranger: Any) -> None:
    answer = signed_in(stranger).get(address(hidden_venue.pk))
    assert "Turvatalo" not in text_of(answer)


def test_page_refuses_a_venue_that_its_editor_does_not_see(
    activity: Any, coordinating_editor: Any, hidden_venue: Venue
) -> None:
    client = signed_in(coordinating_editor)
    data = form_of(client, url("edit", activity.pk), venue=hidden_venue.pk)
    answer = client.post(url("edit", activity.pk), data)
    latest = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert (latest.venue, "Turvatalo" in text_of(answer), answer.status_code) == (None, False, 200)


def test_page_refuses_a_picture_that_its_editor_may_not_choose(
    activity: Any, coordinating_editor: Any, vantaa: Portal
) -> None:
    image = make_image(vantaa, "Vantaan kuva")
    client = signed_in(coordinating_editor)
    answer = client.post(url("edit", activity.pk), form_of(client, url("edit", activity.pk), image=image.pk))
    latest = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert (latest.image, "Vantaan kuva" in text_of(answer)) == (None, False)


def test_editor_chooses_a_venue_and_a_picture(
    activity: Any, coordinating_editor: Any, open_venue: Venue, espoo: Portal
) -> None:
    image = make_image(espoo, "Kahvikuppi")
    client = signed_in(coordinating_editor)
    assert "Kirjasto" in text_of(client.get(reverse(f"{VENUE}:chosen", args=[open_venue.pk])))
    assert "Kahvikuppi" in text_of(client.get(reverse("wagtailimages_chooser:choose")))
    assert "Kahvikuppi" in text_of(client.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])))
    values = {"image": image.pk, "image_alt": "Kuppi", "venue": open_venue.pk}
    client.post(url("edit", activity.pk), form_of(client, url("edit", activity.pk), **values))
    latest = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert (latest.venue, latest.image) == (open_venue, image)


def test_page_keeps_its_current_venue(coordinating_editor: Any, hidden_venue: Venue, organisation: Any) -> None:
    page = make_activity(organisation, venue=hidden_venue)
    client = signed_in(coordinating_editor)
    client.post(url("edit", page.pk), form_of(client, url("edit", page.pk), title="Uusi nimi"))
    latest = ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (latest.title, latest.venue) == ("Uusi nimi", hidden_venue)


# Drafts


#: The numbers of a draft and of the page above it stand in them.
DRAFT_ADDRESSES = [
    "/admin/choose-page/chosen-multiple/?id={pk}",
    "/admin/choose-page/{pk}/",
    "/admin/choose-page/{parent}/",
    "/admin/choose-page/?page_type=listings.ActivityPage",
    "/admin/choose-page/search/?q=Salainen",
    "/admin/bulk/wagtailcore/page/publish/?id={pk}",
    "/admin/bulk/wagtailcore/page/unpublish/?id={pk}",
    "/admin/bulk/wagtailcore/page/move/?id={pk}",
    "/admin/bulk/wagtailcore/page/delete/?id={pk}",
    "/admin/bulk/wagtailcore/page/publish/?id=all&childOf={parent}",
    "/admin/bulk/wagtailcore/page/publish/?id=all",
    "/admin/pages/{pk}/",
    "/admin/pages/{parent}/",
    "/admin/pages/{pk}/results/",
    "/admin/pages/{pk}/edit/",
    "/admin/pages/{pk}/view_draft/",
    "/admin/pages/{pk}/history/",
    "/admin/pages/{pk}/usage/",
    "/admin/pages/{pk}/delete/",
    "/admin/pages/{pk}/move/",
    "/admin/pages/{pk}/copy/",
    "/admin/pages/search/?q=Salainen",
    "/admin/pages/usage/listings/activitypage/",
    "/admin/reports/page-types-usage/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/api/main/pages/?fields=*",
    "/admin/api/main/pages/?search=Salainen",
    "/admin/api/main/pages/{pk}/",
    "/admin/api/main/pages/{parent}/",
    "/admin/pages/",
    "/admin/",
]


def test_drafts_title_is_hidden_from_others(draft: Any, activity: Any, stranger: Any) -> None:
    client, parent = signed_in(stranger), draft.get_parent()
    for address in DRAFT_ADDRESSES:
        answer = client.get(address.format(pk=draft.pk, parent=parent.pk))
        assert SECRET not in text_of(answer).replace('value="Salainen"', ""), address


def test_bulk_action_drops_objects_that_the_user_does_not_see(draft: Any, activity: Any, coordinator: Any) -> None:
    address = f"/admin/bulk/wagtailcore/page/unpublish/?id={draft.pk}&id={activity.pk}"
    text = text_of(signed_in(coordinator).get(address))
    assert ("Kielikahvila" in text, SECRET in text) == (True, False)


@pytest.mark.parametrize("ids", ["", "?id=x", "?id=0", "?id=all&childOf=x", "?id=all&childOf=0"])
def test_bulk_action_without_visible_objects_is_404(ids: str, coordinator: Any) -> None:
    assert signed_in(coordinator).get(f"/admin/bulk/wagtailcore/page/publish/{ids}").status_code == 404


def test_another_portals_page_is_404(draft: Any, coordinator: Any) -> None:
    assert signed_in(coordinator).get(f"/admin/pages/{draft.get_parent().pk}/").status_code == 404


def test_words_of_drafts_are_not_suggested(draft: Any, activity: Any, coordinating_editor: Any) -> None:
    for page, name in ((draft, "turvakoti"), (activity, "turnaus")):
        ActivityTag.objects.create(tag=Tag.objects.create(name=name, slug=name), content_object_id=page.pk)
    assert signed_in(coordinating_editor).get("/admin/tag-autocomplete/?term=tu").json() == ["turnaus"]


# Files and lists of everybody's


PICTURE_ADDRESSES = [
    "/admin/api/main/images/",
    "/admin/api/main/images/{pk}/",
    "/admin/bulk/wagtailimages/image/delete/?id={pk}",
    "/admin/bulk/wagtailimages/image/add_tags/?id=all",
    "/admin/images/{pk}/",
    "/admin/images/chooser/{pk}/",
    "/admin/images/chooser/chosen-multiple/?id={pk}",
    "/admin/images/usage/{pk}/",
]


def test_another_portals_picture_title_is_hidden(vantaa: Portal, stranger: Any) -> None:
    image, client = make_image(vantaa, SECRET), signed_in(stranger)
    for address in PICTURE_ADDRESSES:
        assert SECRET not in text_of(client.get(address.format(pk=image.pk))), address


@pytest.mark.parametrize(
    "name",
    ["workflow", "workflow_tasks", "site_history", "locked_pages", "aging_pages", "page_types_usage"],
)
def test_reports_are_for_national_administrators(name: str, stranger: Any, admin: Any) -> None:
    address = reverse(f"wagtailadmin_reports:{name}")
    assert (signed_in(stranger).get(address).status_code, signed_in(admin).get(address).status_code) == (404, 200)


@pytest.mark.parametrize("path", ["failwhale", "test404"])
def test_developer_pages_are_404(path: str, admin: Any) -> None:
    assert signed_in(admin).get(f"/admin/{path}/").status_code == 404


@override_settings(DEBUG=True)
def test_developer_pages_open_with_debug(admin: Any) -> None:
    assert is_open(signed_in(admin).get("/admin/test404/"))


def test_anonymous_users_are_redirected_to_the_sign_in(draft: Any, client: Any) -> None:
    answer = client.get(f"/admin/pages/{draft.pk}/", headers={"host": "kototori.localhost:8000"})
    assert answer.status_code == 302


# Work goes on


def test_an_editor_reaches_their_organisation(organisation: Any, activity: Any, coordinating_editor: Any) -> None:
    client = signed_in(coordinating_editor)
    assert is_open(client.get(reverse("wagtailadmin_explore", args=[organisation.pk])))
    assert is_open(client.get(url("edit", activity.pk)))


def test_a_coordinator_reaches_their_homes(espoo: Portal, coordinator: Any) -> None:
    client = signed_in(coordinator)
    for page in [*espoo.homes.all(), Page.get_first_root_node()]:
        assert is_open(client.get(reverse("wagtailadmin_explore", args=[page.pk])))


def test_a_coordinator_publishes(organisation: Any, coordinator: Any) -> None:
    page = make_activity(organisation, live=False)
    client = signed_in(coordinator)
    client.post(url("edit", page.pk), form_of(client, url("edit", page.pk)) | {"action-publish": "1"})
    assert ActivityPage.objects.get(pk=page.pk).live


def test_page_chooser_opens_for_coordinator_and_editor(
    activity: Any, coordinator: Any, coordinating_editor: Any
) -> None:
    for user in (coordinator, coordinating_editor):
        client = signed_in(user)
        assert is_open(client.get(reverse("wagtailadmin_choose_page")))
        assert is_open(client.get(reverse("wagtailadmin_choose_page_child", args=[activity.get_parent().pk])))
        answer = client.get(reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={activity.pk}")
        assert "Kielikahvila" in text_of(answer)
