"""A portal's colour is refused where it can't be read on (WCAG 2.2, 1.4.3 and 1.4.11)."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kototori.demo.accounts import DEMO_PORTALS
from regions.brand import DEFAULT_STRONG, TEXT_CONTRAST, Brand, contrast
from regions.models.portal import validate_brand_colour

pytestmark = pytest.mark.usefixtures("in_english")


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colour", [DEFAULT_STRONG, *(portal.brand_strong for portal in DEMO_PORTALS)])
def test_default_and_demo_colours_have_no_fault(colour: str) -> None:
    assert Brand(strong=colour).faults() == []


def test_the_demo_portals_can_be_told_apart() -> None:
    assert len({portal.brand_strong for portal in DEMO_PORTALS}) == len(DEMO_PORTALS)


@pytest.mark.parametrize("colour", ["#ffee00", "#999999", "#ffffff", "#5dade2"])
def test_light_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValidationError, match="Too little contrast"):
        validate_brand_colour(colour)


@pytest.mark.parametrize("text", ["", "blue", "#12345", "#12345g", "0f4c5c", "#0f4c5c;}"])
def test_malformed_colour_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="six hexadecimal digits"):
        validate_brand_colour(text)


@given(st.integers(min_value=0, max_value=0xFFFFFF))
def test_passing_colour_is_readable_in_both_schemes(number: int) -> None:
    brand = Brand(strong=f"#{number:06x}")
    if not brand.faults():
        for tokens in (brand.light, brand.dark):
            assert contrast(tokens.strong, tokens.on_strong) >= TEXT_CONTRAST


def test_the_stylesheet_has_tokens_for_both_schemes() -> None:
    css = Brand().css()
    assert css.count("--portal-strong:") == 2
    assert "prefers-color-scheme: dark" in css
