"""What can't be answered is said in the portal's look and the language of the address."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory
from django.utils.translation import override

from regions.models import Portal
from search.views.errors import bad_request, server_error
from tests.search.visiting import soup, visit


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/fi/ei-ole/", "fi", "Tätä sivua ei ole"),
        ("/sv/verksamhet/finns-inte/", "sv", "Sidan finns inte"),
        ("/ar/nothing/", "ar", "هذه الصفحة غير موجودة"),
        ("/xx/", "fi", "Tätä sivua ei ole"),
    ],
)
def test_page_that_is_not_there(demo_pool: None, path: str, language: str, words: str) -> None:
    response = visit("espoo", path)
    page = soup(response)
    assert response.status_code == 404
    assert page.html is not None
    assert page.h1 is not None
    assert page.html["lang"] == language
    assert page.h1.get_text() == words
    assert page.select("form[role=search]")


def test_request_that_cannot_be_read(demo_pool: None) -> None:
    request = RequestFactory().get("/sv/")
    request.portal = Portal.objects.select_related("site").get(slug="espoo")  # type: ignore[attr-defined]
    with override("sv"):
        response = bad_request(request, SuspiciousOperation())
    assert response.status_code == 400
    assert "Vi förstod inte den här begäran" in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("fi", "Jokin meni vikaan"), ("ar", "حدث خطأ ما")])
def test_our_own_fault_is_said_without_the_database(language: str, words: str) -> None:
    with override(language):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert words in response.content.decode()
