"""Terms of texts and of queries: the interface of the analysis for documents, engines and expansion.

A term is a kind and a word in one string, `<letter>_<word>`, for example `l_kahvila`. The letters and underscore keep
the kinds apart in one vector (words never contain an underscore, white space or a control character), and a term is a
valid lexeme of a PostgreSQL tsvector (at most 242 bytes; the caller quotes it) and a token for Elasticsearch's
whitespace tokeniser.

| kind   | prefix | what                                                                                   |
|--------|--------|----------------------------------------------------------------------------------------|
| EXACT  | `e_`   | the word as written, normalised, without hyphens                                       |
| LEMMA  | `l_`   | dictionary form of each reading (Finnish) or stem; the word itself where there is none |
| PART   | `p_`   | everything the word is made of, **itself included**: lemma, parts of a compound, runs  |
|        |        | of parts, the verb behind a noun. So `p_kahvila` finds "kahvila" and "kielikahvila"    |
| FOLDED | `f_`   | word and lemma without dots and accents, where that isn't another Finnish word         |
| NGRAM  | `n_`   | four-letter pieces of the folded lemma, for misspellings                               |

Sensible weights fall in this order. Caches are by word, so repeated text costs a dictionary lookup per word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from search.analysis import finnish
from search.analysis.dots import spellings_with_dots
from search.analysis.ngrams import ngrams, required
from search.analysis.stemming import primary_subtag, stem, without_and
from search.analysis.stopwords import is_stop_anywhere, stop_words
from search.analysis.swedish import undotted_parts
from search.analysis.tokens import Script, Token, script_of, token, tokenise, unify_arabic, written_words
from search.analysis.word_forms import FOLDING_LANGUAGES, AnalysedWord, analyse_word, word_languages

ANALYSIS_VERSION = 4
"""Raised with every change that gives stored text other terms: stored vectors must then be rebuilt."""


class Kind(StrEnum):
    """Kind of a term; the value is its prefix letter."""

    EXACT = "e"
    LEMMA = "l"
    PART = "p"
    FOLDED = "f"
    NGRAM = "n"


@dataclass(frozen=True, slots=True)
class Term:
    """One term; `text` carries the kind's prefix."""

    text: str
    kind: Kind

    @classmethod
    def of(cls, kind: Kind, word: str) -> Term:
        """Return the term of `kind` for a normalised word."""
        return _term(kind, word)


@lru_cache(maxsize=131072)
def _term(kind: Kind, word: str) -> Term:
    return Term(f"{kind.value}_{word}", kind)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a query.

    `start` and `end` are positions in words (end exclusive). A document that has any of `terms` has the word; they come
    best kind first. `parts` are the components of a compound ("kielikahvila": kieli, kahvila): each by itself is a weak
    hit, all of them together nearly as good as the word. `ngrams` are the net for misspellings: no hit below
    `ngrams_required` of them in one document; a word that the dictionary has is not misspelled and has none.
    `dotted` are the Finnish words that one without dots may be ("läksyapu" for "laksyapu"), `ordinary` tells that it is
    a word as it stands, which is read as no other.
    """

    surface: str
    start: int
    end: int
    is_stop: bool
    terms: tuple[Term, ...]
    parts: tuple[Term, ...] = ()
    ngrams: tuple[Term, ...] = ()
    ngrams_required: int = 0
    dotted: tuple[str, ...] = ()
    ordinary: bool = False


def analyse_text(text: str, language: str) -> list[Term]:
    """Return the terms of a text in `language` (BCP 47) in reading order, repeated as often as the words occur."""
    code = primary_subtag(language)
    return [term for written in written_words(text) for term in _document_terms(written, code)]


def term_texts(text: str, language: str, *, pieces: bool = True) -> list[str]:
    """Return the texts of ``analyse_text``'s terms; without ``pieces`` not those of n-grams. Quick for known words."""
    code = primary_subtag(language)
    return list(chain.from_iterable([_word_texts(written, code, pieces) for written in written_words(text)]))


@lru_cache(maxsize=65536)
def _word_texts(written: str, language: str, pieces: bool) -> tuple[str, ...]:
    terms = _document_terms(written, language)
    return tuple(term.text for term in terms if pieces or term.kind is not Kind.NGRAM)


@lru_cache(maxsize=65536)
def _document_terms(written: str, language: str) -> tuple[Term, ...]:
    word = analyse_word(token(written), language)
    pool = (*word.lemmas, *word.derived, *word.parts)
    terms = [Term.of(Kind.EXACT, word.text)]
    terms += [Term.of(Kind.LEMMA, lemma) for lemma in word.lemmas]
    terms += [Term.of(Kind.PART, part) for part in pool]
    terms += [Term.of(Kind.FOLDED, folded) for folded in word.folded]
    terms += [Term.of(Kind.NGRAM, piece) for piece in ngrams(word.net)]
    return tuple(dict.fromkeys(terms))


