"""What is worth a look in a translated string, in words. Pure functions of both texts as one types them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from editorial.desk_texts.description_addresses import linked_pieces, typed_target
from regions.languages import isolated

_NUMBER = re.compile(r"\d+")
_NAMED_LINK = re.compile(r"\[[^\]\n]{1,2000}\]\(([^)\s]{1,2000})\)")
_PLACEHOLDER = re.compile(r"\{\w{0,40}\}|%\(\w{1,40}\)[sd]|%[sd]")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: What is longer than this many times its original, and by so many characters, is looked at.
_TIMES, _CHARACTERS = 3, 80
#: Words that a text needs before its script says anything: names stay as they are.
_LEAST_WORDS = 3
#: The beginning of the Unicode names of a language's letters, where it isn't Latin.
_SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC"}


def notices(original: str, translation: str, language: str) -> list[str]:
    """Return sentences about a translation; none for an empty one."""
    if not translation.strip():
        return []
    found = (
        _same(original, translation),
        _script(translation, language),
        _numbers(original, translation),
        _links(original, translation),
        _placeholders(original, translation),
        _length(original, translation),
    )
    return [sentence for sentence in found if sentence]


def _same(original: str, translation: str) -> str:
    if original.strip() == translation.strip() and len(_WORD.findall(_without_links(original))) >= _LEAST_WORDS:
        return _("This is the original's text. Translate it.")
    return ""


def _script(translation: str, language: str) -> str:
    """Whether many words are there, and none in the language's letters."""
    script = _SCRIPTS.get(language)
    words = _WORD.findall(_without_links(translation))
    if script is None or len(words) < _LEAST_WORDS:
        return ""
    is_written = any(unicodedata.name(letter, "").startswith(script) for word in words for letter in word)
    return "" if is_written else _("Nothing here is written in this language's letters.")


def _numbers(original: str, translation: str) -> str:
    """Whether the same numbers are there, in whatever digits; "17.30" and "17:30" are the same two."""
    before, after = _numbers_of(original), _numbers_of(translation)
    missing, added = before - after, after - before
    if missing:
        return _("These numbers of the original are missing: %s") % _listed(missing.elements())
    if added:
        return _("These numbers aren't in the original: %s") % _listed(added.elements())
    return ""


def _numbers_of(text: str) -> Counter[str]:
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in _without_links(text))
    return Counter(_NUMBER.findall(digits))


def _links(original: str, translation: str) -> str:
    missing = _addresses(original) - _addresses(translation)
    return _("These links of the original are missing: %s") % _listed(missing) if missing else ""


def _placeholders(original: str, translation: str) -> str:
    before, after = (Counter(_PLACEHOLDER.findall(text)) for text in (original, translation))
    if before == after:
        return ""
    return _("Leave these signs as they are in the original: %s") % _listed([*(before - after), *(after - before)])


def _length(original: str, translation: str) -> str:
    most = max(len(original) * _TIMES, len(original) + _CHARACTERS)
    return _("This is much longer than the original.") if len(translation) > most else ""


def _addresses(text: str) -> set[str]:
    named = {typed_target(address) or address for address in _NAMED_LINK.findall(text)}
    bare = {target for _words, target in linked_pieces(_NAMED_LINK.sub(" ", text)) if target}
    return named | bare


def _without_links(text: str) -> str:
    """The text without addresses: their numbers and words are theirs."""
    without = re.sub(r"\]\([^)\s]{1,2000}\)", "]", text)
    return "".join(words for words, target in linked_pieces(without) if not target)


def _listed(values: Iterable[str]) -> str:
    """In a fixed order, kept in the order of reading from left to right by their isolates."""
    return ", ".join(isolated(value) for value in sorted(set(values)))
