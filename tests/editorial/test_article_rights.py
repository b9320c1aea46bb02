"""Coordinators write and publish their own portal's articles; nobody else does, and no form takes what isn't theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from editorial.articles.blocks import ArticleBlocks, activity_id
from editorial.articles.pages import ArticlePage, StatementPage
from regions.models import Portal, PortalRole
from search.indexer import drain_outbox
from tests.editorial.factories import draft_article, make_article, news_of
from tests.faces.visiting import read
from tests.listings.admin import hidden_fields, is_open, signed_in, url
from tests.listings.factories import make_editor
from tests.regions.factories import make_member, make_user
from tests.search.factories import make_activity, make_organisation

STRANGERS = ("other coordinator", "editor", "translator", "counsellor")


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def coordinator(espoo: Portal) -> Any:
    return make_member(espoo)


def person(who: str, espoo: Portal, vantaa: Portal) -> Any:
    if who == "editor":
        return make_editor(make_organisation(espoo))
    if who == "other coordinator":
        return make_member(vantaa)
    role = {"translator": PortalRole.TRANSLATOR, "counsellor": PortalRole.COUNSELLOR}[who]
    return make_member(espoo, role, **({"languages": ["ar"]} if who == "translator" else {}))


def sent(**values: Any) -> dict[str, Any]:
    body = values.pop("body", [("text", rich_text("<p>Tule mukaan.</p>"))])
    data = {
        "title": "Uusi ohje",
        "slug": "uusi-ohje",
        "kind": "guidance",
        "summary": "Näin.",
        "picture": "",
        "picture_alt": "",
        "date": "2026-11-01",
        "author": "",
        "theme": "",
        "body": streamfield(body),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    return nested_form_data(data | values)


def add_url(portal: Portal) -> str:
    return url("add", "editorial", "articlepage", news_of(portal).pk)


def test_a_coordinator_writes_and_publishes(espoo: Portal, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(add_url(espoo), sent() | {"action-publish": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = ArticlePage.objects.get(slug="uusi-ohje")
    assert (page.live, page.language, page.title) == (True, "fi", "Uusi ohje")


def test_a_coordinator_adds_to_a_page_about_the_service(espoo: Portal, coordinator: Any) -> None:
    page = StatementPage.objects.child_of(espoo.homes.get(locale__language_code="fi")).first()
    assert is_open(signed_in(coordinator).get(url("edit", page.pk)))


@pytest.mark.parametrize("who", STRANGERS)
def test_others_cannot_open_editorial_pages(espoo: Portal, vantaa: Portal, who: str) -> None:
    client = signed_in(person(who, espoo, vantaa))
    article, draft = make_article(espoo), draft_article(espoo, "Luonnos")
    statement = StatementPage.objects.child_of(espoo.homes.get(locale__language_code="fi")).first()
    for page in (article, draft, statement, news_of(espoo)):
        for view in ("edit", "view_draft", "delete", "unpublish", "history"):
            assert not is_open(client.get(url(view, page.pk))), (view, page)
    assert not is_open(client.get(add_url(espoo)))
    client.post(add_url(espoo), sent() | {"action-publish": "1"})
    edit = url("edit", article.pk)
    client.post(edit, sent() | hidden_fields(client.get(edit)) | {"action-publish": "1"})
    assert not ArticlePage.objects.filter(title="Uusi ohje").exists()


@pytest.mark.parametrize("view", ["copy", "move"])
def test_article_cannot_be_moved_or_copied(espoo: Portal, coordinator: Any, view: str) -> None:
    assert not is_open(signed_in(coordinator).get(url(view, make_article(espoo).pk)))


@pytest.mark.parametrize("view", ["delete", "unpublish", "copy", "move"])
def test_fixed_pages_cannot_be_removed(espoo: Portal, coordinator: Any, view: str) -> None:
    assert not is_open(signed_in(coordinator).get(url(view, news_of(espoo).pk)))


def test_a_draft_is_previewed_in_its_portal(espoo: Portal, coordinator: Any) -> None:
    page = draft_article(espoo, "Luonnos")
    text = signed_in(coordinator).get(url("view_draft", page.pk)).content.decode()
    assert ("Luonnos</h1>" in text, "Espoo" in text, 'content="noindex' in text) == (True, True, True)


def test_a_page_about_the_service_is_previewed(espoo: Portal, coordinator: Any) -> None:
    page = StatementPage.objects.child_of(espoo.homes.get(locale__language_code="sv")).get(kind="privacy")
    text = signed_in(coordinator).get(url("view_draft", page.pk)).content.decode()
    assert ("dataombudsmannen" in text, 'lang="sv"' in text) == (True, True)


def test_picture_needs_alternative_text(espoo: Portal, coordinator: Any) -> None:
    image = get_image_model().objects.create(title="a", file=get_test_image_file(), collection=espoo.collection)
    client = signed_in(coordinator)
    answer = client.post(add_url(espoo), sent(picture=str(image.pk)) | {"action-publish": "1"})
    assert "picture_alt" in answer.context["form"].errors


def test_a_picture_that_the_coordinator_does_not_see_is_refused(
    espoo: Portal, vantaa: Portal, coordinator: Any
) -> None:
    image = get_image_model().objects.create(title="a", file=get_test_image_file(), collection=vantaa.collection)
    client = signed_in(coordinator)
    block = ("picture", {"image": str(image.pk), "alt": "Kuva", "caption": ""})
    answer = client.post(add_url(espoo), sent(body=[block]) | {"action-publish": "1"})
    assert "body" in answer.context["form"].errors
    answer = client.post(add_url(espoo), sent(picture=str(image.pk), picture_alt="x") | {"action-publish": "1"})
    assert "picture" in answer.context["form"].errors
    assert not ArticlePage.objects.exists()


def test_an_activity_that_the_portal_does_not_show_is_refused(espoo: Portal, vantaa: Portal, coordinator: Any) -> None:
    own = make_activity(make_organisation(espoo))
    town = vantaa.coverage.get()
    elsewhere = make_activity(make_organisation(vantaa, municipality=town), municipality=town)
    drain_outbox()
    client = signed_in(coordinator)
    for activity, refused in ((elsewhere, True), (own, False)):
        item = {"value": f"/fi/toiminta/{activity.translation_key}/", "deleted": "", "order": "0", "id": ""}
        addresses = {"count": "1", "0": item}
        block = ("activities", {"heading": "", "addresses": addresses})
        answer = client.post(add_url(espoo), sent(body=[block]) | {"action-publish": "1"})
        assert (answer.status_code == 200 and "body" in answer.context["form"].errors) == refused


@pytest.mark.parametrize(
    "address",
    ["", "x", "https://example.org/", "/fi/toiminta/", "/fi/toiminta/123/", "javascript:alert(1)", "/fi/toiminta/x/"],
)
def test_only_addresses_of_activities_are_accepted(address: str) -> None:
    stream = ArticleBlocks().to_python([{"type": "activities", "value": {"heading": "", "addresses": [address]}}])
    with pytest.raises(ValidationError):
        ArticleBlocks().clean(stream)
    assert activity_id(address) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "toiminta", "/\\evil"]
)
def test_a_button_leads_to_the_web_or_to_the_portal(address: str) -> None:
    stream = ArticleBlocks().to_python([{"type": "call_to_action", "value": {"words": "a", "address": address}}])
    with pytest.raises(ValidationError):
        ArticleBlocks().clean(stream)


def test_a_national_admin_writes_everywhere(espoo: Portal, vantaa: Portal) -> None:
    admin = make_user("admin@example.net", is_superuser=True)
    for portal in (espoo, vantaa):
        assert is_open(signed_in(admin).get(add_url(portal)))


def test_a_coordinator_arranges_the_front_page(espoo: Portal, coordinator: Any) -> None:
    make_article(espoo)
    home = espoo.homes.get(locale__language_code="fi")
    blocks = [
        ("part", {"part": "editorial.news", "heading": "Meillä tapahtuu"}),
        ("text", rich_text("<p>Tervetuloa Espooseen.</p>")),
    ]
    data = {"title": home.title, "slug": home.slug, "lead": "", "blocks": streamfield(blocks)}
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    form = nested_form_data(data | {"comments": comments}) | {"action-publish": "1"}
    client = signed_in(coordinator)
    answer = client.post(url("edit", home.pk), form | hidden_fields(client.get(url("edit", home.pk))))
    assert answer.status_code == 302, answer.context["form"].errors
    page = read("espoo", "/fi/")
    assert [heading.get_text(strip=True) for heading in page.select("main h2")] == ["Meillä tapahtuu"]
    assert "Tervetuloa Espooseen." in page.get_text()
    assert page.h1 is not None
