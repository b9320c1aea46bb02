"""Coordinators read the wishes of their own portals, search again, and note that they have seen them."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.wishes.models import Wish
from listings import dashboard
from regions.models import Portal
from tests.admin.admin_requests import NASTY
from tests.listings.admin import signed_in
from tests.wishes.wishing import make_wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
LIST = "/admin/wishes/"


@pytest.fixture(autouse=True)
def _nobody_has_wished_yet(open_portals: None) -> None:
    Wish.objects.all().delete()


def page(client: Client, path: str = LIST) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def rows(client: Client, path: str = LIST) -> list[tuple[str, str, str]]:
    """Words, filters and times of each row."""
    found = []
    for row in page(client, path).select("table.k-pool tbody tr"):
        cells = row.select("td")
        title, small = cells[0].select_one(".title-wrapper"), cells[0].select_one("small")
        assert title is not None
        assert small is not None
        found.append((title.get_text(strip=True), " ".join(small.get_text().split()), cells[1].get_text(strip=True)))
    return found


def words(client: Client, path: str = LIST) -> list[str]:
    return [row[0] for row in rows(client, path)]


def see(client: Client, wish: Wish, **values: str) -> Any:
    return client.post(f"{LIST}{wish.pk}/seen/", values)


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def test_wishes_are_grouped_by_words_and_filters(espoo: Portal, coordinator: Any) -> None:
    make_wish(espoo, "uinti", filters="theme=sport&weekday=2", times=2)
    make_wish(espoo, "Uinti", filters="theme=sport&weekday=2", day=days_ago(3), language="sv", times=3)
    make_wish(espoo, "uinti", filters="theme=sport", times=4)
    make_wish(espoo, "", filters="municipality=049")
    shown = rows(signed_in(coordinator))
    assert [(one.casefold(), times) for one, _filters, times in shown[:2]] == [("uinti", "5"), ("uinti", "4")]
    assert "tiistai" in shown[0][1]
    assert "tiistai" not in shown[1][1]
    assert shown[2][1:] == ("Espoo", "1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["uinti", "judo", "tanssi"]),
        ("order=newest", ["judo", "uinti", "tanssi"]),
        ("language=sv", ["uinti"]),
        ("period=30", ["uinti", "judo"]),
        ("state=any", ["shakki", "uinti", "judo", "tanssi"]),
        ("portal=vantaa&language=xx&period=1&state=x&order=x", ["uinti", "judo", "tanssi"]),
    ],
)
def test_the_list_is_narrowed_and_ordered(espoo: Portal, coordinator: Any, query: str, expected: list[str]) -> None:
    make_wish(espoo, "uinti", language="sv", times=5, day=days_ago(1))
    make_wish(espoo, "judo", times=3)
    make_wish(espoo, "tanssi", times=2, day=days_ago(60))
    make_wish(espoo, "shakki", times=9, is_seen=True, day=days_ago(200))
    assert words(signed_in(coordinator), f"{LIST}?{query}") == expected


def test_a_wish_that_was_seen_goes_until_it_is_wished_again(espoo: Portal, coordinator: Any) -> None:
    client = signed_in(coordinator)
    old, wish = make_wish(espoo, "uinti", day=days_ago(2)), make_wish(espoo, "uinti", language="sv")
    make_wish(espoo, "judo")
    assert see(client, wish).status_code == 302
    assert words(client) == ["judo"]
    assert set(Wish.objects.filter(pk__in=[old.pk, wish.pk]).values_list("is_seen", flat=True)) == {True}
    make_wish(espoo, "uinti")
    assert sorted(words(client)) == ["judo", "uinti"]
    see(client, wish)
    see(client, wish, again="1")
    assert sorted(words(client)) == ["judo", "uinti"]


def test_the_filter_stays_when_a_wish_was_seen(espoo: Portal, coordinator: Any) -> None:
    wish = make_wish(espoo, "uinti", language="sv")
    answer = signed_in(coordinator).post(f"{LIST}{wish.pk}/seen/?language=sv&order=newest&next=//evil.example")
    assert parse_qs(urlsplit(answer["Location"]).query) == {"language": ["sv"], "order": ["newest"]}
    assert urlsplit(answer["Location"]).netloc == ""


def test_everybody_sees_and_dismisses_those_of_their_own_portals(
    espoo: Portal, vantaa: Portal, national: Portal, coordinator: Any, vantaa_coordinator: Any, admin: Any
) -> None:
    wishes = {portal.slug: make_wish(portal, f"toive {portal.slug}") for portal in (espoo, vantaa, national)}
    assert words(signed_in(coordinator)) == ["toive espoo"]
    assert words(signed_in(vantaa_coordinator)) == ["toive vantaa"]
    assert sorted(words(signed_in(admin))) == ["toive espoo", "toive kototori", "toive vantaa"]
    assert words(signed_in(admin), f"{LIST}?portal=vantaa") == ["toive vantaa"]
    assert see(signed_in(coordinator), wishes["vantaa"]).status_code == 404
    assert see(signed_in(vantaa_coordinator), wishes["espoo"]).status_code == 404
    assert not Wish.objects.filter(is_seen=True).exists()
    assert see(signed_in(admin), wishes["vantaa"]).status_code == 302
    assert "toive vantaa" not in signed_in(coordinator).get(f"{LIST}csv/").getvalue().decode()


@pytest.mark.parametrize("role", ["editor", "coordinating_editor"])
def test_who_does_not_coordinate_the_portal_sees_none(role: str, espoo: Portal, request: Any) -> None:
    wish = make_wish(espoo, "salainen toive")
    client = signed_in(request.getfixturevalue(role))
    for answer in (client.get(LIST), client.get(f"{LIST}csv/"), see(client, wish)):
        content = b"".join(answer) if answer.streaming else answer.content
        assert "salainen" not in content.decode()
    assert not Wish.objects.filter(is_seen=True).exists()


def test_nobody_reads_them_without_signing_in(espoo: Portal) -> None:
    wish = make_wish(espoo, "uinti")
    client = Client(headers={"host": "kototori.localhost:8000"})
    assert {client.get(LIST).status_code, client.get(f"{LIST}csv/").status_code, see(client, wish).status_code} == {302}


def test_searching_again_tells_whether_something_fits_by_now(demo_pool: None, admin: Any) -> None:
    espoo = Portal.objects.get(slug="espoo")
    make_wish(espoo, "kielikahvila", times=3, language="sv")
    make_wish(espoo, "asdfqwer", times=2)
    past = f"from={days_ago(20)}&to={days_ago(14)}"
    make_wish(espoo, "kielikahvila", filters=past)
    table = page(signed_in(admin)).select("table.k-pool tbody tr")
    found = [row.select("td")[4] for row in table]
    assert [cell.select_one("strong") is not None for cell in found] == [True, False, True]
    links = [str(cell.select_one("a")["href"]) for cell in found]  # type: ignore[index]
    assert urlsplit(links[0]).path == "/sv/verksamhet/"
    assert "from=" not in links[2]
    again = Client(headers={"host": "espoo.localhost"}).get(f"/sv/verksamhet/?{urlsplit(links[0]).query}")
    count = found[0].select_one("strong")
    assert count is not None
    assert again.context["view"].count == int(count.get_text())


def test_a_filter_that_is_not_there_any_more_is_said(espoo: Portal, coordinator: Any) -> None:
    make_wish(espoo, "uinti", filters="theme=nosuch")
    make_wish(espoo, "judo", filters="%00=1&weekday=9")
    table = page(signed_in(coordinator)).select("table.k-pool tbody tr")
    assert [row.select("td")[4].select_one("a") for row in table] == [None, None]


def test_the_file_has_every_page_and_no_formulas(espoo: Portal, coordinator: Any) -> None:
    for number in range(30):
        make_wish(espoo, f"toive {number}", times=100 - number)
    make_wish(espoo, '=HYPERLINK("http://evil")', filters="weekday=2", times=200)
    answer = signed_in(coordinator).get(f"{LIST}csv/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["portal", "words", "filters", "languages", "times", "first_day", "last_day", "new", "url"]
    assert len(lines) == 32
    assert lines[1][1] == '\'=HYPERLINK("http://evil")'
    assert lines[1][4] == "200"


def test_the_front_page_says_how_many_are_new(espoo: Portal, vantaa: Portal, coordinator: Any) -> None:
    make_wish(espoo, "uinti")
    make_wish(espoo, "uinti", day=days_ago(1))
    make_wish(espoo, "judo", is_seen=True)
    make_wish(vantaa, "tanssi")
    needs = {need.url: need.count for need in dashboard.needs_of(coordinator)}
    assert needs[LIST] == 1


def test_an_empty_list_says_where_wishes_come_from(coordinator: Any) -> None:
    shown = page(signed_in(coordinator))
    assert shown.select_one("table.k-pool") is None
    assert shown.select_one(".k-wishes > p:last-child") is not None


@pytest.mark.parametrize("value", NASTY)
def test_every_parameter_takes_every_value(espoo: Portal, coordinator: Any, value: str) -> None:
    wish = make_wish(espoo, "uinti")
    client = signed_in(coordinator)
    client.raise_request_exception = False
    statuses = []
    for name in ("portal", "language", "period", "state", "order", "p"):
        query = urlencode({name: value}, errors="surrogatepass")
        statuses += [client.get(f"{path}?{query}").status_code for path in (LIST, f"{LIST}csv/")]
        body = urlencode({"again": value}, errors="surrogatepass").encode()
        address = f"{LIST}{wish.pk}/seen/?{query}"
        answer = client.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
        statuses.append(answer.status_code)
    assert max(statuses) < 500


def test_a_full_page_takes_as_many_statements_as_a_short_one(espoo: Portal, admin: Any) -> None:
    def statements(path: str) -> int:
        client = signed_in(admin)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert b"".join(client.get(path)) or True
        return len(queries)

    def wish(number: int) -> None:
        make_wish(espoo, f"uinti {number}", filters="theme=sport&weekday=2&municipality=049")

    for number in range(2):
        wish(number)
    few = [statements(path) for path in (LIST, f"{LIST}csv/")]
    for number in range(2, 25):
        wish(number)
    assert [statements(path) for path in (LIST, f"{LIST}csv/")] == few
