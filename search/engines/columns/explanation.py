"""Why listings are where they are among the hits: the engine's own numbers, with what each of them is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np

from search.analysis import Kind, QueryWord
from search.documents.terms import WEIGHTS
from search.engines.columns.scores import Scorer, Wording, sum_of, weight_of
from search.engines.columns.units import Numbers
from search.engines.columns.view import View
from search.engines.weights import BOTH
from search.expansion import InterpretedQuery, QueryPhrase

#: What each weight of a text is, for people.
_PLACES: Final = {"A": "title", "B": "organiser, place or tags", "C": "summary", "D": "description"}


@dataclass(frozen=True)
class Reason:
    """A part of a score. ``words``: of the query, as typed; ``points``: what they add, before the language counts.

    ``wording``: how the listing has the words, with the best ``place`` in its text where it has them themselves, and
    ``form``: the kind of term that matched; or ``code``: what they mean, which the listing has.
    """

    words: str
    points: float
    wording: Wording | None = None
    place: str = ""
    form: Kind | None = None
    code: str = ""


@dataclass(frozen=True)
class Explanation:
    """The reasons for a listing's score, strongest first.

    ``lift``: by what its language multiplies their sum. ``is_pinned``: a pin puts it first, which needs a query without
    words and sort.
    """

    id: UUID
    reasons: tuple[Reason, ...]
    lift: float
    is_pinned: bool

    @property
    def score(self) -> float:
        return self.lift * sum(reason.points for reason in self.reasons)


def explain(view: View, reading: InterpretedQuery, ids: Sequence[UUID]) -> list[Explanation]:
    """Return an explanation of each of these candidates' scores, in their order."""
    scorer = Scorer.of(view, reading)
    lifts = scorer.lift(reading.language)
    places = {slot: place for place, slot in enumerate(scorer.slots.tolist())}
    shown_pins = view.pinned & (not view.query.q and not view.query.sort)
    explained = []
    for key in ids:
        slot = next(slot for slot in view.columns.facts.among([key]).tolist() if view.columns.alive[slot])
        place = places[slot]
        reasons = [reason for phrase in reading.phrases for reason in _reasons(scorer, phrase, place)]
        reasons.sort(key=lambda reason: -reason.points)
        explained.append(Explanation(key, tuple(reasons), float(lifts[place]), bool(shown_pins[slot])))
    return explained


def _reasons(scorer: Scorer, phrase: QueryPhrase, place: int) -> Iterator[Reason]:
    """Yield why a phrase gives a listing points: by its words and its best meaning; the lower counts less."""
    wordings = scorer.wordings(phrase)
    best = max(wordings, key=lambda wording: float(sum_of(wordings[wording])[place]), default=None)
    by_words = float(sum_of(wordings[best])[place]) if best else 0.0
    meanings = {meaning: float(scores[place]) for meaning, scores in scorer.meanings(phrase).items()}
    by_meaning = max(meanings.values(), default=0.0)
    of_words, of_meaning = (1.0, BOTH) if by_words >= by_meaning else (BOTH, 1.0)
    weight = weight_of(phrase)
    if by_meaning:
        meaning = max(meanings, key=lambda meaning: meanings[meaning])
        yield Reason(phrase.surface, weight * of_meaning * by_meaning, code=meaning.code)
    if best is Wording.SAME and by_words:
        yield Reason(phrase.surface, weight * of_words * by_words, Wording.SAME)
    elif best is Wording.WORD:
        for number, scores in enumerate(wordings[best]):
            if points := float(scores[place]):
                yield _of_word(scorer, phrase, number, place, weight * of_words * points)


def _of_word(scorer: Scorer, phrase: QueryPhrase, number: int, place: int, points: float) -> Reason:
    word = phrase.words[number]
    words = phrase.surface if len(phrase.words) == 1 else word.surface
    options = scorer.word(word, phrase.equivalents_by_word[number])
    wording = max(options, key=lambda option: float(options[option][place]))
    if wording is not Wording.WORD:
        return Reason(words, points, wording)
    where, form = _where(scorer, word, place)
    return Reason(words, points, wording, where, form)


def _where(scorer: Scorer, word: QueryWord, place: int) -> tuple[str, Kind]:
    """Return the place in the text and the kind of the term that counts for a word which a listing has."""
    strengths: list[Numbers] = [scorer.strength([term]) for term in word.terms]
    best = int(np.argmax([strength[place] for strength in strengths]))
    slots, weights = scorer.view.columns.terms.find(word.terms[best].text)
    weight = weights[slots == scorer.slots[place]].min()
    return _PLACES[WEIGHTS[int(weight)]], word.terms[best].kind
