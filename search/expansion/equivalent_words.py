"""Words with the same meaning in several languages, so that a query also finds texts in other languages.

Concepts are broad ("sport"); these words are narrow ("swimming"). Rows: ``search/data/equivalent_words.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from search.analysis import Kind, Term
from search.analysis.folding import fold
from search.analysis.stemming import primary_subtag
from search.analysis.tokens import Token, tokenise
from search.analysis.word_forms import analyse_word, possible_languages

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "equivalent_words.json"

#: The terms of one equivalent, one for each of its words. A document must have all of them.
Alternative = tuple[Term, ...]


#: A shorter Latin word is looked up in the page's language only: "far" is both English and Swedish.
SHORTEST_FOREIGN: Final = 5


#: A shorter word is not looked up without its dots: "lon" is hardly "lön".
SHORTEST_UNDOTTED: Final = 5


def equivalent_words(text: str, language: str, *, undotted: bool = False) -> tuple[Alternative, ...]:
    """Return the equivalents of a word or phrase of a query in all languages, itself included; empty if none is known.

    It is looked up in the page's language first, then in the others that it may be in. ``undotted``: one that isn't
    known as it stands is also looked up as a word that lacks its dots and accents.
    """
    tokens = tokenise(text)
    if not tokens:
        return ()
    by_key, by_folded_key, rows = _index()
    if numbers := _numbers(text, language, tokens[-1], by_key):
        return tuple(dict.fromkeys(alternative for number in numbers for alternative in rows[number]))
    if undotted and len(tokens[-1].text) >= SHORTEST_UNDOTTED:
        numbers = _numbers(text, language, tokens[-1], by_folded_key)
        return tuple(dict.fromkeys(alternative for number in numbers for alternative in rows[number]))
    return ()


def equivalent_texts() -> Iterator[tuple[str, str]]:
    """Yield every word and phrase of the table with its language."""
    for entry in _entries():
        for language, texts in entry.items():
            yield from ((text, language) for text in texts)


def _numbers(text: str, language: str, last: Token, by_key: _Numbers) -> tuple[int, ...]:
    page = primary_subtag(language)
    for code in possible_languages(last.raw, language):
        if code != page and code in ("fi", "sv", "en", "so", "et") and len(last.text) < SHORTEST_FOREIGN:
            continue
        for key in _keys(text, code):
            if numbers := by_key.get((code, key)):
                return numbers
    return ()


def _entries() -> list[dict[str, list[str]]]:
    entries: list[dict[str, list[str]]] = json.loads(_FILE.read_text(encoding="utf-8"))["words"]
    return entries


#: Numbers of rows by language and key.
_Numbers = dict[tuple[str, str], tuple[int, ...]]


@lru_cache(maxsize=1)
def _index() -> tuple[_Numbers, _Numbers, tuple[tuple[Alternative, ...], ...]]:
    """Return the numbers of rows by key, and by key without dots where it has some; the alternatives of each row."""
    by_key: _Numbers = {}
    rows = []
    for number, entry in enumerate(_entries()):
        alternatives: dict[Alternative, None] = {}
        for language, texts in entry.items():
            for text in texts:
                alternatives[_terms(text, language)] = None
                for key in _keys(text, language):
                    by_key[language, key] = tuple(dict.fromkeys((*by_key.get((language, key), ()), number)))
        rows.append(tuple(alternatives))
    by_folded_key: _Numbers = {}
    for (language, key), numbers in by_key.items():
        if (folded := fold(key)) != key:
            by_folded_key[language, folded] = (*by_folded_key.get((language, folded), ()), *numbers)
    return by_key, by_folded_key, tuple(rows)


def _terms(text: str, language: str) -> Alternative:
    """Return the parts to look for: documents have a word's dictionary form as a part, alone or in a compound."""
    return tuple(
        Term.of(Kind.PART, analyse_word(token, primary_subtag(language)).lemmas[0]) for token in tokenise(text)
    )


def _keys(text: str, language: str) -> tuple[str, ...]:
    words = [analyse_word(token, language) for token in tokenise(text)]
    return tuple(dict.fromkeys(("".join(word.text for word in words), "".join(word.lemmas[0] for word in words))))
