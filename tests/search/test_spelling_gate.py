"""How many misspellings are mended, and how many right words are left alone, in each language that has a dictionary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from listings.concepts import current_concepts
from search.analysis.tokens import tokenise
from search.analysis.word_forms import analyse_word
from search.places import current_places
from search.spelling import correct, named_words
from search.spelling.dictionaries import is_form
from search.spelling.folded import folded
from search.spelling.pool_words import PoolWords, PortalWords
from search.spelling.words import Words
from tests.search.misspellings import LANGUAGES, in_order, is_unseen, misspelled, read_words

_POOL = Path(__file__).resolve().parents[2] / "site" / "kototori" / "demo" / "data" / "demo_pool.json"
_PORTAL = 1
_TYPOS = 100


@pytest.fixture
def collections(db: None) -> tuple[Words, ...]:
    """The names of concepts and places, and the words of the demo pool."""
    pool = PoolWords()
    data: dict[str, Any] = json.loads(_POOL.read_text(encoding="utf-8"))
    for listing in data["listings"]:
        texts = [(text, language) for language, fields in listing["text"].items() for text in fields.values()]
        pool.put(uuid4(), texts, [_PORTAL], [_PORTAL])
    return named_words(current_concepts(), current_places()), PortalWords(pool, _PORTAL)


def meant(text: str, language: str, collections: tuple[Words, ...]) -> str:
    correction = correct(text, language, collections)
    return text if correction is None else correction.text


def is_mended(found: str, word: str, language: str) -> bool:
    """Return whether the search finds what it finds for the word: it is the word, or another form of it."""
    tokens = tokenise(found)
    [expected] = tokenise(word)
    if len(tokens) != 1:
        return False
    forms = [set(analyse_word(token, language).lemmas) for token in (tokens[0], expected)]
    return folded(tokens[0].raw) == folded(expected.raw) or not forms[0].isdisjoint(forms[1])


def typos(language: str, collections: tuple[Words, ...]) -> list[tuple[str, str]]:
    """Return 100 misspellings: those of the file, then words of the file and of names misspelled by rule."""
    words = read_words(language)
    visited = [word for word in words.visited if is_there(word, collections)]
    by_rule = misspelled([*visited, *in_order(names(language))], language, _TYPOS - len(words.typed))
    return [*words.typed, *by_rule]


def is_there(word: str, collections: Iterable[Words]) -> bool:
    [token] = tokenise(word)
    return any(collection.languages_of(folded(token.raw)) for collection in collections)


def names(language: str) -> Iterator[str]:
    """Yield the words of the names of concepts that are plain words of the language."""
    for concept in current_concepts().by_key.values():
        if label := concept.labels.get(language):
            for text in (label.label, *label.synonyms):
                yield from (
                    token.raw for token in tokenise(text) if token.raw.isalpha() and is_form(token.raw, language)
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_misspellings_are_mended(language: str, collections: tuple[Words, ...]) -> None:
    cases = typos(language, collections)
    failed = [
        (typed, word) for typed, word in cases if not is_mended(meant(typed, language, collections), word, language)
    ]
    unseen = [typed for typed, _ in cases if is_unseen(typed)]
    failed_unseen = [typed for typed, _ in failed if is_unseen(typed)]
    assert len(cases) == _TYPOS
    assert len(failed) <= 0.15 * len(cases), [case for case in failed if not is_unseen(case[0])]
    assert len(failed_unseen) <= 0.2 * len(unseen), f"{len(failed_unseen)} of {len(unseen)} that nobody looks at"


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_words_are_left_alone(language: str, collections: tuple[Words, ...]) -> None:
    words = read_words(language).right
    changed = [(word, found) for word in words if (found := meant(word, language, collections)) != word]
    assert len(words) >= 300
    assert len(changed) <= 0.01 * len(words), changed


@pytest.mark.parametrize("language", ["so"])
def test_without_a_dictionary_corrections_are_not_sure(language: str, collections: tuple[Words, ...]) -> None:
    words = read_words(language)
    for typed, word in words.typed:
        correction = correct(typed, language, collections)
        assert correction is not None
        assert (correction.text, correction.is_sure) == (word, False)
