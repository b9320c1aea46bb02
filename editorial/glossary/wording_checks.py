"""Whether a translation has the wordings of its original's terms. Pure functions, lenient: languages inflect."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from editorial.glossary.terms import Term
from regions.languages import isolated
from search.analysis.folding import fold
from search.analysis.tokens import normalise, unify_arabic

#: How much of a word's beginning must be there, and letters that are enough for none.
_SHARE, _LEAST = 0.7, 3
_ARTICLE = re.compile(r"\b(?:و|ف)?(?:ب|ك)?(?:ال|لل)(?=\w{3})")
#: Arabic plurals change these inside a word: مقهى, مقاهي.
_WEAK_LETTERS = re.compile("[ايو]")
_WORD = re.compile(r"\w+")


def missed_terms(terms: Iterable[Term], translation: str, language: str) -> list[Term]:
    """Return the terms whose wording a translation doesn't have; none for an empty translation."""
    said = _compared(translation, language)
    if not said.strip():
        return []
    return [
        term
        for term in terms
        if term.wording and not any(_says(said, words, language, term) for words in (term.wording, *term.others))
    ]


def wording_notices(terms: Iterable[Term], translation: str, language: str) -> list[str]:
    """Return one sentence that names the wordings which are missed; none where there are none.

    Between a term and its wording stands a sign without a direction: an arrow would point backwards in Arabic.
    """
    missed = missed_terms(terms, translation, language)
    if not missed:
        return []
    pairs = ", ".join(f"{isolated(term.text)} = {isolated(term.wording)}" for term in missed)
    return [_("Words of the glossary that aren't here: %s") % pairs]


def _says(said: str, wording: str, language: str, term: Term) -> bool:
    """Whether the beginning of each word is there, in any order; of a label, which is often a list, of one word.

    Short words don't count where there are others.
    """
    words = _WORD.findall(_compared(wording, language))
    long = [word for word in words if len(word) >= _LEAST]
    are_there = [word[: _enough(word)] in said for word in long or words]
    return all(are_there) if term.is_own else any(are_there)


def _enough(word: str) -> int:
    return max(min(_LEAST, len(word)), math.ceil(len(word) * _SHARE))


def _compared(text: str, language: str) -> str:
    text = unify_arabic(normalise(text))
    if language == "ar":
        return _WEAK_LETTERS.sub("", _ARTICLE.sub("", text))
    return fold(text)