def analyse_query(text: str, language: str | None) -> list[QueryWord]:
    """Return the words of a query in reading order, for a page in `language` (BCP 47, or None if unknown).

    People mix languages ("language café Espoo" on a Finnish page, a Finnish word on an Arabic one), so every word is
    read in each language it may be in (see `word_languages`) and the alternatives are put side by side, and beside them
    the Finnish words with dots that a word without may be (see `spellings_with_dots`), which weigh less. A word is a
    stop word in the page's language, or where it is one in Finnish, Swedish or English and hardly a word otherwise; if
    nothing else is left, no word is. Two words that Finnish would write together ("digi tuki") both get the compound.
    """
    tokens = tokenise(text)
    languages = [word_languages(token.raw, language) for token in tokens]
    dotted = spellings_with_dots([token.raw for token in tokens])
    columns = list(zip(tokens, languages, dotted, strict=True))
    stops = [_is_stop(*column) for column in columns]
    if all(stops):
        stops = [False] * len(tokens)
    words = [
        replace(_query_word(*column), start=position, end=position + 1, is_stop=stop)
        for position, (column, stop) in enumerate(zip(columns, stops, strict=True))
    ]
    return _join_compounds(words)


def _join_compounds(words: list[QueryWord]) -> list[QueryWord]:
    """Give neighbours that make up a Finnish compound that compound as an alternative, each word joined once."""
    joined_up_to = 0
    for position in range(len(words) - 1):
        first, second = words[position : position + 2]
        if position < joined_up_to or first.is_stop or second.is_stop:
            continue
        if joined := finnish.compound(_spelling(first), _spelling(second)):
            words[position : position + 2] = [_with_compound(first, joined), _with_compound(second, joined)]
            joined_up_to = position + 2
    return words


def _spelling(word: QueryWord) -> str:
    return word.dotted[0] if word.dotted else word.surface


def _is_stop(token: Token, languages: tuple[str, ...], dotted: tuple[str, ...]) -> bool:
    page = languages[0]
    lemmas = [reading.lemma for spelling in dotted for reading in finnish.readings(spelling)]
    if lemmas and all(lemma in stop_words("fi") for lemma in lemmas):
        return True
    if page == "fi":
        known = finnish.readings(token.raw)
        if all(reading.lemma in stop_words("fi") for reading in known):
            return True
        return not known[0].known and is_stop_anywhere(token.text)
    if unify_arabic(token.text) in stop_words(page):
        return True
    return script_of(token.text) is Script.LATIN and is_stop_anywhere(token.text)


@lru_cache(maxsize=16384)
def _query_word(token: Token, languages: tuple[str, ...], dotted: tuple[str, ...]) -> QueryWord:
    readings = [analyse_word(token, code) for code in languages]
    ordinary = languages[0] not in FOLDING_LANGUAGES and finnish.is_plain(token.raw)
    lemmas = [lemma for word in readings for lemma in word.lemmas]
    derived = [source for word in readings for source in word.derived]
    terms = [Term.of(Kind.EXACT, word.text) for word in readings]
    terms += [Term.of(Kind.LEMMA, lemma) for lemma in lemmas]
    terms += [Term.of(Kind.PART, part) for part in (*lemmas, *derived)]
    terms += [Term.of(Kind.FOLDED, folded) for word in readings if word.known or not ordinary for folded in word.folded]
    if bare := without_and(token.text):
        terms += [Term.of(Kind.PART, unify_arabic(stem(bare, code))) for code in languages]
    parts = [Term.of(Kind.PART, part) for word in readings for part in word.parts]
    for word in map(_finnish_word, dotted):
        terms += [Term.of(Kind.PART, lemma) for lemma in word.lemmas]
        terms += [Term.of(Kind.FOLDED, folded) for folded in word.folded]
        parts += [Term.of(Kind.PART, part) for part in (*word.derived, *word.parts)]
    known = bool(dotted) or any(word.known for word in readings)
    if not known and "sv" in languages:
        parts += [Term.of(Kind.PART, part) for part in undotted_parts(token.text)]
    pieces = () if known else ngrams(readings[0].net)
    return QueryWord(
        surface=token.raw,
        start=0,
        end=1,
        is_stop=False,
        terms=tuple(dict.fromkeys(terms)),
        parts=tuple(dict.fromkeys(part for part in parts if part not in terms)),
        ngrams=tuple(Term.of(Kind.NGRAM, piece) for piece in pieces),
        ngrams_required=required(len(pieces)),
        dotted=dotted,
        ordinary=ordinary,
    )


def _finnish_word(spelling: str) -> AnalysedWord:
    return analyse_word(Token(raw=spelling, text=spelling.replace("-", ""), pieces=(spelling,)), "fi")


def _with_compound(word: QueryWord, joined: finnish.Reading) -> QueryWord:
    """Put the compound first among the alternatives of one of the words it was written apart as."""
    extra = (Term.of(Kind.LEMMA, joined.lemma), Term.of(Kind.PART, joined.lemma))
    return replace(word, terms=tuple(dict.fromkeys((*extra, *word.terms))))
