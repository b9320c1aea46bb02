"""How names, addresses and numbers are found in text, and what isn't them."""

from __future__ import annotations

import json

import pytest

from editorial.privacy.written_forms import WrittenForms, same_phone
from regions.people import DELETED_PERSON_WORDS as GONE

FORMS = WrittenForms(
    addresses=["anna.aho@example.org"], names=[("Anna", "Aho"), ("Äänis", "O'Öhman")], phones=["+358401234567"]
)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Kysy: Anna Aho", f"Kysy: {GONE}"),
        ("aho, anna", GONE),
        ("ANNA  AHO.", f"{GONE}."),
        ("Äänis O'Öhman", GONE),
        ("<b>äänis o&#x27;öhman</b>", f"<b>{GONE}</b>"),
        ("Ääni\u0308s O'Öhman", "Ääni\u0308s O'Öhman"),
        ("A\u0308a\u0308nis O'O\u0308hman", GONE),
        ("Anna.Aho@Example.org", GONE),
        ("mailto:anna.aho%40example.org", f"mailto:{GONE}"),
        ("+358 40 123 4567", GONE),
        ("puh. 040-1234567", f"puh. {GONE}"),
        ("00358 401234567", GONE),
        ('["Anna Aho", {"email": "anna.aho@example.org"}]', json.dumps([GONE, {"email": GONE}], ensure_ascii=False)),
    ],
)
def test_what_is_found(text: str, without: str) -> None:
    assert FORMS.without(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "Anna Ahonen",
        "Susanna Aho",
        "Anna",
        "joanna.aho@example.org",
        "anna.aho@example.org.fi",
        "x-anna.aho@example.org",
        "anna.aho@example.organic",
        "0401234568",
        "10401234567",
        "{not json",
        "",
    ],
)
def test_what_is_somebody_else(text: str) -> None:
    assert FORMS.without(text) == text


def test_looking_finds_endings_and_names_of_files() -> None:
    loose = WrittenForms(names=[("Anna", "Aho")], loosely=True)
    for text in ("Anna Aholle", "anna-aho.jpg", "kuva_anna_aho_2.png", "Anna Ahonen"):
        assert loose.are_in(text), text
    assert not loose.are_in("Susanna Aho")


def test_nothing_to_find_changes_nothing() -> None:
    assert WrittenForms().without({"a": ["b", 1, None]}) == {"a": ["b", 1, None]}
    assert not WrittenForms()


def test_numbers_are_the_same_however_written() -> None:
    assert same_phone("+358401234567", "040 123 4567")
    assert not same_phone("+358401234567", "+46401234567")
    assert not same_phone("", "")
