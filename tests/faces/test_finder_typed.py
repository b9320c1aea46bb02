"""The finder with what people type: names without dots, digits of other keyboards, midnight, signs alone."""

import pytest
from django.utils import timezone

from faces.finder.place_lookup import find_place
from regions.models import Municipality, Portal
from tests.faces.visiting import change, finder, read, soup, titles, visit


def find(text: str, language: str = "fi") -> tuple[float, float] | None:
    return find_place(text, Portal.objects.get(slug="espoo"), language, timezone.now())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sakyla", "783"),
        ("hameenlinna", "109"),
        ("RIIHIMAKI", "694"),
        ("Aanekoski", "992"),
        ("Kaskinen", "231"),
        ("Kasko", "231"),
        ("Inga", "149"),
        ("Abo", "853"),
        ("Nadendal", "529"),
        ("Hameenkyrossa", "108"),
        ("Ylojarvelta", "980"),
    ],
)
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_a_town_is_known_without_its_dots(demo_pool: None, text: str, code: str, language: str) -> None:
    municipality = Municipality.objects.get(code=code)
    assert find(text, language) == (municipality.lat, municipality.lon)


def test_a_part_of_town_is_known_without_its_dots(demo_pool: None) -> None:
    change("L032", codes=["district:Mäntykumpu"], lat=60.18, lon=24.8, position_known=True)
    assert find("Mantykumpu") == (60.18, 24.8)
    assert find("mantykummussa") == (60.18, 24.8)


@pytest.mark.parametrize("text", ["٠٢٢٠٠", "۰۲۲۰۰", "０２２００", "FI-٠٢٢٠٠", "Kuja 3, 02200 Espoo"])
def test_a_postal_code_may_be_typed_on_any_keyboard(demo_pool: None, text: str) -> None:
    assert find(text) == find("02200") is not None


@pytest.mark.parametrize("text", ["220", "٠٢٢", "022000", "FI-220"])
def test_a_postal_code_has_five_digits(demo_pool: None, text: str) -> None:
    response = visit("espoo", f"{finder('en')}?place={text}")
    assert response.status_code == 400
    page = soup(response)
    assert "five digits" in page.get_text()
    field = page.select_one("#place")
    assert field is not None
    assert field["value"] == text


def test_a_place_of_digits_works_on_the_page(demo_pool: None) -> None:
    assert titles(read("espoo", f"{finder('ar')}?place=٠٢٢٠٠&sort=distance")) == titles(
        read("espoo", f"{finder('ar')}?place=02200&sort=distance")
    )


def test_a_week_may_be_typed_on_any_keyboard(demo_pool: None) -> None:
    assert visit("espoo", f"{finder('fa')}?view=week&week=٢٠٢٧-W٠٢".replace("/fa/", "/ar/")).status_code == 200


def test_midnight_as_an_end_stays_in_the_form_and_is_said(demo_pool: None) -> None:
    page = read("espoo", f"{finder('fi')}?time_from=18:00&time_to=24:00")
    field = page.select_one("#time_to")
    assert field is not None
    assert field["value"] == "00:00"
    assert any("24" in chip.get_text() for chip in page.select(".chip"))
    again = read("espoo", f"{finder('fi')}?time_from=18:00&time_to=00:00")
    assert titles(again) == titles(page)
    assert visit("espoo", f"{finder('fi')}?view=week&time_from=18:00&time_to=24:00").status_code == 200


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_signs_alone_are_said_to_be_no_words(demo_pool: None, language: str) -> None:
    unfiltered = read("kototori", finder(language))
    for typed in ("☀", "?!"):
        page = read("kototori", f"{finder(language)}?q={typed}")
        note = page.select_one(".left-out")
        assert note is not None
        assert page.title is not None
        assert unfiltered.title is not None
        assert page.title.get_text() == unfiltered.title.get_text()
        field = page.select_one("#q")
        assert field is not None
        assert field["value"] == typed
        assert titles(page) == titles(unfiltered)
        english = "What you wrote has no word to look for"
        assert (english in note.get_text()) == (language == "en")


def test_links_of_a_search_for_signs_leave_them_out(demo_pool: None) -> None:
    page = read("espoo", f"{finder('fi')}?q=☀&theme=language")
    assert not [link["href"] for link in page.select("#results a[href*='q=']")]
