"""The finder: what it shows, what it says about it, and how it takes a question that it can't read."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import ListingDocument
from tests.faces.visiting import listing, multiply, read, soup, titles, visit


def queries(portal: str, path: str) -> int:
    visit(portal, path)  # what is read once per process is read now
    with CaptureQueriesContext(connection) as captured:
        assert visit(portal, path).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "path", ["/fi/", "/fi/toiminta/?page_size=100", "/ar/activities/?q=uinti&page_size=100", "/fi/jarjestot/"]
)
def test_queries_do_not_grow_with_the_rows(demo_pool: None, path: str) -> None:
    ListingDocument.objects.exclude(source_id="L032").delete()
    multiply("L032", 9)
    at_ten = queries("espoo", path)
    multiply("L032", 90)
    assert ListingDocument.objects.count() == 100
    assert queries("espoo", path) == at_ten


def test_filters_are_and_between_and_or_within(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?theme=sport&theme=homework&price=free&page_size=100")
    shown = set(titles(page))
    assert shown
    for document in ListingDocument.objects.filter(texts__fi__title__in=shown, portals__len__gt=1):
        assert {"theme:sport", "theme:homework"} & set(document.codes)
        assert "price:free" in document.codes


def test_count_is_told_in_words_and_each_filter_can_be_removed(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?theme=sport&children=childcare")
    heading = page.select_one("#shown")
    assert heading is not None
    assert re.fullmatch(r"\d+ toimintaa?", heading.get_text())
    chips = {chip.span.get_text(): chip["href"] for chip in page.select(".chip") if chip.span}
    assert chips == {"Liikunta": "?children=childcare", "Lastenhoito": "?theme=sport"}


def test_chosen_values_stay_chosen_and_have_counts(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?theme=sport")
    box = page.select_one("input[name=theme][value=sport]")
    assert box is not None
    assert box.has_attr("checked")
    label = box.find_parent("label")
    assert label is not None
    assert label.select_one("small") is not None


def test_what_the_form_has_no_field_for_travels_along(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?modified_since=2026-01-01T00:00:00Z&area=maakunta:01&from=2027-01-01")
    hidden = {(field["name"], field["value"]) for field in page.select("input[type=hidden]:not([disabled])")}
    assert hidden == {("modified_since", "2026-01-01T00:00:00Z"), ("area", "maakunta:01")}
    day = page.select_one("input[type=date][name=from]")
    assert day is not None
    assert day["value"] == "2027-01-01"


def test_level_counts_are_what_choosing_them_gives(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?page_size=100")
    box = page.select_one("input[name=my_level][value=A1]")
    assert box is not None
    label = box.find_parent("label")
    assert label is not None
    count = label.select_one("small")
    assert count is not None
    assert len(titles(read("espoo", "/fi/toiminta/?my_level=A1&page_size=100"))) == int(count.get_text())


def test_results_in_order_of_time_stand_under_their_day(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?sort=next&page_size=100")
    assert len(page.select("h2.day")) > 1
    assert not read("espoo", "/fi/toiminta/?sort=title").select("h2.day")


def test_pages_are_links_that_keep_the_filters(demo_pool: None) -> None:
    following = read("espoo", "/fi/toiminta/?section=activity&page_size=5").select_one("a[rel=next]")
    assert following is not None
    assert following["href"] == "?section=activity&page=2&page_size=5"
    second = read("espoo", "/fi/toiminta/" + str(following["href"]))
    assert second.select_one("a[rel=prev]") is not None
    assert len(titles(second)) == 5


def test_parameter_that_cannot_be_read_is_named_and_what_was_typed_stays(demo_pool: None) -> None:
    response = visit("espoo", "/fi/toiminta/?q=kahvila&from=tomorrow&theme=sport")
    page = soup(response)
    assert response.status_code == 400
    words, date = page.select_one("input[name=q]"), page.select_one("input[name=from]")
    kept = page.select_one("input[type=hidden][name=theme]")
    assert words is not None
    assert date is not None
    assert kept is not None
    assert (words["value"], date["value"], kept["value"]) == ("kahvila", "tomorrow", "sport")
    assert "Tästä päivästä" in page.select(".notice-box")[0].get_text()


def test_unknown_parameters_are_ignored(demo_pool: None) -> None:
    assert titles(read("espoo", "/fi/toiminta/?utm_source=x")) == titles(read("espoo", "/fi/toiminta/"))


@pytest.mark.parametrize("query", ["q=%00", "page=1e20", "near=200,0", "q=" + "a" * 5000, "theme=%F0%9F%98%80", "lat"])
def test_strange_input_never_breaks_it(demo_pool: None, query: str) -> None:
    assert visit("espoo", f"/fi/toiminta/?{query}").status_code in (200, 400)


def test_nothing_found_offers_wider_searches_with_their_counts(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?theme=music&price=paid")
    assert titles(page) == []
    wider = {link.get_text(): link["href"] for link in page.select(".nothing li a")}
    for href in wider.values():
        assert titles(read("espoo", "/fi/toiminta/" + str(href)))
    assert wider


def test_nonsense_finds_nothing_and_says_so(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?q=asdf")
    assert titles(page) == []
    assert "asdf" in page.select(".nothing")[0].get_text()


def test_searching_finds_across_languages(demo_pool: None) -> None:
    key = listing("L032").pk
    links = [link["href"] for link in read("espoo", "/fi/toiminta/?q=naisten+uinti").select(".card h3 a")]
    assert f"/fi/toiminta/{key}/" in links[:3]


def test_near_a_town_says_distances(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?near=60.2055,24.6559&sort=distance")
    assert " km" in page.select(".card .where")[0].get_text()


def weight(source: str) -> int:
    """Bytes of a stylesheet or a script that the page asks for, uncompressed."""
    found = finders.find(source.removeprefix("/static/")) if source.startswith("/static/") else None
    return Path(str(found)).stat().st_size if found else len(visit("espoo", source).content)


@pytest.mark.parametrize(
    "path", ["/fi/", "/fi/toiminta/", "/ar/activities/", "/fi/toiminta/?view=week", "/fi/jarjestot/"]
)
def test_first_view_is_light_and_private(demo_pool: None, path: str) -> None:
    response = visit("espoo", path)
    page = soup(response)
    assert not response.cookies
    tags = page.select("link[rel=stylesheet], img, script[src]")
    sources = [str(tag.get("src") or tag.get("href")) for tag in tags]
    assert all(source.startswith("/") for source in sources)
    assert len(response.content) + sum(weight(source) for source in sources) <= 100_000
    assert not page.select("script:not([src]):not([type='application/ld+json']), [style]")


def test_narrowed_lists_stay_out_of_search_engines(demo_pool: None) -> None:
    assert read("espoo", "/fi/toiminta/?theme=sport").select_one("meta[name=robots]") is not None
    assert read("espoo", "/fi/toiminta/").select_one("meta[name=robots]") is None


def test_words_that_could_not_narrow_are_said_in_a_sentence(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?q=kielikahvila+Oulussa")
    sentence = page.select_one(".left-out")
    assert sentence is not None
    assert "Oulussa" in sentence.get_text()
    assert titles(page)
    assert not read("espoo", "/fi/toiminta/?q=kielikahvila").select(".left-out")


def test_front_page_counts_what_its_links_find(demo_pool: None) -> None:
    for link in read("espoo", "/fi/").select("section[aria-labelledby=themes] a"):
        page = read("espoo", str(link["href"]))
        found = page.select_one("#shown, .band .button bdi")
        assert found is not None
        assert found.get_text() in link.get_text()


def test_a_chip_that_words_made_is_taken_back_by_quoting_just_these_words(demo_pool: None) -> None:
    page = read("kototori", "/fi/toiminta/?q=ilmainen+ilmaisutaito+ilmainen")
    chip = next(link for link in page.select("a[href]") if "%22" in str(link["href"]))
    assert parse_qs(urlsplit(str(chip["href"])).query)["q"] == ['"ilmainen" ilmaisutaito ilmainen']
