"""Error pages are in the portal's look and in the language of the address."""

from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils.translation import gettext, override

from faces.error_views import bad_request, form_not_accepted, page_not_found, permission_denied, server_error
from tests.faces.visiting import portal_request, soup, visit


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/fi/ei-ole/", "fi", "Tätä sivua ei ole"),
        ("/sv/verksamhet/finns-inte/", "sv", "Sidan finns inte"),
        ("/ar/nothing/", "ar", "هذه الصفحة غير موجودة"),
        ("/xx/", "fi", "Tätä sivua ei ole"),
    ],
)
def test_missing_page_is_in_the_language_of_the_address(demo_pool: None, path: str, language: str, words: str) -> None:
    response = visit("espoo", path)
    page = soup(response)
    assert response.status_code == 404
    assert page.html is not None
    assert page.h1 is not None
    assert page.html["lang"] == language
    assert page.h1.get_text() == words
    assert page.select("form[role=search]")


def test_bad_request_has_a_page_in_the_active_language(demo_pool: None) -> None:
    with override("sv"):
        response = bad_request(portal_request("/sv/"), SuspiciousOperation())
    assert response.status_code == 400
    assert "Vi förstod inte den här begäran" in response.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_form_that_is_too_old_says_what_to_do_in_every_language(demo_pool: None, language: str) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "kototori.localhost"})
    answer = client.post(f"/{language}/sign-in/", {"login": "a@example.org", "password": "b"})
    page = soup(answer)
    assert answer.status_code == 403
    assert page.html is not None
    assert page.h1 is not None
    assert page.html["lang"] == language
    with override(language):
        assert page.h1.get_text() == gettext("The form wasn't accepted")
    assert (page.h1.get_text() == "The form wasn't accepted") == (language == "en")
    assert page.select("header.top")
    assert not page.select("main form")
    assert "csrf" not in answer.text.lower()


def test_form_that_is_too_old_is_refused_on_a_host_without_a_portal(demo_pool: None) -> None:
    with override("sv"):
        request: Any = RequestFactory().post("/sv/sign-in/")
        answer = form_not_accepted(request, "CSRF cookie not set.")
    assert answer.status_code == 403
    assert "Formuläret togs inte emot" in answer.text


@pytest.mark.parametrize(("language", "words"), [("fi", "Jokin meni vikaan"), ("ar", "حدث خطأ ما")])
def test_server_error_page_needs_no_database(language: str, words: str) -> None:
    with override(language):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert words in response.content.decode()


@pytest.mark.parametrize(("handler", "status"), [(bad_request, 400), (permission_denied, 403), (page_not_found, 404)])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_error_page_is_in_the_language_of_the_address_and_not_indexed(
    demo_pool: None, handler: Any, status: int, language: str
) -> None:
    with override(language):
        response = handler(portal_request(f"/{language}/somewhere/"), Exception())
    page = soup(response)
    assert response.status_code == status
    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert "noindex" in str(page.select("meta[name=robots]"))
    assert len(page.select("h1")) == 1


@pytest.mark.parametrize(("path", "language"), [("/ar/x/", "ar"), ("/so/x/", "so"), ("/xx/", "fi"), ("/", "fi")])
def test_server_error_page_is_in_the_language_of_the_address_and_three_more(path: str, language: str) -> None:
    with override("fi"):
        page = soup(server_error(RequestFactory().get(path)))
    assert page.html is not None
    assert page.html["lang"] == language
    languages = [str(tag["lang"]) for tag in page.select("main [lang]")]
    assert languages == [code for code in ("fi", "sv", "en") if code != language]
    assert "noindex" in str(page.select("meta[name=robots]"))
    assert page.select("link[rel=stylesheet]")


def test_server_error_page_needs_no_static_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(path: str) -> str:
        raise ValueError(path)

    monkeypatch.setattr("faces.error_views.static", missing)
    assert server_error(RequestFactory().get("/fi/")).status_code == 500


def test_every_error_status_has_a_handler() -> None:
    resolver = get_resolver()
    for status in (400, 403, 404, 500):
        assert resolver.resolve_error_handler(status).__module__ == "faces.error_views"
