"""Which host, which language, which page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from regions.languages import best_language
from regions.models import Portal, PortalHomePage
from tests.regions.factories import open_portal

pytestmark = pytest.mark.django_db


def ask(client: Client, path: str, host: str) -> int:
    return client.get(path, headers={"host": host}).status_code


@pytest.mark.parametrize(
    "host", ["nowhere.localhost", "localhost", "evil.example", "espoo.localhost.evil.example", "127.0.0.1", "bad host"]
)
def test_host_without_a_portal_is_404(client: Client, espoo: Portal, host: str) -> None:
    assert ask(client, "/fi/", host) == 404
    assert ask(client, "/admin/", host) == 404


@pytest.mark.parametrize("host", ["espoo.localhost", "espoo.localhost:1234", "ESPOO.localhost", "espoo.localhost."])
def test_the_port_and_the_case_of_the_host_do_not_matter(client: Client, espoo: Portal, host: str) -> None:
    assert ask(client, "/fi/", host) == 200


def test_health_answers_on_every_host(client: Client, espoo: Portal) -> None:
    assert ask(client, "/health/", "127.0.0.1") != 404


def test_each_portal_shows_its_own_home(client: Client, espoo: Portal, vantaa: Portal) -> None:
    assert b"Kototori Espoo" in client.get("/fi/", headers={"host": "espoo.localhost"}).content
    assert b"<h1>Kototori Espoo" not in client.get("/fi/", headers={"host": "vantaa.localhost"}).content


def test_a_language_that_the_portal_lacks_is_404(client: Client, espoo: Portal, vantaa: Portal) -> None:
    assert ask(client, "/ar/", "espoo.localhost") == 404
    assert ask(client, "/ar/", "vantaa.localhost") == 200
    assert ask(client, "/tlh/", "espoo.localhost") == 404


def test_removed_language_is_404_although_its_home_exists(on_espoo: Client, espoo: Portal) -> None:
    espoo.languages = ["fi", "sv"]
    espoo.save()
    assert on_espoo.get("/en/").status_code == 404


def test_page_has_the_language_and_direction_of_its_address(client: Client, vantaa: Portal) -> None:
    response = client.get("/ar/", headers={"host": "vantaa.localhost"})
    assert '<html lang="ar" dir="rtl"' in response.content.decode()
    assert response.headers["Content-Language"] == "ar"


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "fi"),
        ("ar", "fi"),
        ("ru,sv;q=0.8,en;q=0.5", "sv"),
        ("sv-FI,sv;q=0.9", "sv"),
        ("en;q=0.2,sv;q=0.9", "sv"),
        ("*", "fi"),
        ("sv;q=0,en", "en"),
        ("x" * 5000, "fi"),
        (";;;,,q=,\x00", "fi"),
    ],
)
def test_root_redirects_to_the_best_of_the_portals_languages(on_espoo: Client, accepted: str, expected: str) -> None:
    response = on_espoo.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{expected}/")
    assert "Accept-Language" in response.headers["Vary"]


def test_root_redirects_to_the_first_language_without_accept_language() -> None:
    assert best_language("de", ["sv", "fi"]) == "sv"


def test_a_missing_slash_is_added(on_espoo: Client) -> None:
    response = on_espoo.get("/fi")
    assert (response.status_code, response.headers["Location"]) == (301, "/fi/")


def test_a_page_is_served_below_its_home_and_in_no_other_portal(client: Client, espoo: Portal, vantaa: Portal) -> None:
    add_home_like_page(espoo)
    assert ask(client, "/fi/ohje/", "espoo.localhost") == 200
    assert ask(client, "/sv/ohje/", "espoo.localhost") == 404
    assert ask(client, "/fi/ohje/", "vantaa.localhost") == 404


def test_a_draft_is_404(client: Client, espoo: Portal) -> None:
    add_home_like_page(espoo, live=False)
    assert ask(client, "/fi/ohje/", "espoo.localhost") == 404


def add_home_like_page(portal: Portal, live: bool = True) -> PortalHomePage:
    """A page of a portal below its Finnish home. Any page type of this app would do; it has one."""
    home = portal.homes.get(locale__language_code="fi")
    page = PortalHomePage(title="Ohje", slug="ohje", locale=home.locale, portal=portal, live=live)
    home.add_child(instance=page)
    return page


def test_a_pages_address_is_the_one_where_it_is_served(espoo: Portal, on_espoo: Client) -> None:
    page = add_home_like_page(espoo)
    assert page.full_url == "http://espoo.localhost:8000/fi/ohje/"
    assert page.get_url_parts() == (espoo.site_id, espoo.root_url, "/fi/ohje/")
    assert on_espoo.get(page.full_url).status_code == 200


def test_addresses_of_many_pages_cost_one_query(espoo: Portal, rf: Any, django_assert_num_queries: Any) -> None:
    request = rf.get("/fi/", headers={"host": "espoo.localhost"})
    add_home_like_page(espoo)
    pages = list(PortalHomePage.objects.all())
    with django_assert_num_queries(1):
        assert all(page.get_full_url(request) for page in pages)


def test_a_page_outside_every_portal_has_no_address(espoo: Portal) -> None:
    assert PortalHomePage(title="x", slug="x", url_path="/elsewhere/").get_url_parts() is None


def test_old_address_redirects_after_a_new_slug(
    espoo: Portal, on_espoo: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = add_home_like_page(espoo)
    page.slug = "neuvo"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert on_espoo.get("/fi/neuvo/").status_code == 200
    moved = on_espoo.get("/fi/ohje/")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"{espoo.root_url}/fi/neuvo/")


def test_a_home_costs_the_same_queries_with_more_portals_and_languages(
    on_espoo: Client, django_assert_num_queries: Any
) -> None:
    on_espoo.get("/fi/")
    with CaptureQueriesContext(connection) as before:
        on_espoo.get("/fi/")
    statements = len(before)
    open_portal("p1", languages=["fi"])
    open_portal("espoo", languages=["fi", "ru"])
    on_espoo.get("/fi/")
    with django_assert_num_queries(statements):
        assert on_espoo.get("/fi/").status_code == 200


def test_language_links_lead_to_the_translation_or_to_that_languages_home(espoo: Portal, on_espoo: Client) -> None:
    page = add_home_like_page(espoo)
    swedish = espoo.homes.get(locale__language_code="sv")
    swedish.add_child(
        instance=PortalHomePage(
            title="Råd", slug="rad", locale=swedish.locale, translation_key=page.translation_key, portal=espoo
        )
    )
    links = on_espoo.get("/fi/ohje/").context["language_links"]
    assert [(link.code, link.name, link.url, link.is_current) for link in links] == [
        ("fi", "suomi", "/fi/ohje/", True),
        ("sv", "svenska", "/sv/rad/", False),
        ("en", "English", "/en/", False),
    ]


def test_other_portals_are_offered_in_the_visitors_language_where_they_have_it(
    espoo: Portal, vantaa: Portal, on_espoo: Client
) -> None:
    links = on_espoo.get("/sv/").context["portal_links"]
    assert [(link.title, link.url) for link in links] == [
        ("Kototori", "http://kototori.localhost:8000/sv/"),
        ("Kototori Vantaa", "http://vantaa.localhost:8000/fi/"),
    ]


def test_cached_portal_is_read_again_after_a_change(vantaa: Portal, on_espoo: Client) -> None:
    def linked() -> tuple[str, str]:
        link = on_espoo.get("/fi/").context["portal_links"][-1]
        return link.title, link.url

    assert linked() == ("Kototori Vantaa", "http://vantaa.localhost:8000/fi/")
    Portal.objects.filter(pk=vantaa.pk).update(name="Vanda")
    Site.objects.filter(pk=vantaa.site_id).update(hostname="vanda.localhost")
    assert linked() == ("Kototori Vanda", "http://vanda.localhost:8000/fi/")


def test_404_page_is_in_the_language_of_its_address(on_espoo: Client) -> None:
    response = on_espoo.get("/sv/ingenting/")
    assert (response.status_code, response.headers["Content-Language"]) == (404, "sv")


def test_brand_stylesheet_is_cacheable_for_ever(on_espoo: Client, espoo: Portal) -> None:
    response = on_espoo.get(espoo.brand_path)
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert f"--portal-strong:{espoo.brand_strong}" in response.content.decode()
    assert "immutable" in response.headers["Cache-Control"]


def test_old_brand_address_redirects_to_the_current_one(on_espoo: Client, espoo: Portal) -> None:
    assert on_espoo.get("/brand/123456.css").headers["Location"] == espoo.brand_path


def test_a_portals_slug_page_belongs_to_the_root(espoo: Portal) -> None:
    assert set(Page.objects.filter(depth=2, slug__startswith="espoo").values_list("slug", flat=True)) == {
        "espoo-fi",
        "espoo-sv",
        "espoo-en",
    }
