"""Digits of every script become 0–9."""

import doctest

import pytest

from regions.written import digits


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("０１２３４５６７８９", "0123456789"),
        ("kello ١٧ – १८", "kello 17 – 18"),
        ("x² ½ Ⅳ", "x² ½ Ⅳ"),
        ("", ""),
    ],
)
def test_decimal_digits_become_ascii_and_the_rest_stays(typed: str, expected: str) -> None:
    assert digits.ascii_digits(typed) == expected


def test_the_example_is_true() -> None:
    assert doctest.testmod(digits).failed == 0
