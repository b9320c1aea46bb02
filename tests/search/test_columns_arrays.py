"""Arrays of columns: what is added later is found as what was there at first."""

import datetime
import uuid

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis.strategies import integers, lists, sampled_from, tuples

from regions.models import Portal
from search.documents.packed_terms import PLACE_BITS, TERM_SIZE, pack_terms, term_number
from search.engines.columns.engine import ColumnsEngine
from search.engines.columns.members import Members
from search.engines.columns.terms import Terms
from search.engines.columns.times import Times
from search.engines.columns.titles import Titles
from search.engines.columns.units import NEVER
from tests.search.documents import NOW, ask, make_document


def slots_of(terms: Terms, term: str) -> dict[int, int]:
    slots, places = terms.find(term)
    return dict(zip(slots.tolist(), places.tolist(), strict=True))


def test_a_term_is_packed_with_its_place() -> None:
    packed = pack_terms([("e_kerho", "A"), ("e_kerho", "D")])
    assert len(packed) == 2 * TERM_SIZE
    assert [int.from_bytes(packed[start : start + TERM_SIZE], "big") for start in (0, TERM_SIZE)] == [
        term_number("e_kerho"),
        term_number("e_kerho") + 3,
    ]


def test_terms_are_found_with_their_places_whenever_they_came() -> None:
    terms = Terms.none().followed_by([pack_terms([("e_uinti", "B")]), b""])
    terms = terms.followed_by([pack_terms([("e_kahvi", "D"), ("e_uinti", "A")])])
    terms = terms.followed_by([b"", pack_terms([("e_uinti", "C")])])
    assert slots_of(terms, "e_uinti") == {0: 1, 2: 0, 4: 2}
    assert slots_of(terms, "e_kahvi") == {2: 3}
    assert slots_of(terms, "e_muu") == {}
    assert terms.having_any(["e_kahvi", "e_muu"]).tolist() == [False, False, True, False, False]


def test_titles_are_found_by_beginnings_and_words_whenever_they_came() -> None:
    titles = Titles.of([" e_kieli e_kielikahvila ", "", " e_läksyapu f_laksyapu "])
    titles = titles.followed_by([" e_kielo "]).followed_by(["", " e_kiel f_kiel "])
    assert np.flatnonzero(titles.beginning(("e_kiel", "f_kiel"))).tolist() == [0, 3, 5]
    assert np.flatnonzero(titles.having(("e_kiel", "f_kiel"))).tolist() == [5]
    assert np.flatnonzero(titles.beginning(("e_laks", "f_laks"))).tolist() == [2]
    assert np.flatnonzero(titles.beginning(("e_", "f_"))).tolist() == [0, 2, 3, 5]
    assert not titles.beginning(("e_z", "f_z")).any()
    assert not Titles.of([]).followed_by([]).having(("e_kiel", "f_kiel")).any()


def test_terms_that_differ_in_their_lowest_bits_alone_are_told_apart() -> None:
    numbers = [1 << 40 | low << PLACE_BITS for low in (0, 1, 2)]
    packed = [b"".join((number | slot % 3).to_bytes(TERM_SIZE, "big") for number in numbers) for slot in range(9)]
    terms = Terms.none().followed_by(packed)
    found = [terms.old.of_term(number).tolist() for number in numbers]
    assert found == [[slot << PLACE_BITS | slot % 3 for slot in range(9)]] * 3


@given(lists(lists(tuples(sampled_from([*range(40), *range(1 << 59, (1 << 59) + 9)]), integers(0, 3)), max_size=30)))
def test_terms_are_found_as_they_were_packed(listings: list[list[tuple[int, int]]]) -> None:
    placed = [dict(of_one) for of_one in listings]
    numbers = [[number << PLACE_BITS | place for number, place in of_one.items()] for of_one in placed]
    terms = Terms.none().followed_by([b"".join(n.to_bytes(TERM_SIZE, "big") for n in of_one) for of_one in numbers])
    for number in {number for of_one in placed for number in of_one}:
        expected = [slot << PLACE_BITS | of_one[number] for slot, of_one in enumerate(placed) if number in of_one]
        assert terms.old.of_term(number << PLACE_BITS).tolist() == expected


def test_members_are_counted_across_words_of_bits() -> None:
    members = Members.none().followed_by([["theme:work"]] * 63).followed_by([["theme:work", "price:free"]] * 3)
    assert np.count_nonzero(members.having("theme:work")) == 66
    assert np.flatnonzero(members.having("price:free")).tolist() == [63, 64, 65]
    assert members.counted("theme", members.having("price:free")) == {"theme:work": 3}
    assert members.counted("price", ~members.having("price:free")) == {}
    assert not members.having_any(["theme:muu"]).any()


def test_the_soonest_time_of_a_weekday_is_told_for_each_listing() -> None:
    def packed(*times: tuple[int, int]) -> bytes:
        return b"".join(
            int(start).to_bytes(4, "big") + int(start + 3600).to_bytes(4, "big") + bytes(6) + kind.to_bytes(2, "big")
            for start, kind in times
        )

    times = Times.of([packed((1_000, 1), (2_000, 2), (3_000, 2)), b"", packed((500, 8 + 2), (4_000, 2))])
    next_times = times.next_of(times.coming(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)))
    assert next_times.soonest().tolist() == [1_000, NEVER, 4_000]
    assert next_times.soonest([2]).tolist() == [2_000, NEVER, 4_000]
    assert next_times.on([1]).tolist() == [True, False, False]


@pytest.mark.django_db
def test_a_search_takes_the_same_statements_for_few_and_many(national: Portal) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ColumnsEngine().search(ask(national, q="kerho", page_size="50")).count
        return len(captured)

    owner = uuid.uuid4()
    for number in range(3):
        make_document(national, f"Kerho {number}", "theme:work", organisation_id=owner)
    statements()  # loads vocabularies and places
    few = statements()
    for number in range(30):
        make_document(national, f"Kerho {number}", "theme:work", organisation_id=owner, public_until=NOW.date())
    assert statements() == few
