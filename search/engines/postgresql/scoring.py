"""Scores of documents for the words of a query, as SQL over their vectors and codes.

For each word: how strongly the document has it (0–1; the better of kind of term and place in the text), times how rare
the word is among what the portal shows. For each meaning: whether the document has the code, times how rare that is. A
phrase counts its words or its meaning, whichever is more, and a little of the other. Two steps, because rarity is known
only when all candidates have been looked at:

1. *signals*: one column per word, part of a compound, net and code, between 0 and 1;
2. *score*: an expression over these columns and the rarity of each, itself computed from the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from search.analysis import Kind, QueryWord, Term
from search.documents.terms import WEIGHTS
from search.engines.postgresql.fragments import Fragment, compose, join
from search.expansion import Alternative, InterpretedQuery, QueryPhrase
from search.lexemes import quote_lexeme

#: Weights of places in the text: title, names, summary, description.
PLACES: Final = {"A": 1.0, "B": 0.7, "C": 0.6, "D": 0.45}
#: Weights of kinds of terms: the word itself, its dictionary form, its parts, without dots and accents.
KINDS: Final = {Kind.EXACT: 1.0, Kind.LEMMA: 0.95, Kind.PART: 0.75, Kind.FOLDED: 0.5}
#: Weight of all components of a compound together; the whole word has 1.
COMPONENTS: Final = 0.5
#: Weight of the net for misspellings; a word that matches has 1.
NET: Final = 0.4
#: Weight of an equivalent word; the word itself has 1.
SAME: Final = 0.75
#: Share of the lower of a phrase's two scores, by its words and by its meaning, that is added to the higher.
BOTH: Final = 0.5
#: Weight of the words of a phrase that has a meaning; words of no such phrase have 1.
WORDS_OF_PHRASE: Final = 0.6
#: Weight of an optional phrase; others have 1.
OPTIONAL: Final = 0.3
#: What a document in the language of the question has more than another, as a share of its score.
OWN_LANGUAGE: Final = 0.05
#: The lowest rarity of a word or a meaning. Also one that most documents have must count when it stands alone.
COMMON_WORD: Final = 0.05
COMMON_MEANING: Final = 0.6
#: Documents below this share of the best score are left out.
CUT: Final = 0.15


NO_IDS: Final = Fragment("SELECT NULL::uuid AS id WHERE false")


@dataclass(frozen=True, slots=True)
class Signal:
    """A column of step 1. ``least``: its lowest rarity."""

    name: str
    value: Fragment
    least: float = COMMON_WORD


@dataclass
class Scoring:
    """The parts of the statement that score documents.

    ``signals``: columns. ``candidates``: ids of the documents to score; None means all. ``netted``: for each column the
    misspelling net (a ``tsquery``) of its word; the statement uses it only if no shown document has the word (``net``,
    one row: true where the word is missing). ``terms``: all terms as a ``tsquery``; the vector of a document without
    any of them is not read. ``score``: over the columns. ``sure``: the document is kept whatever its score.
    """

    signals: list[Signal] = field(default_factory=list)
    netted: dict[str, str] = field(default_factory=dict)
    candidates: Fragment | None = None
    terms: Fragment | None = None
    score: Fragment = field(default_factory=lambda: Fragment("0.0::float8"))
    sure: Fragment = field(default_factory=lambda: Fragment("false"))

    @property
    def is_empty(self) -> bool:
        return not self.signals


def build_scoring(query: InterpretedQuery) -> Scoring:
    """Return the SQL that scores documents for a query; empty for a query without phrases."""
    scoring = Scoring()
    codes = {meaning.code: "" for phrase in query.phrases for meaning in phrase.meanings}
    for position, code in enumerate(codes):
        codes[code] = f"code{position}"
        has = Fragment("(codes @> ARRAY[%s]::varchar[])::int::float8", (code,))
        scoring.signals.append(Signal(codes[code], has, least=COMMON_MEANING))
    parts = [_phrase_score(scoring, phrase, position, codes) for position, phrase in enumerate(query.phrases)]
    if parts:
        scoring.score = _own_language_first(scoring, query.language, join(" + ", parts))
    if query.required:
        scoring.candidates = _candidates(
            [(position, phrase) for position, phrase in enumerate(query.phrases) if not phrase.optional]
        )
    scoring.terms = _any_term(enumerate(query.phrases))
    if len(query.required) == 1 and (meanings := query.required[0].meanings):
        named = [codes[meaning.code] for meaning in meanings if meaning.weight >= 0.95 * meanings[0].weight]
        scoring.sure = Fragment(" OR ".join(f"signals.{column} > 0" for column in named))
    return scoring


def _own_language_first(scoring: Scoring, language: str, score: Fragment) -> Fragment:
    """Lift what can be read or spoken in the language of the question a little above what is as good otherwise."""
    codes = [f"text_in:{language}", f"activity_language:{language}"]
    scoring.signals.append(Signal("own_language", Fragment("(codes && %s::varchar[])::int::float8", (codes,))))
    lifted = compose("({score}) * (1 + %s::float8 * signals.own_language)", score=score)
    return Fragment(lifted.sql, (*score.parameters, OWN_LANGUAGE))


def _candidates(phrases: Sequence[tuple[int, QueryPhrase]]) -> Fragment:
    """Return the ids of documents that have any term of any word, or any meaning; some of them twice.

    Only indexes are read. The terms are in a subquery, so that the planner uses the vectors' index even where its
    estimates are wrong. Reading the vectors would be slow.
    """
    codes = {meaning.code for _position, phrase in phrases for meaning in phrase.meanings}
    chosen = []
    if terms := _any_term(phrases):
        chosen.append(having_any(terms))
    if codes:
        where = "SELECT id FROM search_listingdocument WHERE codes && %s::varchar[]"
        chosen.append(Fragment(where, (sorted(codes),)))
    return join(" UNION ALL ", chosen) if chosen else NO_IDS


def having_any(terms: Fragment) -> Fragment:
    """Return the ids of documents that have any of the terms, a ``tsquery``."""
    return compose("SELECT id FROM search_listingdocument WHERE vector @@ (SELECT {terms} FROM net)", terms=terms)


def _any_term(phrases: Iterable[tuple[int, QueryPhrase]]) -> Fragment | None:
    """Return all terms of all words as one ``tsquery``, with the nets that are cast; None without words."""
    terms: list[Term] = []
    nets: list[Fragment] = []
    for position, phrase in phrases:
        for number, (word, same) in enumerate(zip(phrase.words, phrase.equivalents_by_word, strict=True)):
            terms += [*word.terms, *word.parts, *(term for alternative in same for term in alternative)]
            if word.ngrams:
                net = "CASE WHEN net.{name} THEN %s ELSE '' END::tsquery"
                nets.append(Fragment(net.format(name=_word_column(position, number)), (_any_of(word.ngrams),)))
        terms += [term for alternative in phrase.equivalents for term in alternative]
    return join(" || ", [Fragment("%s::tsquery", (_any_of(terms),)), *nets]) if terms else None


def _word_column(position: int, number: int) -> str:
    """Return the name of the column of a phrase's word."""
    return f"word{position}_{number}"


