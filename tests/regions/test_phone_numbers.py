"""Telephone numbers in texts as people write them: what is dialled, and what stays text."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from regions.written.phone_field import PHONE_LENGTH, validate_phone
from regions.written.phone_numbers import Telephone, telephone_pieces, telephones, unreadable_part


def dialled(text: str) -> list[str]:
    return [telephone.subscriber for telephone in telephones(text)]


def written(text: str) -> str:
    return "".join(piece.written if isinstance(piece, Telephone) else piece for piece in telephone_pieces(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one number in many forms
        ("044 987 6543", ["+358449876543"]),
        ("0449876543", ["+358449876543"]),
        ("+358 (0)44 987 6543", ["+358449876543"]),
        ("+358(0)449876543", ["+358449876543"]),
        ("(+358) 44 9876543", ["+358449876543"]),
        ("00358 44 987 6543", ["+358449876543"]),
        ("044/987 6543", ["+358449876543"]),
        ("044.987.6543", ["+358449876543"]),
        ("044 – 987 65 43", ["+358449876543"]),
        ("(019) 876 543", ["+35819876543"]),
        ("02 234 5678", ["+35822345678"]),
        ("tel:+358449876543", ["+358449876543"]),
        ("p.0449876543", ["+358449876543"]),
        ("0449876543gsm", ["+358449876543"]),
        # other countries
        ("+46 70 987 65 43", ["+46709876543"]),
        ("00 372 5987 654", ["+3725987654"]),
        # several
        ("044 987 6543 / 050 111 2222", ["+358449876543", "+358501112222"]),
        ("019-876 543, 044 9876543", ["+35819876543", "+358449876543"]),
        ("044 987 6543 tai 050 111 2222", ["+358449876543", "+358501112222"]),
        ("044 987 6543 050 111 2222", ["+358449876543", "+358501112222"]),
        ("0449876543;0501112222;0401231231", ["+358449876543", "+358501112222", "+358401231231"]),
        ("Liisa 044 987 6543, Kalle 050 111 2222", ["+358449876543", "+358501112222"]),
        # times, days and other figures beside them
        ("02 234 5678 (ti–to 10–14)", ["+35822345678"]),
        ("02 234 5678 10-14", ["+35822345678"]),
        ("044 987 6543 ma-pe 8.30-15.45", ["+358449876543"]),
        ("044 987 6543 klo 9", ["+358449876543"]),
        ("ke 12–14: 044 987 6543", ["+358449876543"]),
        ("02 234 5678 24 h", ["+35822345678"]),
        ("02 234 5678 24/7", ["+35822345678"]),
        ("5.1.2027 alkaen 044 987 6543", ["+358449876543"]),
        ("044 987 6543 14.5.–3.6.2027", ["+358449876543"]),
        ("044 9876543 (3. krs)", ["+358449876543"]),
        ("02 234 5678-9", ["+35822345678"]),
        # extensions
        ("02 234 5678 alanumero 44", ["+35822345678;ext=44"]),
        ("02 234 5678, ankn. 44", ["+35822345678;ext=44"]),
        ("02 234 5678 ext 44", ["+35822345678;ext=44"]),
        ("02 234 5678 (alanro 44)", ["+35822345678;ext=44"]),
        ("02 234 5678 x44, 044 987 6543", ["+35822345678;ext=44", "+358449876543"]),
        # digits of other keyboards
        ("٠٤٤ ٩٨٧ ٦٥٤٣", ["+358449876543"]),
        ("۰۴۴ ۹۸۷ ۶۵۴۳", ["+358449876543"]),
        ("٠٤٤ ٩٨٧ ٦٥٤٣ / ٠٥٠ ١١١ ٢٢٢٢", ["+358449876543", "+358501112222"]),
        ("０４４ ９８７ ６５４３", ["+358449876543"]),
        # short numbers and numbers of services are dialled as the country does
        ("112", ["112"]),
        ("116 111", ["116111"]),
        ("116117 (ympäri vuorokauden)", ["116117"]),
        ("112 tai 116 006", ["112", "116006"]),
        ("118", ["118"]),
        ("0800 98765", ["080098765"]),
        ("0800 9 8765 alanumero 3", ["080098765;ext=3"]),
        ("0600 12345", ["060012345"]),
        ("020 123 4567", ["+358201234567"]),
        ("0295 123 456", ["+358295123456"]),
        ("010 234 5678", ["+358102345678"]),
    ],
)
def test_numbers_are_dialled_as_they_are_meant(text: str, expected: list[str]) -> None:
    assert dialled(text) == expected
    assert written(text) == text
    assert not unreadable_part(text)


@pytest.mark.parametrize(
    "text",
    ["kysy Kallelta", "-", "+", "x", "ma–pe 9–15", "5.1.2027", "02770", "044 9", "044 987 654 321 987 765", "?"],
)
def test_what_nobody_can_dial_stays_text(text: str) -> None:
    assert telephone_pieces(text) == (text,)
    with pytest.raises(ValidationError) as error:
        validate_phone(text)
    assert text in error.value.messages[0]


def test_a_second_number_that_cannot_be_dialled_is_named() -> None:
    with pytest.raises(ValidationError) as error:
        validate_phone("044 987 6543, 000 000 000 000 000")
    assert "”000 000 000 000 000”" in error.value.messages[0].replace("“", "”")


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_no_fault(text: str) -> None:
    validate_phone(text)
    assert telephones(text) == ()


def test_there_is_room_for_two_numbers_with_their_hours() -> None:
    text = "Liisa 044 987 6543 (ma–pe 9.00–15.00) / Kalle +358 50 111 2222 (ti ja to 17.00–19.30)"
    assert len(text) <= PHONE_LENGTH
    assert dialled(text) == ["+358449876543", "+358501112222"]


@pytest.mark.parametrize(("region", "expected"), [("FI", ["+35822345678"]), ("EE", []), ("SE", [])])
def test_region_is_a_setting(settings: object, region: str, expected: list[str]) -> None:
    telephone_pieces.cache_clear()
    settings.KOTOTORI_PHONE_REGION = region  # type: ignore[attr-defined]
    try:
        assert [number for number in dialled("02 234 5678") if number.startswith("+358")] == expected
    finally:
        telephone_pieces.cache_clear()


@given(st.text(alphabet="0123456789٠١٢۳۴+-–/.,:;()x# abäم\u00a0\n", max_size=60))
def test_pieces_are_the_text_and_links_are_numbers(text: str) -> None:
    assert written(text) == text
    for telephone in telephones(text):
        number, _sign, extension = telephone.subscriber.partition(";ext=")
        assert number.lstrip("+").isascii()
        assert number.lstrip("+").isdigit()
        assert not extension or extension.isdigit()
