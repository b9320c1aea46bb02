"""Words that say the same in several languages, so that a query finds what it names in a text of another language.

Concepts are broad ("sport"); these words are narrow ("swimming"). The rows are in ``search/data/same_words.json``.
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

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "same_words.json"

#: Terms that a document must have all of: one for each word of a phrase.
Alternative = tuple[Term, ...]


#: A Latin word that is shorter is looked up in the page's own language alone: "far" is English as well as Swedish.
SHORTEST_FOREIGN: Final = 5


def same_words(text: str, language: str) -> tuple[Alternative, ...]:
    """Return what else says the same as a word or phrase of a query, in all languages; nothing if none is known.

    The words are read in the page's language or, where that has none of them, in the others that they may be in.
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
            if places := by_key.get((code, key)):
                return tuple(dict.fromkeys(alternative for place in places for alternative in rows[place]))
    return ()


@lru_cache(maxsize=1)
def _index() -> tuple[dict[tuple[str, str], tuple[int, ...]], tuple[tuple[Alternative, ...], ...]]:
    """Return places of rows by language and key, and the alternatives of each row."""
    entries: list[dict[str, list[str]]] = json.loads(_FILE.read_text(encoding="utf-8"))["words"]
    by_key: dict[tuple[str, str], tuple[int, ...]] = {}
    rows = []
    for place, entry in enumerate(entries):
        alternatives: dict[Alternative, None] = {}
        for language, texts in entry.items():
            for text in texts:
                alternatives[_terms(text, language)] = None
                for key in _keys(text, language):
                    by_key[language, key] = tuple(dict.fromkeys((*by_key.get((language, key), ()), place)))
        rows.append(tuple(alternatives))
    return by_key, tuple(rows)


def _terms(text: str, language: str) -> Alternative:
    """A text has a word's dictionary form among its parts, whether it stands alone or in a compound."""
    return tuple(
        Term.of(Kind.PART, analyse_word(token, primary_subtag(language)).lemmas[0]) for token in tokenise(text)
    )


def _keys(text: str, language: str) -> tuple[str, ...]:
    words = [analyse_word(token, language) for token in tokenise(text)]
    return tuple(dict.fromkeys(("".join(word.text for word in words), "".join(word.lemmas[0] for word in words))))