def _phrase_score(scoring: Scoring, phrase: QueryPhrase, position: int, codes: dict[str, str]) -> Fragment:
    words = [
        _word_score(scoring, word, same, _word_column(position, number))
        for number, (word, same) in enumerate(zip(phrase.words, phrase.equivalents_by_word, strict=True))
    ]
    meanings = [
        Fragment(f"%s::float8 * {_worth(codes[meaning.code])}", (meaning.weight,)) for meaning in phrase.meanings
    ]
    by_words = _words_score(scoring, phrase, words, f"same{position}")
    by_meaning = compose("GREATEST({values})", values=join(", ", meanings)) if meanings else Fragment("0.0::float8")
    better = compose("GREATEST({a}, {b})", a=by_words, b=by_meaning)
    lesser = compose("LEAST({a}, {b})", a=by_words, b=by_meaning)
    both = compose("{better} + %s::float8 * {lesser}", better=better, lesser=lesser)
    score = Fragment(both.sql, (*better.parameters, BOTH, *lesser.parameters))
    weight = OPTIONAL if phrase.optional else 1.0
    return Fragment(f"%s::float8 * ({score.sql})", (weight, *score.parameters))


def _words_score(scoring: Scoring, phrase: QueryPhrase, words: list[Fragment], name: str) -> Fragment:
    """Return the sum of a phrase's words or the score of its equivalents, whichever is more."""
    options = [Fragment("0.0::float8")]
    if words:
        share = WORDS_OF_PHRASE if phrase.meanings and len(words) > 1 else 1.0
        total = join(" + ", words)
        options.append(Fragment(f"%s::float8 * ({total.sql})", (share, *total.parameters)))
    if phrase.equivalents:
        scoring.signals.append(Signal(name, _strength_of_same(phrase.equivalents)))
        options.append(Fragment(f"%s::float8 * {_worth(name)}", (SAME,)))
    return compose("GREATEST({options})", options=join(", ", options))


