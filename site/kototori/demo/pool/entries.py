"""Reading values from parsed JSON. Each reader notes a fault with its place, and goes on."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from regions.written.clean_text import clean_text
from regions.written.phone_field import PHONE_LENGTH
from regions.written.phone_numbers import unreadable_part

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

#: Ten years: nothing in a pool is planned or kept for longer.
MAX_OFFSET_DAYS = 3_660
#: So much of a wrong value, key or id is repeated in a fault.
_MAX_QUOTED = 60


class Entry:
    """One JSON object with its place in the file. Every reader returns a usable value, also after a fault."""

    def __init__(self, data: Any, place: str, faults: list[str]) -> None:
        self.place = place
        self.faults = faults
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self._taken: set[str] = {"note"}
        if not isinstance(data, dict):
            self.fault("", "must be an object")

    def fault(self, key: str, what: str) -> None:
        place = ".".join(part for part in (self.place, key) if part)
        self.faults.append(f"{place}: {what}" if place else what)

    def finish(self) -> None:
        """Note a fault for every key that hasn't been read."""
        for key in self.data:
            if key not in self._taken:
                self.fault(named(key), "is not known")

    def has(self, key: str) -> bool:
        """Whether the key has a value; ``null`` counts as none."""
        self._taken.add(key)
        return self.data.get(key) is not None

    def raw(self, key: str) -> Any:
        self._taken.add(key)
        return self.data.get(key)

    def text(self, key: str, *, longest: int, required: bool = False, lines: bool = False) -> str:
        """Return the text without surrounding space; empty if missing or invisible. ``lines`` allows line breaks."""
        value = self.raw(key)
        if value is None or value == "":
            if required:
                self.fault(key, "is missing")
            return ""
        if not isinstance(value, str):
            self.fault(key, f"{quoted(value)} is no text")
            return ""
        value = value.strip()
        if has_no_controls(value, lines=lines):
            value = clean_text(value, lines=lines)  # marks that turn the order of text
        if not has_no_controls(value, lines=lines):
            self.fault(key, "holds characters that can't be stored (control characters or halves of a character)")
            return ""
        if not is_visible(value):
            value = ""
        if required and not value:
            self.fault(key, "is empty")
        if len(value) > longest:
            self.fault(key, f"is longer than {longest} characters")
        return value

    def email(self, key: str) -> str:
        return self._validated(key, validate_email, "is no e-mail address")

    def phone(self, key: str) -> str:
        """Return a text with at least one telephone number, or an empty one."""
        value = self.text(key, longest=PHONE_LENGTH)
        unread = unreadable_part(value)
        if unread:
            self.fault(key, f"no telephone number can be read in {quoted(unread)}")
        return value

    def url(self, key: str) -> str:
        return self._validated(key, URLValidator(["http", "https"]), "is no web address")

    def _validated(self, key: str, validate: Callable[[str], None], what: str) -> str:
        value = self.text(key, longest=200)
        if value:
            try:
                validate(value)
            except ValidationError:
                self.fault(key, f"{quoted(value)} {what}")
        return value

    def boolean(self, key: str) -> bool:
        value = self.raw(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, f"{quoted(value)} is neither true nor false")
        return value is True

    def integer(self, key: str, lowest: int, highest: int) -> int | None:
        """Return a whole number within bounds, or None if it is missing or wrong."""
        return self._integer(key, self.raw(key), lowest, highest)

    def _integer(self, key: str, value: Any, lowest: int, highest: int) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, f"{quoted(value)} is no whole number")
            return None
        if not lowest <= value <= highest:
            self.fault(key, f"{quoted(value)} is not between {lowest} and {highest}")
            return None
        return value

    def offset(self, key: str) -> int | None:
        """Return a number of days from the day of loading."""
        return self.integer(key, -MAX_OFFSET_DAYS, MAX_OFFSET_DAYS)

    def number(self, key: str, lowest: float, highest: float) -> float | None:
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, f"{quoted(value)} is no number")
            return None
        if not lowest <= value <= highest:
            self.fault(key, f"{quoted(value)} is not between {lowest} and {highest}")
            return None
        return float(value)

    def time(self, key: str) -> datetime.time | None:
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, str) or not _TIME.fullmatch(value):
            self.fault(key, f"{quoted(value)} is no time of day (HH:MM)")
            return None
        return datetime.time.fromisoformat(value)

    def choice(self, key: str, allowed: Collection[str], *, default: str = "") -> str:
        """Return one of the allowed codes; it is required unless there is a default."""
        value = self.raw(key)
        if value is None:
            if not default:
                self.fault(key, "is missing")
            return default
        self._known(key, value, allowed)
        return str(value)

    def choices(self, key: str, allowed: Collection[str], *, required: bool = False) -> tuple[str, ...]:
        """Return several allowed codes, in order and without repeats."""
        values = tuple(dict.fromkeys(value for value in self.items(key) if self._known(key, value, allowed)))
        if required and not self.has(key):
            self.fault(key, "is missing")
        elif required and self.raw(key) == []:
            self.fault(key, "is empty")
        return values

    def _known(self, key: str, value: Any, allowed: Collection[str]) -> bool:
        if not isinstance(value, str) or value not in allowed:
            examples = ", ".join(sorted(allowed)) if len(allowed) <= 15 else ""
            self.fault(key, f"{quoted(value)} is not known" + (f" (known: {examples})" if examples else ""))
            return False
        return True

    def items(self, key: str) -> list[Any]:
        """Return a list; empty if it is missing."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, "must be a list")
            return []
        return value

    def wholes(self, key: str, lowest: int, highest: int) -> tuple[int, ...]:
        values = (self._integer(f"{key}[{at}]", item, lowest, highest) for at, item in enumerate(self.items(key)))
        return tuple(sorted({value for value in values if value is not None}))

    def weekdays(self, key: str) -> tuple[int, ...]:
        """Return weekdays, 1 = Monday to 7 = Sunday, in order and without repeats."""
        good = set()
        for item in self.items(key):
            if isinstance(item, bool) or not isinstance(item, int) or not 1 <= item <= 7:
                self.fault(key, f"{quoted(item)} is no weekday (1–7)")
            else:
                good.add(item)
        return tuple(sorted(good))

    def below(self, key: str) -> Entry:
        """Return the object under a key; an empty one if it is missing."""
        value = self.raw(key)
        return Entry({} if value is None else value, f"{self.place}.{key}" if self.place else key, self.faults)

    def entries(self, key: str) -> Iterator[Entry]:
        """Return the objects of a list, each with a place such as ``listings[3] (L004)``."""
        for at, item in enumerate(self.items(key)):
            name = item.get("id") or item.get("name") if isinstance(item, dict) else None
            place = f"{key}[{at}]" + (f" ({name})" if isinstance(name, str) and named(name) == name else "")
            yield Entry(item, f"{self.place}.{place}" if self.place else place, self.faults)

    def names(self) -> list[str]:
        """Return all keys and count them as read; for objects whose keys are data, such as languages."""
        self._taken |= set(self.data)
        return [key for key in self.data if key != "note"]


def quoted(value: Any) -> str:
    """Return a wrong value for the text of a fault: on one line, and shortened."""
    text = repr(value)
    return text if len(text) <= _MAX_QUOTED else f"{text[: _MAX_QUOTED - 1]}…"


def named(name: str) -> str:
    """Return a key or an id for the place of a fault: as it is, unless it is long or not printable."""
    return name if name.isprintable() and len(name) <= _MAX_QUOTED else quoted(name)


def has_no_controls(value: str, *, lines: bool = False) -> bool:
    """Whether the text has no control characters and no unpaired surrogates.

    ``lines`` allows line breaks and tabs.
    """
    allowed = "\n\r\t" if lines else ""
    return all(character in allowed or unicodedata.category(character) not in ("Cc", "Cs") for character in value)


def is_visible(value: str) -> bool:
    """Whether the text has a letter, a number or a sign, not only spaces and characters without width."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in value)


def is_language_tag(value: Any) -> bool:
    """Whether the text has the form of the language tags in use here: language, script, region (BCP 47)."""
    return isinstance(value, str) and bool(_LANGUAGE_TAG.fullmatch(value))
