"""Forms of one word in one language, and the languages that a word of a query may be in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search.analysis import finnish, swedish
from search.analysis.folding import fold, fold_accents
from search.analysis.stemming import primary_subtag, stem
from search.analysis.tokens import Script, Token, script_of, unify_arabic

_CYRILLIC: Final = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"})
_ARABIC: Final = frozenset({"ar", "fa", "prs", "ckb", "ku", "ur", "ps", "ug"})
_OTHER: Final = frozenset({"am", "ti", "hi", "ne", "ta", "bn", "th", "zh", "ja", "ko", "el", "hy", "ka", "he", "my"})
_LATIN_TRIED: Final = ("fi", "sv", "en")
#: Languages of ours by script, for words typed on a page in another one.
_TABLES: Final = {Script.LATIN: ("so", "et"), Script.CYRILLIC: ("ru", "uk"), Script.ARABIC: ("ar", "fa")}
#: Languages of pages whose own words have dots and no dictionary here: a Finnish word may be one of theirs, undotted.
FOLDING_LANGUAGES: Final = frozenset({"sv", "et"})
_UKRAINIAN_LETTERS: Final = frozenset("іїєґ")
_PERSIAN_LETTERS: Final = frozenset("پچژگ")


@dataclass(frozen=True, slots=True)
class AnalysedWord:
    """A word as analysed in one language.

    `text` is the word as compared; `lemmas` are never empty; `derived` are the words it is derived from; `parts` the
    components of a compound; `folded` the Latin spellings without dots and accents, apart from Finnish ones that are
    another word ("saari" of "sääri"); `net` the folded form whose pieces catch misspellings; `known` tells whether a
    dictionary (Voikko) has the word.
    """

    text: str
    lemmas: tuple[str, ...]
    derived: tuple[str, ...]
    parts: tuple[str, ...]
    folded: tuple[str, ...]
    net: str
    known: bool = False


def word_languages(word: str, page_language: str | None) -> tuple[str, ...]:
    """Return the languages to read a word of a query in, most likely first.

    By script: Cyrillic and Arabic words are in the page's language if that is written so, else Russian (Ukrainian with
    its letters) or Arabic (Persian with its letters). A Latin word on a Finnish page is Finnish if Voikko knows it.
    Other Latin words are in the page's language if that is written in Latin letters, and besides Finnish (if Voikko
    knows the word), Swedish and English: an alternative in the wrong language hardly ever meets a term, a missing one
    loses the listing.
    """
    page = primary_subtag(page_language)
    script = script_of(word)
    if script is Script.CYRILLIC:
        return (page if page in _CYRILLIC else "uk" if _UKRAINIAN_LETTERS & set(word) else "ru",)
    if script is Script.ARABIC:
        return (page if page in _ARABIC else "fa" if _PERSIAN_LETTERS & set(word) else "ar",)
    if script is Script.OTHER:
        return (page or "und",)
    own = (page,) if page and page not in _CYRILLIC | _OTHER | (_ARABIC - {"ku"}) else ()
    known = finnish.is_known(word)
    if page == "fi" and known:
        return ("fi",)
    return tuple(dict.fromkeys((*own, *(code for code in _LATIN_TRIED if code != "fi" or known))))


def possible_languages(word: str, page_language: str | None) -> tuple[str, ...]:
    """Return ``word_languages``, and after them what else a word may be that somebody types on any page.

    For tables of whole words and phrases, where the wrong language hardly ever has the word. A Latin word that Voikko
    knows is nothing else.
    """
    likely = word_languages(word, page_language)
    script = script_of(word)
    if script is Script.LATIN and finnish.is_known(word):
        return likely
    return tuple(dict.fromkeys((*likely, *_TABLES.get(script, ()))))


def document_language(word: str, language: str) -> str:
    """Return the language to read a word of a document in: its own unless the word is in another script."""
    script = script_of(word)
    foreign = {
        Script.CYRILLIC: language not in _CYRILLIC,
        Script.ARABIC: language not in _ARABIC,
        Script.LATIN: language in _CYRILLIC | _OTHER | (_ARABIC - {"ku"}),
        Script.OTHER: False,
    }[script]
    if not foreign:
        return language
    return "fi" if script is Script.LATIN and finnish.is_known(word) else word_languages(word, None)[-1]


@lru_cache(maxsize=65536)
def analyse_word(token: Token, language: str) -> AnalysedWord:
    """Return the forms of `token` in `language` (primary subtag), or in a language of its script if that differs."""
    language = document_language(token.raw, language)
    text = unify_arabic(fold_accents(token.text))
    if language == "fi":
        return _finnish(token, text)
    swedish_word = language == "sv"
    stemmed = swedish.stem_word(token.text) if swedish_word else stem(token.text, language)
    lemma = unify_arabic(fold_accents(stemmed))
    parts = [stem(piece, language) for piece in token.pieces if len(piece) > 1] if len(token.pieces) > 1 else []
    verb = swedish.verb_of(token.text) if swedish_word else None
    if swedish_word:
        parts += swedish.compound_parts(token.text)
    latin = script_of(text) is Script.LATIN
    return AnalysedWord(
        text=text,
        lemmas=(lemma,),
        derived=(verb,) if verb else (),
        parts=_others(map(unify_arabic, parts), (lemma,)),
        folded=tuple(dict.fromkeys((fold(text), fold(lemma)))) if latin else (),
        net=fold(text),
    )


def _finnish(token: Token, text: str) -> AnalysedWord:
    readings = finnish.readings(token.raw)
    lemmas = tuple(dict.fromkeys(fold_accents(reading.lemma) for reading in readings))
    derived = _others((source for reading in readings for source in reading.derived), lemmas)
    parts = _others((part for reading in readings for part in reading.parts), (*lemmas, *derived))
    folded = fold(text)
    spellings = [folded, *map(fold, lemmas), *(fold(part) for part in parts if not part.isascii())]
    others = [spelling for spelling in spellings if not finnish.is_plain(spelling)]
    if folded in others:
        others.insert(1, stem(folded, "fi"))
    return AnalysedWord(
        text=text,
        lemmas=lemmas,
        derived=derived,
        parts=parts,
        folded=tuple(dict.fromkeys(others)),
        net=fold(lemmas[0]) if readings[0].known else folded,
        known=readings[0].known,
    )


def _others(words: Iterable[str], taken: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in map(fold_accents, words) if word not in taken))
