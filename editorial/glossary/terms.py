"""The terms that hold for a text: the portal's own ones, and those of the vocabularies, which come by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from editorial.glossary.models import GlossaryTerm, GlossaryWording
from listings.concepts import ConceptInfo, Concepts, recent_concepts
from listings.enums import Vocabulary
from regions.models import Portal

#: A portal's own terms that are looked for in a text.
MOST_TERMS = 2000
#: Vocabularies whose labels are words of texts. Others are headings of this service.
_VOCABULARIES = (
    *(Vocabulary.FORMAT, Vocabulary.THEME, Vocabulary.TARGET_GROUP, Vocabulary.ACTIVITY_LANGUAGE, Vocabulary.MODE),
    *(Vocabulary.PRICE, Vocabulary.SIGN_UP, Vocabulary.CHILDREN, Vocabulary.ACCESSIBILITY, Vocabulary.WEEKDAY),
    Vocabulary.ORGANISATION_TYPE,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,120}\)")


@dataclass(frozen=True)
class Term:
    """``wording``: in the language of the translation, empty where only the note says something.

    ``others``: other wordings that are as good. ``is_own``: the portal's, not a vocabulary's.
    """

    text: str
    wording: str
    note: str = ""
    others: tuple[str, ...] = ()
    is_own: bool = False


def terms_for(portal: Portal, original_language: str, language: str) -> list[Term]:
    """Return the portal's own terms, then labels that it doesn't word itself. One statement, if the vocabularies are
    as they were."""
    own = _own_terms(portal, original_language, language)
    taken = {term.text.casefold() for term in own}
    labels = _label_terms(original_language, language)
    return own + [term for text, term in labels.items() if text not in taken]


def _own_terms(portal: Portal, original_language: str, language: str) -> list[Term]:
    wordings = GlossaryWording.objects.filter(term=OuterRef("pk"), language=language).values("wording")
    rows = GlossaryTerm.objects.filter(portal=portal, language=original_language)
    rows = rows.annotate(worded=Coalesce(Subquery(wordings[:1]), Value("")))
    columns = rows.values_list("term", "worded", "note")[:MOST_TERMS]
    return [Term(text, wording, note, is_own=True) for text, wording, note in columns if wording or note]


#: Labels as terms by pair of languages, each with the concepts that they were made of.
_remembered: dict[tuple[str, str], tuple[Concepts, dict[str, Term]]] = {}


def _label_terms(original_language: str, language: str) -> dict[str, Term]:
    """Return labels as terms, by the label in small letters."""
    concepts, pair = recent_concepts(), (original_language, language)
    if pair not in _remembered or _remembered[pair][0] is not concepts:
        _remembered[pair] = (concepts, _made_terms(concepts, original_language, language))
    return _remembered[pair][1]


def _made_terms(concepts: Concepts, original_language: str, language: str) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for vocabulary in _VOCABULARIES:
        for concept in concepts.by_vocabulary.get(vocabulary, ()):
            term = _label_term(concept, original_language, language)
            if term is not None:
                found.setdefault(term.text.casefold(), term)
    return found


def _label_term(concept: ConceptInfo, original_language: str, language: str) -> Term | None:
    original, label = concept.labels.get(original_language), concept.labels.get(language)
    if original is None or label is None:
        return None
    text, wording = _IN_BRACKETS.sub("", original.label), _IN_BRACKETS.sub("", label.label)
    if not text or not wording or text.casefold() == wording.casefold():
        return None
    return Term(text, wording, others=label.synonyms)
