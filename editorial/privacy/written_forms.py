"""How a person's name, address and phone number may stand in text, and text without them."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import phonenumbers

from regions import conf
from regions.people import DELETED_PERSON_WORDS

_ASCII_RUN = re.compile(r"[a-z0-9]+")
_BETWEEN_DIGITS = r"[\s().\-/\xa0]*"
#: A shorter part of a word finds too many rows to be of use.
_SHORTEST_RUN = 3


class WrittenForms:
    """Finds addresses, names and phone numbers in text, whatever their case, and puts words in their place.

    A name is found as a whole only: "Anna Aho" isn't in "Anna Ahonen", and an address isn't in a longer one.
    ``names``: (first name, last name), or one word alone. ``loosely``: also names with an ending, as Finnish has them,
    and as in names of files, for a person to look at.
    """

    def __init__(
        self,
        *,
        addresses: Iterable[str] = (),
        names: Iterable[tuple[str, ...]] = (),
        phones: Iterable[str] = (),
        loosely: bool = False,
    ) -> None:
        self.addresses, self.names, self.phones = sorted(set(addresses)), sorted(set(names)), sorted(set(phones))
        forms = [_address_form(address) for address in self.addresses]
        forms += [form for name in self.names for form in _name_forms(name, loosely=loosely)]
        forms += [_phone_form(phone) for phone in self.phones]
        self._pattern = re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def are_in(self, value: Any) -> bool:
        return self.without(value) != value

    def without(self, value: Any) -> Any:
        """Return text, or what JSON can be, with words in place of what is found; keys and numbers stay."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self._without_in_text(value)
        if isinstance(value, dict):
            return {key: self.without(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.without(part) for part in value]
        return value

    def _without_in_text(self, text: str) -> str:
        if text[:1] in ("[", "{"):
            try:
                parsed = json.loads(text)
            except ValueError:
                pass
            else:
                changed = self.without(parsed)
                return text if changed == parsed else json.dumps(changed, ensure_ascii=False)
        assert self._pattern is not None  # noqa: S101  (`without` has looked)
        return self._pattern.sub(DELETED_PERSON_WORDS, text)

    def condition(self, columns: Iterable[str]) -> tuple[str, list[str]]:
        """Return a condition in SQL, with its parameters, that rows with any of this in the columns fulfil.

        Others may fulfil it, too: the database doesn't know where a name ends. Columns are names of ours, quoted.
        """
        tests, parameters = [], []
        for column in columns:
            for piece in self._pieces():
                tests.append(f"position(%s in lower({column}::text)) > 0")
                parameters.append(piece)
            for phone in self.phones:
                tests.append(f"{column}::text ~ %s")
                parameters.append(r"[^0-9]*".join(_national_digits(phone)))
        return (" OR ".join(tests) or "FALSE"), parameters

    def _pieces(self) -> set[str]:
        pieces: set[str] = set()
        for address in self.addresses:
            pieces |= _pieces_of(address.partition("@")[0]) or _pieces_of(address)
        for name in self.names:
            pieces |= _pieces_of(max(name, key=len))
        return pieces


def _pieces_of(text: str) -> set[str]:
    """Parts of a text that stay as they are when it is escaped, for HTML, JSON or an address, and in lower case."""
    text = text.lower()
    runs = [run for run in _ASCII_RUN.findall(text) if len(run) >= _SHORTEST_RUN]
    if runs:
        return {max(runs, key=len)}
    # The database may know the lower case of ASCII alone.
    return {text, text.upper(), text.title(), text.capitalize()} - {""}


def _address_form(address: str) -> str:
    local, _at, domain = address.partition("@")
    return rf"(?<![\w.+\-]){re.escape(local)}(?:@|%40|&#64;){re.escape(domain)}(?![\w\-]|\.\w)"


def _name_forms(name: tuple[str, ...], *, loosely: bool) -> list[str]:
    between = r"[\s,._+\xa0\-]+" if loosely else r"[\s,\xa0]+"
    before, after = (r"(?<![^\W_])", r"\w{0,6}(?!\w)") if loosely else (r"(?<!\w)", r"(?!\w)")
    forms = []
    for order in {name, name[::-1]}:
        words = [between.join(_letters(word) for word in part.split()) for part in order if part.strip()]
        forms.append(f"{before}{between.join(words)}{after}")
    return forms


def _letters(word: str) -> str:
    """A word as it is written, escaped for HTML, and with letters that are composed or not."""
    shapes = {form(word) for form in (str, _composed, _decomposed)}
    shapes |= {html.escape(shape) for shape in shapes}
    return f"(?:{'|'.join(re.escape(shape) for shape in sorted(shapes))})"


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _decomposed(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _phone_form(phone: str) -> str:
    digits = _BETWEEN_DIGITS.join(_national_digits(phone))
    code = _country_code(phone)
    return rf"(?<!\d)(?:(?:\+|00){_BETWEEN_DIGITS}{code}{_BETWEEN_DIGITS}(?:\(0\)\s*)?|0)?{digits}(?!\d)"


def same_phone(one: str, other: str) -> bool:
    """Whether two ways of writing mean one number; two empty ones don't."""
    return bool(one and other) and _number(one) == _number(other)


def _number(phone: str) -> tuple[str, str]:
    return _country_code(phone), _national_digits(phone)


def _national_digits(phone: str) -> str:
    parsed = _parsed(phone)
    return str(parsed.national_number) if parsed else re.sub(r"\D", "", phone)


def _country_code(phone: str) -> str:
    parsed = _parsed(phone)
    return str(parsed.country_code) if parsed else ""


def _parsed(phone: str) -> Any:
    try:
        return phonenumbers.parse(phone, conf.phone_region())
    except phonenumbers.NumberParseException:
        return None