def _strength_of_same(alternatives: Sequence[Alternative]) -> Fragment:
    cases = []
    for weight, value in PLACES.items():
        queries = [" & ".join(f"{quote_lexeme(term.text)}:{weight}" for term in terms) for terms in alternatives]
        cases.append(
            Fragment("WHEN v @@ %s::tsquery THEN %s::float8", (" | ".join(f"({query})" for query in queries), value))
        )
    return _in_cases([term for terms in alternatives for term in terms], cases)


def _in_cases(terms: Iterable[Term], cases: list[Fragment]) -> Fragment:
    """Return the first case that is true. Most documents have none of the terms, so that is tested first."""
    none = Fragment("WHEN v @@ %s::tsquery IS NOT TRUE THEN 0.0::float8", (_any_of(terms),))
    return compose("CASE {cases} ELSE 0.0::float8 END", cases=join(" ", [none, *cases]))


def _worth(column: str) -> str:
    """Return a signal times its rarity."""
    return f"signals.{column} * rarity.{column}"


def _word_score(scoring: Scoring, word: QueryWord, same: Sequence[Alternative], name: str) -> Fragment:
    """Add the signals of a word and return its score."""
    scoring.signals.append(Signal(name, _strength(word.terms)))
    options = [Fragment(_worth(name))]
    if same:
        scoring.signals.append(Signal(f"{name}_same", _strength_of_same(same)))
        options.append(Fragment(f"%s::float8 * {_worth(f'{name}_same')}", (SAME,)))
    if word.parts:
        columns = []
        for number, part in enumerate(word.parts):
            columns.append(f"{name}_part{number}")
            scoring.signals.append(Signal(columns[-1], _strength([part])))
        total = " + ".join(_worth(column) for column in columns)
        options.append(Fragment(f"%s::float8 * ({total})", (COMPONENTS,)))
    if word.ngrams:
        scoring.netted[name] = _any_of(word.terms)
        scoring.signals.append(Signal(f"{name}_net", _net(word, name)))
        options.append(Fragment(f"%s::float8 * {_worth(f'{name}_net')}", (NET,)))
    return compose("GREATEST({options})", options=join(", ", options)) if len(options) > 1 else options[0]


def _strength(terms: Sequence[Term]) -> Fragment:
    """Return how strongly a document has a word: the best of its terms by kind and place, or 0."""
    steps: dict[float, list[str]] = {}
    for term in terms:
        for weight in WEIGHTS:
            value = round(KINDS[term.kind] * PLACES[weight], 2)
            steps.setdefault(value, []).append(f"{quote_lexeme(term.text)}:{weight}")
    cases = [
        Fragment("WHEN v @@ %s::tsquery THEN %s::float8", (" | ".join(alternatives), value))
        for value, alternatives in sorted(steps.items(), reverse=True)
    ]
    return _in_cases(terms, cases)


def _net(word: QueryWord, name: str) -> Fragment:
    """Return the share of a word's pieces that a document has; 0 if too few match, or if a document has the word."""
    matches = join(" + ", [Fragment("(v @@ %s::tsquery)::int", (quote_lexeme(term.text),)) for term in word.ngrams])
    template = (
        "CASE WHEN net.{name} AND v IS NOT NULL AND ({count}) >= %s THEN ({again}) / %s::float8 ELSE 0.0::float8 END"
    )
    sql = template.format(name=name, count=matches.sql, again=matches.sql)
    return Fragment(
        sql, (*matches.parameters, max(1, word.ngrams_required), *matches.parameters, float(len(word.ngrams)))
    )


def _any_of(terms: Iterable[Term]) -> str:
    return " | ".join(dict.fromkeys(quote_lexeme(term.text) for term in terms))
