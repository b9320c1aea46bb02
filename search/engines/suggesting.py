"""Suggestions while typing: concepts, places, organisations and listings with a word that begins with the prefix.

Names of concepts and places are in memory (``search.expansion.names``). Titles are looked for in two statements, which
read at most ``_CANDIDATES`` documents each, however many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import BooleanField, F, Func, JSONField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTransform

from listings.concepts import Concepts
from search.engines.base import Suggestion
from search.expansion.names import Name, folded_words, names_beginning
from search.lexemes import title_prefix_terms
from search.models import DocumentKind, ListingDocument, OrganisationDocument
from search.places import Places
from search.query import SearchQuery

MAX_PREFIX_LENGTH: Final = 60
#: Letters below which nearly every title would match.
_MIN_TITLE_PREFIX: Final = 2
#: Documents of each kind that are read, to choose the best among them.
_CANDIDATES: Final = 100
#: Concepts that are suggested for a synonym or a name in another language.
_MAX_OTHERS: Final = 3
#: Kinds in the order in which they are shown, and their parts of the whole where all have enough.
_PARTS: Final = {"concept": 3, "place": 2, "organisation": 2, "listing": 3}


def suggestions(prefix: str, query: SearchQuery, concepts: Concepts, places: Places, limit: int) -> list[Suggestion]:
    """Return at most ``limit`` suggestions, best first within each kind. Three statements at most."""
    words = folded_words(prefix[:MAX_PREFIX_LENGTH])
    if not words:
        return []
    language = query.text_language
    known = names_beginning(words, language, concepts, places)
    concepts_found = [name for name in known if not name.is_place]
    close = [name for name in concepts_found if name.is_close]
    others = [name for name in concepts_found if not name.is_close][:_MAX_OTHERS]
    found = {
        "concept": [_suggestion(name) for name in (*close, *others)],
        "place": _places_of(query, [name for name in known if name.is_place]),
        "organisation": [],
        "listing": [],
    }
    if len(words[-1]) >= _MIN_TITLE_PREFIX or len(words) > 1:
        order = (language, *query.portal.languages)
        terms = title_prefix_terms(prefix[:MAX_PREFIX_LENGTH], only_last=True)
        organisations = OrganisationDocument.objects.visible(query.portal)
        found["organisation"] = _titles(DocumentKind.ORGANISATION, organisations, terms, words, order, limit)
        listings = ListingDocument.objects.visible(query.portal, query.now).not_sensitive()
        found["listing"] = _titles(DocumentKind.LISTING, listings, terms, words, order, limit)
    return _shared_out(found, limit)


def _shared_out(found: dict[str, list[Suggestion]], limit: int) -> list[Suggestion]:
    """Give every kind its part, and what others leave over to the last kinds that have more."""
    whole = sum(_PARTS.values())
    taken = {kind: min(len(found[kind]), max(1, limit * part // whole)) for kind, part in _PARTS.items()}
    for kind in reversed(_PARTS):
        free = limit - sum(taken.values())
        taken[kind] += max(0, min(free, len(found[kind]) - taken[kind]))
    return [suggestion for kind in _PARTS for suggestion in found[kind][: taken[kind]]][:limit]


def _suggestion(name: Name) -> Suggestion:
    kind, _colon, key = name.key.partition(":")
    return Suggestion(kind, key, name.label, name.language)


def _places_of(query: SearchQuery, names: Sequence[Name]) -> list[Suggestion]:
    """Of a regional portal only its own municipalities; one statement, none where no name begins so."""
    suggested = [_suggestion(name) for name in names]
    if query.portal.is_national or not suggested:
        return suggested
    own = set(query.portal.coverage.values_list("code", flat=True))
    return [place for place in suggested if place.kind == "municipality" and place.key in own]


def _titles(
    kind: str, documents: QuerySet[Any], terms: str, words: Sequence[str], order: Sequence[str], limit: int
) -> list[Suggestion]:
    """Return titles that have every word, the last of them as a beginning, in whichever language it is met.

    ``terms``: the words as a ``tsquery``; ``words``: folded; ``order``: the languages in which titles are read.
    """
    column = f'"{documents.model._meta.db_table}"."vector"'
    condition = RawSQL(f"{column} @@ %s::tsquery", (terms,), output_field=BooleanField())  # noqa: S611  (our text; input is a parameter)
    rows = documents.filter(condition).annotate(titles=Func(F("texts"), template=_TITLES, output_field=JSONField()))
    if kind == DocumentKind.LISTING:
        rows = rows.annotate(organiser=KeyTransform("organisation", "facts"))
    else:
        rows = rows.annotate(organiser=F("municipality"))
    found = rows.order_by().values_list("pk", "titles", "source_language", "organiser")
    titles = [_title(kind, row, order) for row in found[:_CANDIDATES]]
    best = sorted(titles, key=lambda title: (_rank(title.text, words), title.text.casefold(), title.note, title.key))
    return list({(title.text, title.note): title for title in reversed(best)}.values())[::-1][:limit]


#: Titles by language, without the other texts; an outdated one is null.
_TITLES = """(
    SELECT jsonb_object_agg(of.key, CASE WHEN of.value -> 'outdated' ? 'title' THEN NULL ELSE of.value -> 'title' END)
    FROM jsonb_each(%(expressions)s) AS of
)"""


def _title(kind: str, row: tuple[Any, ...], order: Sequence[str]) -> Suggestion:
    key, titles, source, organiser = row
    language = _read_in(titles, source, order)
    note = organiser
    if kind == DocumentKind.LISTING:
        names = {**organiser["names"], **dict.fromkeys(organiser.get("outdated", ()))}
        note = names.get(_read_in(names, organiser["source_language"], order)) or ""
    return Suggestion(kind, str(key), titles.get(language) or "", language, note)


def _read_in(titles: Mapping[str, str | None], source: str, order: Sequence[str]) -> str:
    """Return the language in which a title is read: the first that has it; the source's where that one is outdated."""
    best = next((language for language in order if titles.get(language) != "" and language in titles), source)
    return best if titles.get(best) else source


def _rank(title: str, words: Sequence[str]) -> int:
    """0 where the title begins with the words, 1 where it has them elsewhere, 2 where another language's title does."""
    tokens = folded_words(title)
    if " ".join(tokens).startswith(" ".join(words)):
        return 0
    has_all = all(word in tokens for word in words[:-1]) and any(token.startswith(words[-1]) for token in tokens)
    return 1 if has_all else 2
