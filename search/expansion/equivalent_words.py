"""Words with the same meaning in several languages, so that a query also finds texts in other languages.

Concepts are broad ("sport"); these words are narrow ("swimming"). Rows: ``search/data/equivalent_words.json``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from search.analysis import Kind, Term
from search.analysis.stemming import primary_subtag
from search.analysis.tokens import tokenise
from search.analysis.word_forms import analyse_word, word_languages

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "equivalent_words.json"

#: The terms of one equivalent, one for each of its words. A document must have all of them.
Alternative = tuple[Term, ...]


#: A shorter Latin word is looked up in the page's language only: "far" is both English and Swedish.
SHORTEST_FOREIGN: Final = 5


def equivalent_words(text: str, language: str) -> tuple[Alternative, ...]:
    """Return the equivalents of a word or phrase of a query in all languages, itself included; empty if none is known.

    It is looked up in the page's language first, then in the others that it may be in.
    """
    tokens = tokenise(text)
    if not tokens:
        return ()
    by_key, rows = _index()
    page = primary_subtag(language)
    for code in word_languages(tokens[-1].raw, language):
        if code != page and code in ("fi", "sv", "en") and len(tokens[-1].text) < SHORTEST_FOREIGN:
            continue
        for key in _keys(text, code):
            if numbers := by_key.get((code, key)):
                return tuple(dict.fromkeys(alternative for number in numbers for alternative in rows[number]))
    return ()


@lru_cache(maxsize=1)
def _index() -> tuple[dict[tuple[str, str], tuple[int, ...]], tuple[tuple[Alternative, ...], ...]]:
    """Return the numbers of rows by language and key, and the alternatives of each row."""
    entries: list[dict[str, list[str]]] = json.loads(_FILE.read_text(encoding="utf-8"))["words"]
    by_key: dict[tuple[str, str], tuple[int, ...]] = {}
    rows = []
    for number, entry in enumerate(entries):
        alternatives: dict[Alternative, None] = {}
        for language, texts in entry.items():
            for text in texts:
                alternatives[_terms(text, language)] = None
                for key in _keys(text, language):
                    by_key[language, key] = tuple(dict.fromkeys((*by_key.get((language, key), ()), number)))
        rows.append(tuple(alternatives))
    return by_key, tuple(rows)


def _terms(text: str, language: str) -> Alternative:
    """Return the parts to look for: documents have a word's dictionary form as a part, alone or in a compound."""
    return tuple(
        Term.of(Kind.PART, analyse_word(token, primary_subtag(language)).lemmas[0]) for token in tokenise(text)
    )


def _keys(text: str, language: str) -> tuple[str, ...]:
    words = [analyse_word(token, language) for token in tokenise(text)]
    return tuple(dict.fromkeys(("".join(word.text for word in words), "".join(word.lemmas[0] for word in words))))
