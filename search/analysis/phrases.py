"""Keys under which phrases are looked up, so that inflected and differently split spellings meet.

Concept labels, synonyms and place names are stored under their keys; a run of words from a query is looked up under its
own; two phrases are the same if they share a key.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Final

from search.analysis.stopwords import stop_words
from search.analysis.tokens import Token, tokenise
from search.analysis.word_forms import analyse_word, word_languages

_MAX_WORDS: Final = 8
_MAX_KEYS: Final = 12
_EDGE_WORDS: Final = stop_words("sv") | stop_words("en")


@lru_cache(maxsize=32768)
def phrase_keys(text: str, language: str) -> tuple[str, ...]:
    """Return the keys of a phrase on a page or in a label of `language` (BCP 47), surest first; no words, no keys.

    A key has no spaces and no hyphens: "läksy apu", "läksy-apu" and "läksyapu" are one. The first key is the phrase as
    written; then the last word's dictionary form after the others as written ("suomen kielestä" ~ "suomen kieli");
    then all words' dictionary forms ("avoimessa olohuoneessa" ~ "avoin olohuone"). Prepositions of Swedish and English
    at the edges ("i Ekenäs") are left out as an extra. Longer phrases than eight words have only the first key.
    """
    tokens = tokenise(text)
    keys = _keys(tokens, language)
    inner = _without_edges(tokens)
    if inner and len(inner) < len(tokens):
        keys = {**keys, **_keys(inner, language)}
    return tuple(key for key in keys if key)[:_MAX_KEYS]


def _keys(tokens: list[Token], language: str) -> dict[str, None]:
    written = "".join(token.text for token in tokens)
    keys = {written: None}
    if not 0 < len(tokens) <= _MAX_WORDS:
        return keys
    for code in word_languages(tokens[-1].raw, language):
        lemmas = [analyse_word(token, code).lemmas[:3] for token in tokens]
        before = "".join(analyse_word(token, code).text for token in tokens[:-1])
        keys.update(dict.fromkeys(before + last for last in lemmas[-1]))
        keys.update(
            dict.fromkeys(
                "".join(words)
                for words in product(*(options[:2] for options in lemmas[:4]), *(options[:1] for options in lemmas[4:]))
            )
        )
    return keys


def _without_edges(tokens: list[Token]) -> list[Token]:
    first, last = 0, len(tokens)
    while first < last and tokens[first].text in _EDGE_WORDS:
        first += 1
    while last > first and tokens[last - 1].text in _EDGE_WORDS:
        last -= 1
    return tokens[first:last]
