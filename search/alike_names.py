"""Public organisations whose names are alike: for people who look for their own, and who look for doubles.

The database gives candidates, by the beginnings of words and by their pieces; Python compares the names. Case, accents,
dots and the kind of legal person ("ry", "rf", "oy") don't count, and a wrong letter or two do little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import F, Func, IntegerField, JSONField
from django.db.models.expressions import RawSQL

from search.analysis.folding import fold
from search.analysis.tokens import tokenise, unify_arabic
from search.models import OrganisationDocument
from search.title_terms import typed_pieces

#: How alike two names must be, from 0 to 1, to be shown together.
ENOUGH = 0.5
#: Words of a name that are looked at, and candidates that are compared.
MAX_WORDS = 8
MAX_CANDIDATES = 300
_LEGAL_FORMS = frozenset({"ry", "rf", "rp", "oy", "oyj", "ab", "abp", "sr", "rs", "osk", "ky", "tmi", "mty", "mtu"})
#: Legal forms with dots, and with the ending of a case: r.y., ry:n.
_DOTTED = re.compile(r"\b([a-z])\.\s?([a-z])\b\.?", re.IGNORECASE)
#: Letters of a word that others may begin with.
_BEGINNING = 3


@dataclass(frozen=True)
class AlikeOrganisation:
    """A public organisation; ``name`` is the one of its names that is most alike, ``names`` are all, by language.

    A name that is outdated is empty, as in documents.
    """

    id: UUID
    name: str
    names: dict[str, str]
    source_language: str
    municipality: str
    home_portal_id: int
    likeness: float

    def name_in(self, language: str) -> tuple[str, str]:
        """Return (name, its language): in a language where there is one, else in the source's."""
        code = language if self.names.get(language) else self.source_language
        return self.names.get(code, self.name), code


@lru_cache(maxsize=16384)
def plain_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without what doesn't tell names apart; all words where nothing would be left.

    >>> plain_words("Vihreä Sohva r.y.")
    ('vihrea', 'sohva')
    """
    words = [unify_arabic(fold(token.text)) for token in tokenise(_DOTTED.sub(r"\1\2", name[:500]))]
    return tuple([word for word in words if word not in _LEGAL_FORMS] or words)[: 2 * MAX_WORDS]


def likeness(first: str, second: str) -> float:
    """Return how alike two names are: 0 nothing in common, 1 the same apart from what doesn't count."""
    one, other = plain_words(first), plain_words(second)
    if not one or not other:
        return 0.0
    whole = _shared(_pieces("".join(one)), _pieces("".join(other)))
    return max(whole, 0.95 * _covered(one, other), 0.9 * _covered(other, one))


def _covered(words: Sequence[str], others: Sequence[str]) -> float:
    """How much of the words, weighed by their length, there is among the others, whole or as a beginning."""
    best = [max(_word_likeness(word, other) for other in others) * len(word) for word in words]
    return sum(best) / sum(map(len, words))


@lru_cache(maxsize=65536)
def _word_likeness(word: str, other: str) -> float:
    if len(word) >= _BEGINNING and other.startswith(word):
        return 1.0
    shared = _shared(_pieces(word), _pieces(other))
    return shared if shared >= ENOUGH else 0.0


@lru_cache(maxsize=65536)
def _pieces(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def alike_organisations(name: str, limit: int = 100) -> list[AlikeOrganisation]:
    """Return the public organisations of the whole pool with alike names, the most alike first. One query at most."""
    pieces = typed_pieces(_telling_words(name))
    if not pieces:
        return []
    rows = (
        OrganisationDocument.objects.filter(title_pieces__overlap=pieces)
        .annotate(
            names=Func(F("texts"), template=_TITLES, output_field=JSONField()),
            shared=RawSQL(_SHARED, (pieces,), output_field=IntegerField()),  # noqa: S611  (pieces are a parameter)
        )
        .order_by("-shared", "pk")
        .values_list("pk", "names", "source_language", "municipality", "home_portal_id")[:MAX_CANDIDATES]
    )
    found = (_compare(name, *row) for row in rows)
    alike = [one for one in found if one.likeness >= ENOUGH]
    return sorted(alike, key=lambda one: (-one.likeness, one.name, str(one.id)))[:limit]


#: Titles by language, without the other texts.
_TITLES = (
    "(SELECT jsonb_object_agg(texts_of.key, texts_of.value -> 'title') FROM jsonb_each(%(expressions)s) AS texts_of)"
)
#: How many pieces of a name are among others.
_SHARED = "(SELECT count(*) FROM unnest(title_pieces) AS piece WHERE piece = ANY(%s))"


def _compare(
    name: str, key: UUID, names: dict[str, str], source_language: str, municipality: str, home_portal_id: int
) -> AlikeOrganisation:
    best = max(names.values(), key=lambda one: likeness(name, one), default="")
    return AlikeOrganisation(
        key, best, names, source_language, municipality, home_portal_id, round(likeness(name, best), 3)
    )


def _telling_words(name: str) -> list[str]:
    """Return the words by which alike names are looked for, and all of them as one where there are several."""
    words = [token.text for token in tokenise(_DOTTED.sub(r"\1\2", name[:500]))]
    telling = ([word for word in words if word not in _LEGAL_FORMS] or words)[:MAX_WORDS]
    return [*telling, "".join(telling)] if len(telling) > 1 else telling
