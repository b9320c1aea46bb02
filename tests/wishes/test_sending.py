"""Sending a wish: what is kept, what never is, and how much of it."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.form_guard.form_keys import make_form_key
from editorial.wishes import keeping_wishes, wish_limits
from editorial.wishes.models import Wish
from regions.models import Portal
from tests.admin.admin_requests import NASTY
from tests.faces.visiting import finder, visit
from tests.wishes.wishing import make_wish, send, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture(autouse=True)
def _nobody_has_sent_yet(open_portals: None) -> None:
    cache.clear()
    Wish.objects.all().delete()


def page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def kept() -> list[tuple[str, str, str, str, int]]:
    """What there is: portal, language, words, filters, times."""
    rows = Wish.objects.order_by("pk").values_list("portal__slug", "language", "words", "filters", "times")
    return list(rows)


def test_words_filters_language_day_and_portal_are_kept_and_nothing_else() -> None:
    answer = send("q=Naisten+uinti&weekday=2&theme=sport&sort=title&page=3&utm_source=x", language="sv")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sv/wish/sent/?")
    assert kept() == [("espoo", "sv", "Naisten uinti", "theme=sport&weekday=2", 1)]
    assert Wish.objects.get().day == timezone.localdate()
    columns = {field.name for field in Wish._meta.fields}
    assert columns == {"id", "portal", "day", "language", "words", "filters", "key", "times", "is_seen"}


def test_the_same_wish_on_the_same_day_is_counted() -> None:
    for query in ("q=uinti&theme=sport&weekday=2", "weekday=2&theme=sport&q=Uinti", "q=uinti&weekday=2&theme=sport"):
        assert send(query).status_code == 302
    send("q=uinti&theme=sport")
    send("q=uinti&theme=sport&weekday=2", language="sv")
    send("q=uinti&theme=sport&weekday=2", slug="vantaa")
    Wish.objects.update(day=timezone.localdate() - datetime.timedelta(days=1))
    send("q=uinti&theme=sport&weekday=2")
    assert [times for *_what, times in kept()] == [3, 1, 1, 1, 1]


def test_a_seen_wish_that_comes_again_on_its_day_is_new() -> None:
    send("q=uinti")
    Wish.objects.update(is_seen=True)
    send("q=uinti")
    assert not Wish.objects.get().is_seen


def test_no_page_sets_a_cookie_and_no_cache_keeps_it() -> None:
    for path in ("/fi/wish/?q=uinti", "/fi/wish/sent/?q=uinti"):
        answer = visitor().get(path)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert page(answer).select_one('meta[name=robots][content*="noindex"]')
    assert not send("q=uinti").cookies


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_every_language_has_the_way_from_an_empty_search_to_the_thanks(demo_pool: None, language: str) -> None:
    empty = page(visit("kototori", f"{finder(language)}?q=asdfqwer"))
    button = empty.select_one(f'.nothing a.button[href^="/{language}/wish/?"]')
    assert button is not None
    client = visitor("kototori")
    form = page(client.get(str(button["href"]))).select_one("form[method=post]")
    assert form is not None
    fields = {str(field["name"]): str(field.get("value", "")) for field in form.select("input")}
    answer = client.post(str(form["action"]), fields | {"form_key": make_form_key(seconds_ago=9).signed})
    thanks = page(client.get(answer["Location"]))
    assert thanks.select_one("h1[autofocus]") is not None
    assert kept() == [("kototori", language, "asdfqwer", "", 1)]


def test_the_form_says_what_would_be_kept_and_the_finder_is_one_click_away() -> None:
    shown = page(visitor().get("/fi/wish/?q=uinti&weekday=2&municipality=049"))
    told = shown.select_one(".told")
    assert told is not None
    assert all(words in told.get_text() for words in ("uinti", "tiistai", "Espoo"))
    back = shown.select_one('form a[href*="q=uinti"]')
    assert back is not None
    assert visit("espoo", str(back["href"])).status_code == 200


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%E2%98%95", "sort=title&page=2", "q=040+123+4567", "q=maija%40example.org"]
)
def test_a_search_that_says_nothing_is_not_kept(query: str) -> None:
    answer = send(query)
    assert answer.status_code == 200
    assert page(answer).select_one("form[method=post]") is None
    assert kept() == []


def test_words_that_become_longer_when_they_are_read_fit() -> None:
    assert send(urlencode({"q": "ﷺ" * 280 + " 040 123 4567"})).status_code == 302
    assert len(Wish.objects.get().words) <= 300


def test_a_place_is_kept_as_its_town() -> None:
    send("q=uinti&place=Kirkkokatu+1,+02770+Espoo&radius=3")
    send("q=uinti&near=60.29,25.03&radius=1")
    assert [filters for _slug, _language, _words, filters, _times in kept()] == ["municipality=049", "municipality=092"]


def test_a_week_is_kept_as_its_days() -> None:
    send("q=uinti&view=week&week=2027-W02")
    assert kept()[0][3] == "from=2027-01-11&to=2027-01-17"


def test_a_part_of_town_that_is_none_is_not_kept() -> None:
    send("q=uinti&district=maija@example.org")
    send("q=tanssi&district=Tapiola")
    assert [filters for _slug, _language, _words, filters, _times in kept()] == ["", "district=Tapiola"]


def test_a_search_that_cannot_be_read_leads_to_the_finder_that_says_why() -> None:
    for answer in (send("q=uinti&weekday=9"), visitor().get("/fi/wish/sent/?weekday=9")):
        assert answer.status_code == 302
        assert visit("espoo", answer["Location"]).status_code == 400
    assert kept() == []


def test_more_filters_than_anybody_chooses_are_not_kept() -> None:
    many = "&".join(f"organisation=00000000-0000-0000-0000-{number:012}" for number in range(100))
    assert send(f"q=uinti&{many}").status_code == 200
    assert kept() == []


def test_a_machine_gets_thanks_and_nothing_is_kept() -> None:
    assert send("q=uinti", fax="1").status_code == 302
    assert kept() == []


@pytest.mark.parametrize("key", ["", "nonsense", make_form_key(seconds_ago=-3600).signed])
def test_who_is_too_fast_sends_once_more(key: str) -> None:
    answer = send("q=uinti", form_key=key)
    assert answer.status_code == 400
    assert page(answer).select_one(".faults[autofocus]") is not None
    assert kept() == []


def test_one_form_is_one_wish() -> None:
    key = make_form_key(seconds_ago=60).signed
    assert {send("q=uinti", form_key=key).status_code for _press in range(3)} == {302}
    assert [times for *_what, times in kept()] == [1]


def test_a_network_sends_so_many_in_an_hour(monkeypatch: Any) -> None:
    monkeypatch.setattr(wish_limits, "FROM_NETWORK", 2)
    answers = [send(f"q=uinti{number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert page(answers[-1]).select_one("form[method=post]") is not None
    assert len(kept()) == 2


def test_a_portal_takes_so_many_different_ones_on_a_day(monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping_wishes, "TO_PORTAL", 2)
    answers = [send(f"q={words}") for words in ("uinti", "tanssi", "judo", "tanssi")]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 302]
    assert send("q=judo", slug="vantaa").status_code == 302
    assert [times for *_what, times in kept()] == [1, 2, 1]


def test_a_sensitive_search_can_be_left_quickly() -> None:
    for path in ("/fi/wish/?theme=crisis", "/fi/wish/?q=v%C3%A4kivalta", "/fi/wish/sent/?theme=crisis"):
        assert page(visitor().get(path)).select_one("[data-leave]") is not None, path
    assert page(visitor().get("/fi/wish/?q=uinti")).select_one("[data-leave]") is None


def test_results_have_a_link_and_the_whole_list_has_none(demo_pool: None) -> None:
    found = page(visit("espoo", "/fi/toiminta/?weekday=2"))
    assert found.select_one(".results > .wish a[rel=nofollow][href='/fi/wish/?weekday=2']") is not None
    assert page(visit("espoo", "/fi/toiminta/")).select_one('a[href*="/wish/"]') is None


def test_wishes_are_forgotten_after_a_year_or_as_long_as_the_setting_says(espoo: Portal, settings: Any) -> None:
    today = timezone.localdate()
    for days in (366, 365, 31, 30):
        make_wish(espoo, f"uinti {days}", day=today - datetime.timedelta(days=days))
    call_command("tick", verbosity=0)
    assert [words for _slug, _language, words, *_more in kept()] == ["uinti 365", "uinti 31", "uinti 30"]
    settings.KOTOTORI_WISHES_KEPT_DAYS = 30
    call_command("tick", verbosity=0)
    assert [words for _slug, _language, words, *_more in kept()] == ["uinti 30"]


@pytest.mark.parametrize("value", NASTY)
def test_every_parameter_takes_every_value(monkeypatch: Any, value: str) -> None:
    monkeypatch.setattr(wish_limits, "FROM_NETWORK", 10**6)
    client = visitor()
    client.raise_request_exception = False
    statuses = {}
    for name in ("q", "theme", "place", "district", "near", "organisation", "week", "from", "radius"):
        query = urlencode({"q": "uinti", name: value}, errors="surrogatepass")
        for path in ("wish/", "wish/sent/"):
            statuses[f"{path} {name}"] = client.get(f"/fi/{path}?{query}").status_code
        statuses[f"sent {name}"] = send(query, client=client).status_code
    body = urlencode({"form_key": value, "fax": value}, errors="surrogatepass").encode()
    answer = client.generic("POST", "/fi/wish/?q=x", body, content_type="application/x-www-form-urlencoded")
    statuses["form"] = answer.status_code
    assert {name: status for name, status in statuses.items() if status >= 500} == {}


def test_sending_takes_as_many_statements_with_many_wishes_as_with_few(espoo: Portal) -> None:
    def statements(words: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert send(f"q={words}&weekday=2").status_code == 302
        return len(queries)

    statements("uinti")
    few = statements("tanssi")
    for number in range(100):
        make_wish(espoo, f"toive {number}")
    assert statements("judo") == few
