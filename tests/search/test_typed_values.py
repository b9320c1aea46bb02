"""Values as people type them: digits of every script, midnight as an end, words without letters."""

import datetime
from typing import Any

import pytest

from regions.models import Portal
from search.engines import get_engine
from search.query import InvalidQuery, SearchQuery
from search.query.numerals import plain_numerals
from tests.search.documents import NOW, add_occurrence, ask, make_document


def read(portal: Portal, **parameters: str | list[str]) -> SearchQuery:
    return ask(portal, **parameters)


def found(portal: Portal, **parameters: Any) -> set[str]:
    documents = get_engine().search(ask(portal, **parameters)).documents
    return {document.texts[document.source_language]["title"] for document in documents}


@pytest.mark.parametrize(
    ("name", "typed", "plain"),
    [
        ("municipality", "٠٩٢", "092"),
        ("municipality", "０４９", "049"),
        ("area", "maakunta:۰۱", "maakunta:01"),
        ("near", "٦٠٫٢٠٥٥،٢٤٫٦٥٥٩", "60.2055,24.6559"),
        ("near", "６０．２，２４．６", "60.2,24.6"),
        ("near", "−۳۳٫۸,۱۵۱٫۲", "-33.8,151.2"),
        ("weekday", "٧", "7"),
        ("from", "٢٠٢٦-٠٩-٣٠", "2026-09-30"),
        ("to", "２０２６－１０－０１", "2026-10-01"),
        ("time_from", "۱۷:۳۰", "17:30"),
        ("time_to", "２０：１５", "20:15"),
        ("time_to", "٢٤", "24:00"),
        ("confirmed_within", "٣٦٥", "365"),
        ("page", "٢", "2"),
        ("page_size", "۵۰", "50"),
        ("modified_since", "٢٠٢٦-٠٩-٠١", "2026-08-31T21:00:00Z"),
        ("weekday", "\u200f٣\u200f", "3"),
    ],
)
def test_a_number_may_be_typed_on_any_keyboard(national: Portal, name: str, typed: str, plain: str) -> None:
    assert read(national, **{name: typed}).to_parameters() == [(name, plain)]


def test_a_radius_may_be_typed_on_any_keyboard(national: Portal) -> None:
    assert read(national, near="60.2,24.6", radius="٢٫٥").radius == 2.5


def test_words_are_kept_as_they_were_typed(national: Portal) -> None:
    query = read(national, q="مخيم ٢٠٢٨", district="Kerho ٣")
    assert (query.q, query.codes["district"]) == ("مخيم ٢٠٢٨", ("Kerho ٣",))


@pytest.mark.parametrize(("name", "value"), [("municipality", "٩٩٩"), ("weekday", "٨"), ("time_from", "٢٤:٠٠")])
def test_a_wrong_number_is_wrong_in_every_script(national: Portal, name: str, value: str) -> None:
    with pytest.raises(InvalidQuery):
        read(national, **{name: value})


def test_other_signs_stay() -> None:
    assert plain_numerals("٣ kerhoa ½ ²") == "3 kerhoa ½ ²"


@pytest.fixture
def evenings(national: Portal) -> None:
    """Four evenings: until eleven, until midnight, over midnight, and one that only begins."""
    for title, start, end in (("yhteentoista", "20:00", "23:00"), ("puoleenyöhön", "21:30", "00:00")):
        add_occurrence(make_document(national, title), "2026-09-08", start, end)
    add_occurrence(make_document(national, "yli yön"), "2026-09-08", "22:00", "01:00")
    add_occurrence(make_document(national, "alkaa vain"), "2026-09-08", "20:30", ends_at=None, end_minute=None)
    add_occurrence(make_document(national, "yöllä"), "2026-09-08", "00:00", "01:30")


@pytest.mark.usefixtures("evenings")
@pytest.mark.parametrize("end", ["24:00", "24", "24.00", "00:00", "0", "٢٤:٠٠"])
def test_midnight_is_the_end_of_the_day(national: Portal, end: str) -> None:
    evening = {"yhteentoista", "puoleenyöhön", "alkaa vain"}
    assert found(national, time_from="18:00", time_to=end) == evening
    assert found(national, time_to=end) == {*evening, "yöllä"}


@pytest.mark.usefixtures("evenings")
def test_an_earlier_end_leaves_out_what_lasts_until_midnight(national: Portal) -> None:
    assert found(national, time_from="18:00", time_to="23:59") == {"yhteentoista", "alkaa vain"}
    assert found(national, time_from="20:00", time_to="23:00") == {"yhteentoista", "alkaa vain"}
    assert found(national, time_to="02:00") == {"yöllä"}


@pytest.mark.usefixtures("evenings")
def test_the_beginning_alone_finds_what_goes_on_over_midnight(national: Portal) -> None:
    assert found(national, time_from="21:00") == {"puoleenyöhön", "yli yön"}


def test_an_all_day_activity_fits_no_time_of_day(national: Portal) -> None:
    whole_day: dict[str, Any] = {"start_minute": None, "end_minute": None}
    add_occurrence(make_document(national, "koko päivä"), "2026-09-08", **whole_day)
    assert found(national, time_to="24:00") == set()


def test_midnight_is_written_one_way_and_read_back(national: Portal) -> None:
    query = read(national, time_from="00:00", time_to="00:00")
    assert query.querystring() == "time_from=00%3A00&time_to=24%3A00"
    assert query.time_to == datetime.time()


@pytest.mark.parametrize("value", ["24:01", "24:30", "25:00", "-1", "24:00:00"])
def test_there_is_no_time_after_midnight(national: Portal, value: str) -> None:
    with pytest.raises(InvalidQuery):
        read(national, time_to=value)


@pytest.mark.parametrize("q", ["♥", "...", "?!", "\u200b\u200c", "“”", "🎉🎉", "- - -", "'", "،؟"])
def test_signs_alone_are_no_words(national: Portal, q: str) -> None:
    make_document(national, "Kerho", pinned_in=[national.pk])
    query = read(national, q=q, weekday="2")
    assert (query.q, query.wordless, query.order) == ("", q, "next")
    assert query.to_parameters() == [("weekday", "2")]
    assert get_engine().search(read(national, q=q)).count == 1


@pytest.mark.parametrize("q", ["5", "ja", "C++", "☕ kahvi", "ك", "½"])
def test_a_letter_or_a_digit_is_a_word(national: Portal, q: str) -> None:
    assert SearchQuery.from_parameters({"q": [q]}, portal=national, language="fi", now=NOW, strict=True).q == q
