"""A search as RSS: what the finder finds, the newest change first; read back by feedparser."""

from __future__ import annotations

import calendar
import datetime
import random
import string
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import ListingDocument
from search.query import BY_NAME
from tests.faces.visiting import change, finder, listing, multiply, read, visit


def feed(query: str = "", language: str = "fi", portal: str = "kototori") -> Any:
    answer = visit(portal, f"{finder(language)}feed.rss{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    return parsed


def ids(found: Any) -> list[str]:
    return [entry.id.removeprefix("urn:uuid:") for entry in found.entries]


def test_feed_has_the_results_of_the_finder(demo_pool: None) -> None:
    query = "?theme=language&weekday=2&page_size=50"
    items = visit("espoo", f"/api/v1/activities{query}").json()["results"]
    assert set(ids(feed(query, portal="espoo"))) == {item["id"] for item in items} != set()


def test_newest_change_is_first_unless_another_order_is_chosen(demo_pool: None) -> None:
    newest = change("L005", modified=datetime.datetime(2036, 1, 1, tzinfo=datetime.UTC))
    assert ids(feed())[0] == str(newest.pk)
    titles = [entry.title for entry in feed("?sort=title").entries]
    assert titles[:20] == [
        item["title"] for item in visit("kototori", "/api/v1/activities?sort=title&page_size=20").json()["results"]
    ]


def test_item_is_the_activity_in_the_readers_language_on_this_portal(demo_pool: None) -> None:
    document = change("L001", modified=datetime.datetime(2036, 1, 1, tzinfo=datetime.UTC))
    language = next(code for code in ("sv", "en", "ar", "ru") if code in document.texts)
    entry = feed(language=language).entries[0]
    assert entry.title == document.texts[language]["title"]
    assert entry.link.endswith(f"{finder(language)}{document.pk}/")
    assert "kototori.localhost" in entry.link
    assert calendar.timegm(entry.published_parsed) == int(document.modified.timestamp())
    assert entry.language == language
    assert len(entry.tags) == len(document.facts["themes"])


def test_guid_is_the_same_on_every_portal_and_in_every_language(demo_pool: None) -> None:
    guids = ElementTree.fromstring(visit("espoo", "/sv/verksamhet/feed.rss").content).findall(".//guid")
    assert all(guid.get("isPermaLink") == "false" for guid in guids)
    assert {guid.text for guid in guids} == {f"urn:uuid:{entry}" for entry in ids(feed(portal="espoo"))} != set()


def test_item_names_the_language_of_its_text(demo_pool: None) -> None:
    document = next(
        document for document in ListingDocument.objects.exclude(source_id="") if "et" not in document.texts
    )
    change(document.source_id, modified=datetime.datetime(2036, 1, 1, tzinfo=datetime.UTC))
    assert feed(language="et").entries[0].language == document.source_language


def test_feed_names_its_address_and_its_search(demo_pool: None) -> None:
    channel = feed("?q=kielikahvila&weekday=2&utm_source=letter&page=3").feed
    [own] = [link.href for link in channel.links if link.rel == "self"]
    assert own.endswith("/fi/toiminta/feed.rss?q=kielikahvila&weekday=2")
    assert channel.language == "fi"
    assert channel.title.startswith("Kototori: “kielikahvila”, ")


def test_feed_has_at_most_fifty_items_and_says_so(demo_pool: None) -> None:
    multiply("L001", 120)
    found = feed("?page_size=100&page=2", language="en")
    assert len(found.entries) == 50
    assert "at most the 50 activities that were announced or changed last" in found.feed.description
    assert "at most the first 50 activities" in feed("?sort=title", language="en").feed.description
    assert "at most the 50 activities" in read("kototori", "/en/activities/?theme=language").get_text()


@pytest.mark.parametrize("name", ["feed.rss", "feed.ics"])
def test_finder_links_to_the_feeds_of_its_search(demo_pool: None, name: str) -> None:
    page = read("espoo", "/fi/toiminta/?theme=language&sort=title&utm_source=letter")
    [link] = [tag for tag in page.select("link[rel=alternate][type]") if name in tag["href"]]
    url = str(link["href"])
    assert url.endswith(f"/fi/toiminta/{name}?theme=language")
    path = url.partition(".localhost")[2].partition("/")[2]
    answer = visit("espoo", f"/{path}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"{link['type']}; charset=utf-8")


def test_activity_links_to_its_calendar(demo_pool: None) -> None:
    page = read("kototori", f"/fi/toiminta/{listing('L001').pk}/")
    [link] = page.select("link[rel=alternate][type='text/calendar']")
    assert str(link["href"]).endswith(f"/fi/toiminta/{listing('L001').pk}/event.ics")


@pytest.mark.parametrize(
    "values",
    [
        {"public_until": datetime.date(2020, 1, 1)},
        {"over_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
        {"portals": []},
    ],
    ids=lambda values: next(iter(values)),
)
def test_activity_that_is_not_shown_now_is_not_in_the_feed(demo_pool: None, values: dict[str, Any]) -> None:
    change("L001", modified=datetime.datetime(2036, 1, 1, tzinfo=datetime.UTC), **values)
    assert str(listing("L001").pk) not in ids(feed())


def test_activity_of_another_portal_is_not_in_the_feed(demo_pool: None) -> None:
    known = set(map(str, ListingDocument.objects.values_list("pk", flat=True)))
    for entry in ids(feed(portal="espoo")):
        assert entry in known
        assert visit("espoo", f"/fi/toiminta/{entry}/").status_code == 200


def test_sensitive_activity_has_a_neutral_item(demo_pool: None) -> None:
    document = change("L001", sensitive=True, modified=datetime.datetime(2036, 1, 1, tzinfo=datetime.UTC))
    entry = feed().entries[0]
    assert entry.id == document.pk.urn
    text = str(entry)
    names = document.facts["organisation"]["names"].values()
    secrets = [document.texts["fi"]["title"], document.texts["fi"]["summary"], *names]
    assert [secret for secret in secrets if secret in text] == []
    assert "tags" not in entry


def test_characters_that_xml_does_not_allow_are_left_out(demo_pool: None) -> None:
    texts = {"fi": {**listing("L001").texts["fi"], "title": "Kieli\x0bkahvila\uffff & <muut>"}}
    change("L001", texts=texts, modified=datetime.datetime(2036, 1, 1, tzinfo=datetime.UTC))
    assert feed().entries[0].title == "Kielikahvila & <muut>"


@pytest.mark.parametrize("name", ["feed.rss", "feed.ics"])
@pytest.mark.parametrize(
    "query", ["weekday=9", "near=x", "page=0", "q=%00", "from=2026-02-30", "sort=distance", "theme=x"]
)
def test_unreadable_parameter_is_refused_in_words(demo_pool: None, name: str, query: str) -> None:
    answer = visit("espoo", f"/fi/toiminta/{name}?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith(f"{query.partition('=')[0]}: ")


def test_random_queries_never_break_a_feed(demo_pool: None) -> None:
    dice = random.Random(4)
    pieces = [
        *string.printable,
        "ä",
        "\u202e",
        "\x00",
        "\ud800",
        "%",
        "1e400",
        "-1",
        "9" * 40,
        "[]",
        "{}",
        "''--",
        "😀",
    ]
    for _round in range(120):
        name = dice.choice([*BY_NAME, "x", "view", "week", "place"])
        value = "".join(dice.choices(pieces, k=dice.randint(0, 12)))
        written = quote(value.encode("utf-8", "surrogatepass"))
        path = dice.choice(["feed.rss", "feed.ics"])
        assert visit("espoo", f"/fi/toiminta/{path}?{name}={written}").status_code in (200, 400), (name, value)


@pytest.mark.parametrize("address", ["/fi/activities/feed.rss", "/so/activities/feed.rss", "/fi/jarjestot/feed.ics"])
def test_feeds_are_only_below_the_finders_of_the_portals_languages(demo_pool: None, address: str) -> None:
    assert visit("espoo", address).status_code == 404


def test_number_of_queries_does_not_grow_with_the_pool(demo_pool: None) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            feed()
        return len(queries)

    multiply("L001", 1)  # each request of this transaction then reads what it has written
    statements()
    few = statements()
    multiply("L001", 200)
    assert statements() == few <= 6
