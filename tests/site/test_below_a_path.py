"""The site below a path (``FORCE_SCRIPT_NAME``, or a script name of the WSGI server): links lead there, guards hold."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from django.test.utils import override_script_prefix

from listings.models import ActivityPage, Listing, Organisation
from regions.document_links import on_readers_host
from regions.models import Portal
from regions.staff_paths import _staff_prefixes_in, staff_prefixes
from tests.regions.test_document_access import button, make_document, publish, text

pytestmark = pytest.mark.django_db

BELOW = "/kunnat/kototori"
ESPOO, NATIONAL = "espoo.localhost:8000", "kototori.localhost:8000"
_LINK = re.compile(r"""\s(?:href|src|action)=["']([^"'#]+)""")


@pytest.fixture(autouse=True)
def a_process_that_has_just_started() -> Iterator[None]:
    _staff_prefixes_in.cache_clear()
    yield
    _staff_prefixes_in.cache_clear()


@pytest.fixture
def below(demo_pool: None) -> Iterator[None]:
    with override_settings(FORCE_SCRIPT_NAME=BELOW), override_script_prefix(f"{BELOW}/"):
        yield


def links_of(address: str, text: str) -> set[str]:
    """Absolute addresses of the links of a page to this and other portals."""
    found = {urljoin(address, unescape(link)) for link in _LINK.findall(text)}
    return {link for link in found if (urlsplit(link).hostname or "").endswith(".localhost")}


def signed_in(name: str) -> Client:
    client = Client(headers={"host": NATIONAL})
    client.force_login(get_user_model()._default_manager.get(username=name))
    return client


def walk(client: Client, address: str, limit: int) -> Iterator[tuple[str, Any]]:
    """Follow links from an address of a host, ``limit`` pages at most; one page of each form of path."""
    waiting = [address]
    forms: set[str] = set()
    while waiting and len(forms) < limit:
        here = waiting.pop(0)
        parts = urlsplit(here)
        form = re.sub(r"[0-9a-f-]{30,}|\d+", "#", parts.path)
        if parts.netloc != urlsplit(address).netloc or form in forms or parts.path.startswith(settings.STATIC_URL):
            continue
        forms.add(form)
        answer = client.get(parts.path.removeprefix(BELOW), headers={"host": parts.netloc})
        yield here, answer
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += sorted(links_of(here, answer.content.decode()))


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_public_links_stay_below_the_path(below: None, language: str) -> None:
    seen = 0
    for address, answer in walk(Client(), f"http://{ESPOO}{BELOW}/{language}/", limit=40):
        seen += 1
        path = urlsplit(address).path
        assert path.startswith(f"{BELOW}/"), address
        assert answer.status_code in (200, 302), (address, answer.status_code)
        text = "" if getattr(answer, "streaming", False) else answer.content.decode(errors="replace")
        text = text.replace("\r\n ", "")  # folded lines of a calendar
        for link in links_of(address, text):
            assert urlsplit(link).path.startswith((f"{BELOW}/", settings.STATIC_URL)), (address, link)
        for link in re.findall(r"https?://[a-z-]+\.localhost:8000[^\s\"'<>\\]*", text):
            assert link.partition(":8000")[2].startswith((f"{BELOW}/", settings.STATIC_URL)) or link.endswith(":8000")
    assert seen > 12


@pytest.mark.parametrize("path", ["/", "/fi/manifest.webmanifest", "/robots.txt", "/sitemap.xml", "/favicon.ico"])
def test_files_and_redirects_name_the_path(below: None, path: str) -> None:
    answer = Client(headers={"host": ESPOO}).get(path)
    assert (
        BELOW in answer.headers.get("Location", "") + answer.content.decode(errors="replace") or path == "/favicon.ico"
    )


def test_addresses_of_the_api_name_the_path(below: None) -> None:
    client = Client(headers={"host": ESPOO})
    answer = client.get("/api/v1/activities?page_size=2").json()
    addresses = [answer["next"], *(item["url"] for item in answer["results"])]
    addresses += [portal["url"] for portal in client.get("/api/v1/portals").json()["results"]]
    assert [address for address in addresses if not urlsplit(address).path.startswith(f"{BELOW}/")] == []


def test_admin_works_below_the_path(below: None) -> None:
    page = ActivityPage.objects.filter(live=True).first()
    assert page is not None
    client = signed_in("espoo@example.org")
    bad = []
    for address, answer in walk(client, f"http://{NATIONAL}{BELOW}/admin/", limit=30):
        path = urlsplit(address).path
        if "/bulk/" in path:
            continue  # 404 without the ids that a script adds
        if not path.startswith(f"{BELOW}/") or answer.status_code not in (200, 302, 405):
            bad.append((address, answer.status_code))
    assert bad == []
    policy = client.get("/admin/").headers["Content-Security-Policy"]
    assert "'unsafe-inline'" in policy


def test_uploads_are_sandboxed_below_the_path(below: None) -> None:
    answer = Client(headers={"host": NATIONAL}).get("/media/nothing.svg")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("first", ["/x", "/admin", "/fi", BELOW])
def test_guards_hold_whatever_script_name_came_first(demo_pool: None, first: str) -> None:
    with override_script_prefix(f"{first}/"):
        Client(headers={"host": ESPOO}).get("/robots.txt", SCRIPT_NAME=first)
        assert staff_prefixes()[0] == "/admin/"
    assert Client(headers={"host": ESPOO}).get("/admin/login/").status_code == 404
    client = signed_in("vantaa@example.org")
    page = ActivityPage.objects.get(
        translation_key=Listing.objects.get(source_id="L001").pk, locale__language_code="fi"
    )
    refused = [
        "/admin/reports/site-history/",
        "/admin/api/main/images/",
        f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}",
    ]
    assert [client.get(path).status_code for path in refused] == [404, 404, 404]


