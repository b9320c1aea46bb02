"""Previews of drafts: the page on the home portal, with what is written and not yet public."""

from typing import Any

import pytest
from django.urls import reverse

from listings.models import ActivityPage, ActivitySlot, OrganisationPage
from regions.models import Portal, PortalRole
from search.models import ListingDocument
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import concept
from tests.regions.factories import make_member, make_user
from tests.search.factories import draft_activity, edit, make_activity, make_translation


@pytest.fixture
def coordinator(espoo: Portal) -> Any:
    return make_member(espoo, PortalRole.COORDINATOR)


def draft_text(user: Any, page: Any) -> str:
    answer = signed_in(user).get(url("view_draft", page.pk))
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_unpublished_activity_has_a_preview(organisation: OrganisationPage, coordinator: Any) -> None:
    assert "<h1>Kielikahvila</h1>" in draft_text(coordinator, draft_activity(organisation))


def test_preview_shows_the_draft_and_does_not_publish_it(organisation: OrganisationPage, coordinator: Any) -> None:
    page = make_activity(organisation)
    edit(page, publish=False, title="Uusi nimi", slots=[ActivitySlot(weekdays=[5])])
    text = draft_text(coordinator, page)
    assert ("Uusi nimi" in text, "perjantai" in text) == (True, True)
    assert not ListingDocument.objects.filter(texts__fi__title="Uusi nimi").exists()


def test_preview_is_the_home_portals_page(organisation: OrganisationPage, coordinator: Any) -> None:
    assert "Espoo" in draft_text(coordinator, draft_activity(organisation))


def test_preview_is_not_indexed(organisation: OrganisationPage, coordinator: Any) -> None:
    text = draft_text(coordinator, make_activity(organisation))
    assert ('content="noindex"' in text, 'rel="canonical"' in text) == (True, False)


def test_preview_of_a_translation_is_in_its_language(organisation: OrganisationPage, coordinator: Any) -> None:
    page = make_translation(make_activity(organisation), "ar", publish=False, title="مقهى اللغة")
    text = draft_text(coordinator, page)
    assert ("<h1>مقهى اللغة</h1>" in text, 'dir="rtl"' in text) == (True, True)


def test_organisation_has_a_preview(organisation: OrganisationPage) -> None:
    organisation.title = "Siltasanojen väki"
    organisation.save_revision()
    assert "<h1>Siltasanojen väki</h1>" in draft_text(make_user(is_superuser=True), organisation)


def test_preview_shows_the_form_before_it_is_saved(organisation: OrganisationPage, coordinator: Any) -> None:
    page = make_activity(organisation)
    client = signed_in(coordinator)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = client.post(address, form_of(client, url("edit", page.pk), title="Vielä lomakkeella"))
    assert answer.json()["is_valid"]
    assert "<h1>Vielä lomakkeella</h1>" in client.get(address).content.decode()


def test_new_activity_has_a_preview_before_it_is_saved(organisation: OrganisationPage, coordinator: Any) -> None:
    client = signed_in(coordinator)
    where = ("listings", "activitypage", organisation.pk)
    address = reverse("wagtailadmin_pages:preview_on_add", args=where)
    chosen = {"themes": [concept("theme", "language").pk], "format": concept("format", "group").pk}
    answer = client.post(address, form_of(client, url("add", *where), title="Aivan uusi", **chosen))
    assert answer.json()["is_valid"]
    assert "<h1>Aivan uusi</h1>" in client.get(address).content.decode()
    assert not ActivityPage.objects.exists()
