"""Public addresses are only read: wrong methods are 405 with ``Allow``, and too long addresses 414."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from kototori.uploads import uploaded_file
from regions.refusals.read_only import MAX_ADDRESS_LENGTH
from tests.api.api_client import ApiClient
from tests.faces.visiting import finder, listing, soup

pytestmark = pytest.mark.django_db

PATHS = [
    "/",
    "/fi/",
    "/fi/toiminta/",
    "/fi/toiminta",
    "/ar/activities/?weekday=2",
    "/sv/organisationer/",
    "/fi/toiminta/feed.rss",
    "/fi/toiminta/feed.ics",
    "/robots.txt",
    "/sitemap.xml",
    "/favicon.ico",
    "/fi/manifest.webmanifest",
    "/fi/there-is-nothing/",
    "/documents/1/guide.pdf",
]


def strict(host: str = "espoo") -> Client:
    """A client that checks CSRF tokens, as browsers meet it."""
    return Client(headers={"host": f"{host}.localhost"}, enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_is_only_read_refuses_other_methods(demo_pool: None, path: str, method: str) -> None:
    response = getattr(strict(), method)(path)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_the_refusal_is_a_page_in_the_language_of_the_address(demo_pool: None) -> None:
    for language in ("fi", "ar"):
        page = soup(strict().post(f"{finder(language)}{listing('L032').pk}/", {"q": "x"}))
        assert page.html is not None
        assert page.html["lang"] == language
        assert len(page.select("h1")) == 1
        assert page.select("form[role=search]")


def test_the_health_check_is_only_read() -> None:
    assert strict().post("/health/").status_code == 405


def test_invented_methods_are_refused_too(demo_pool: None) -> None:
    assert strict().generic("BREW", "/fi/toiminta/").status_code == 405
    assert strict().generic("TRACE", "/fi/").status_code == 405


@pytest.mark.parametrize("path", PATHS)
def test_options_says_what_is_allowed(demo_pool: None, path: str) -> None:
    response = strict().options(path)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_forms_that_write_are_left_to_their_views(demo_pool: None) -> None:
    client = strict("kototori")
    assert client.post("/admin/login/").status_code == 403
    assert client.post("/_util/login/").status_code == 403


def long_query(length: int, start: str = "q=") -> str:
    return start + "a" * (length - len(start))


@pytest.mark.parametrize("path", ["/fi/toiminta/", "/ar/", "/fi/toiminta/feed.ics", "/xx/"])
def test_an_address_that_is_too_long_has_a_page(demo_pool: None, path: str) -> None:
    response = strict().get(f"{path}?{long_query(MAX_ADDRESS_LENGTH)}")
    assert response.status_code == 414
    assert soup(response).select("form[role=search]")


def test_an_address_of_full_length_is_answered(demo_pool: None) -> None:
    path = "/fi/toiminta/"
    assert strict().get(f"{path}?{long_query(MAX_ADDRESS_LENGTH - len(path), 'utm=')}").status_code == 200
    assert strict().get(f"{path}?{long_query(MAX_ADDRESS_LENGTH - len(path) + 1, 'utm=')}").status_code == 414


def test_a_hundred_organisations_can_be_asked_for(demo_pool: None) -> None:
    from uuid import uuid4

    query = "&".join(f"organisation={uuid4()}" for _number in range(100))
    assert strict().get(f"/api/v1/activities?{query}").json()["count"] == 0
    assert strict().get(f"/fi/toiminta/?{query}").status_code == 200


@pytest.mark.parametrize("path", ["activities", "changes", "nosuch", "x" * 9000])
def test_the_apis_refusal_is_a_problem_document_in_the_language_asked_for(demo_pool: None, path: str) -> None:
    bodies: list[Any] = []
    for language in ("fi", "ar"):
        response = ApiClient("espoo.localhost").client.get(f"/api/v1/{path}?lang={language}&q={'a' * 8000}")
        assert (response.status_code, response.headers["Content-Type"]) == (414, "application/problem+json")
        bodies.append(response.json())
    assert [body["status"] for body in bodies] == [414, 414]
    assert bodies[0]["detail"] != bodies[1]["detail"]


@pytest.mark.parametrize("path", ["a" * 3000, "a/" * 1500 + "b", "x" * 300 + "/y", "nothing.jpg", "zero\x00byte"])
def test_an_upload_that_no_file_system_can_hold_is_not_found(settings: Any, tmp_path: Path, path: str) -> None:
    settings.MEDIA_ROOT = tmp_path  # a folder that exists: in one that doesn't, nothing is looked for
    with pytest.raises(Http404):
        uploaded_file(RequestFactory().get("/media/x"), path)


@pytest.mark.parametrize("path", ["a" * 3000, "x" * 300 + "/y"])
def test_a_static_file_that_no_file_system_can_hold_is_not_found(demo_pool: None, path: str) -> None:
    assert strict().get(f"/static/{path}").status_code == 404