def test_guards_hold_below_the_path(below: None) -> None:
    client = signed_in("vantaa@example.org")
    foreign = Organisation.objects.get(source_id="O01")
    page = ActivityPage.objects.filter(translation_key__in=foreign.listings.values("pk")).first()
    assert page is not None
    refused = [
        "/admin/reports/workflow/",
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/bulk/wagtailcore/page/unpublish/?id={page.pk}",
        "/admin/test404/",
        "/admin/failwhale/",
    ]
    assert [client.get(path).status_code for path in refused] == [404] * 5
    assert Client(headers={"host": ESPOO}).get("/admin/login/").status_code == 404


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize(("body", "host"), [(button, ""), (button, f"http://{NATIONAL}"), (text, f"http://{ESPOO}")])
def test_document_of_a_public_page_is_public(below: None, body: Any, host: str, slash: str, tmp_path: Path) -> None:
    espoo = Portal.objects.get(slug="espoo")
    with override_settings(FORCE_SCRIPT_NAME=BELOW + slash, MEDIA_ROOT=tmp_path / "media"):
        document = make_document(espoo)
        assert document.url.startswith(f"{BELOW}/documents/")
        path, visitor = document.url.removeprefix(BELOW), Client(headers={"host": ESPOO})
        assert visitor.get(path).status_code == 404
        article = publish(espoo, *body(host + document.url))
        assert visitor.get(path).status_code == 200
        page = visitor.get(urlsplit(article.full_url).path.removeprefix(BELOW)).content.decode()
        assert f'href="{document.url}"' in page


def test_only_the_sites_own_path_is_above_documents() -> None:
    with override_settings(FORCE_SCRIPT_NAME="/a.b"):
        assert on_readers_host(f"http://{ESPOO}/a.b/documents/3/x.pdf") == "/a.b/documents/3/x.pdf"
        for other in ("/axb", "/a.b/c", "/c/a.b"):
            assert on_readers_host(f"http://{ESPOO}{other}/documents/3/x.pdf").startswith("http://")
