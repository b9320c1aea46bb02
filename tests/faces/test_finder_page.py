"""The finder: results, counts, form, and the answer to a query that can't be read."""

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
def test_number_of_queries_does_not_grow_with_the_pool(demo_pool: None, path: str) -> None:
    ListingDocument.objects.exclude(source_id="L032").delete()
    multiply("L032", 9)
    at_ten = queries("espoo", path)
    multiply("L032", 90)
    assert ListingDocument.objects.count() == 100
    assert queries("espoo", path) == at_ten


def test_filters_are_and_between_and_or_within(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?theme=sport&theme=homework&price=free&page_size=100")
    results = set(titles(page))
    assert results
    for document in ListingDocument.objects.filter(texts__fi__title__in=results):
        assert {"theme:sport", "theme:homework"} & set(document.codes)
        assert "price:free" in document.codes


def test_count_is_shown_in_words_and_each_filter_can_be_removed(demo_pool: None) -> None:
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


def test_parameters_without_a_field_are_in_hidden_fields(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?modified_since=2026-01-01T00:00:00Z&area=maakunta:01&from=2027-01-01")
    hidden = {(field["name"], field["value"]) for field in page.select("input[type=hidden]:not([disabled])")}
    assert hidden == {("modified_since", "2026-01-01T00:00:00Z"), ("area", "maakunta:01")}
    day = page.select_one("input[type=date][name=from]")
    assert day is not None
    assert day["value"] == "2027-01-01"


def test_counts_of_levels_are_the_results_of_choosing_them(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?page_size=100")
    box = page.select_one("input[name=my_level][value=A1]")
    assert box is not None
    label = box.find_parent("label")
    assert label is not None
    count = label.select_one("small")
    assert count is not None
    assert len(titles(read("espoo", "/fi/toiminta/?my_level=A1&page_size=100"))) == int(count.get_text())


def test_results_ordered_by_time_stand_under_their_day(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?sort=next&page_size=100")
    assert len(page.select("h2.day")) > 1
    assert not read("espoo", "/fi/toiminta/?sort=title").select("h2.day")


def test_links_to_pages_keep_the_filters(demo_pool: None) -> None:
    following = read("espoo", "/fi/toiminta/?section=activity&page_size=5").select_one("a[rel=next]")
    assert following is not None
    assert following["href"] == "?section=activity&page=2&page_size=5"
    second = read("espoo", "/fi/toiminta/" + str(following["href"]))
    assert second.select_one("a[rel=prev]") is not None
    assert len(titles(second)) == 5


def test_unreadable_parameter_is_named_and_all_input_stays_in_the_form(demo_pool: None) -> None:
    response = visit("espoo", "/fi/toiminta/?q=kahvila&from=tomorrow&theme=sport")
    page = soup(response)
    assert response.status_code == 400
    words, date = page.select_one("input[name=q]"), page.select_one("input[name=from]")
    hidden = page.select_one("input[type=hidden][name=theme]")
    assert words is not None
    assert date is not None
    assert hidden is not None
    assert (words["value"], date["value"], hidden["value"]) == ("kahvila", "tomorrow", "sport")
    assert "Tästä päivästä" in page.select(".notice-box")[0].get_text()


def test_unknown_parameters_are_ignored(demo_pool: None) -> None:
    assert titles(read("espoo", "/fi/toiminta/?utm_source=x")) == titles(read("espoo", "/fi/toiminta/"))


@pytest.mark.parametrize("query", ["q=%00", "page=1e20", "near=200,0", "q=" + "a" * 5000, "theme=%F0%9F%98%80", "lat"])
def test_strange_input_is_no_server_error(demo_pool: None, query: str) -> None:
    assert visit("espoo", f"/fi/toiminta/?{query}").status_code in (200, 400)


def test_search_without_results_offers_wider_ones_with_their_counts(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?theme=music&price=paid")
    assert titles(page) == []
    wider = {link.get_text(): link["href"] for link in page.select(".nothing li a")}
    for href in wider.values():
        assert titles(read("espoo", "/fi/toiminta/" + str(href)))
    assert wider


def test_nonsense_has_no_results_and_the_page_says_so(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?q=asdf")
    assert titles(page) == []
    assert "asdf" in page.select(".nothing")[0].get_text()


def test_search_finds_texts_in_other_languages(demo_pool: None) -> None:
    key = listing("L032").pk
    links = [link["href"] for link in read("espoo", "/fi/toiminta/?q=naisten+uinti").select(".card h3 a")]
    assert f"/fi/toiminta/{key}/" in links[:3]


def test_search_near_a_town_shows_distances(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?near=60.2055,24.6559&sort=distance")
    assert " km" in page.select(".card .where")[0].get_text()


def weight(source: str) -> int:
    """Bytes of a stylesheet or a script that the page asks for, uncompressed."""
    file = finders.find(source.removeprefix("/static/")) if source.startswith("/static/") else None
    return Path(str(file)).stat().st_size if file else len(visit("espoo", source).content)


@pytest.mark.parametrize(
    "path", ["/fi/", "/fi/toiminta/", "/ar/activities/", "/fi/toiminta/?view=week", "/fi/jarjestot/"]
)
def test_page_is_small_and_loads_nothing_from_other_hosts(demo_pool: None, path: str) -> None:
    response = visit("espoo", path)
    page = soup(response)
    assert not response.cookies
    tags = page.select("link[rel=stylesheet], img, script[src]")
    sources = [str(tag.get("src") or tag.get("href")) for tag in tags]
    assert all(source.startswith("/") for source in sources)
    assert len(response.content) + sum(weight(source) for source in sources) <= 100_000
    assert not page.select("script:not([src]):not([type='application/ld+json']), [style]")


def test_filtered_list_is_not_indexed(demo_pool: None) -> None:
    assert read("espoo", "/fi/toiminta/?theme=sport").select_one("meta[name=robots]") is not None
    assert read("espoo", "/fi/toiminta/").select_one("meta[name=robots]") is None


def test_words_that_were_not_applied_are_named_in_a_sentence(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?q=kielikahvila+Oulussa")
    sentence = page.select_one(".left-out")
    assert sentence is not None
    assert "Oulussa" in sentence.get_text()
    assert titles(page)
    assert not read("espoo", "/fi/toiminta/?q=kielikahvila").select(".left-out")


def test_counts_on_the_front_page_are_those_of_its_links(demo_pool: None) -> None:
    for link in read("espoo", "/fi/").select("section[aria-labelledby=themes] a"):
        page = read("espoo", str(link["href"]))
        count = page.select_one("#shown, .band .button bdi")
        assert count is not None
        assert count.get_text() in link.get_text()


def test_removing_a_chip_made_of_words_quotes_only_these_words(demo_pool: None) -> None:
    page = read("kototori", "/fi/toiminta/?q=ilmainen+ilmaisutaito+ilmainen")
    chip = next(link for link in page.select("a[href]") if "%22" in str(link["href"]))
    assert parse_qs(urlsplit(str(chip["href"])).query)["q"] == ['"ilmainen" ilmaisutaito ilmainen']
