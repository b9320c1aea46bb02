"""Suggestions while typing: concepts, places, organisations and listings with a word that begins with the prefix.

Names of concepts and places are in memory (``search.expansion.names``). The engine knows which listings have a title
with such words. Titles are read in two statements, at most ``_CANDIDATES`` of each kind, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Func, JSONField, QuerySet
from django.db.models.fields.json import KeyTransform

from listings.concepts import Concepts
from search.engines.base import Suggestion
from search.expansion.names import Name, folded_words, names_beginning
from search.models import DocumentKind, ListingDocument, OrganisationDocument
from search.places import Places
from search.query import SearchQuery

#: Returns at most so many listings that a query's portal shows with a title that has every word of a text, the last of
#: them as a beginning; none that is sensitive.
Completed = Callable[[str, SearchQuery, int], list[UUID]]

MAX_PREFIX_LENGTH: Final = 60
#: Letters below which nearly every title would match.
_MIN_TITLE_PREFIX: Final = 2
#: Documents of each kind that are read, to choose the best among them.
_CANDIDATES: Final = 100
#: Concepts that are suggested for a synonym or a name in another language.
_MAX_OTHERS: Final = 3
#: Kinds in the order in which they are shown, and their parts of the whole where all have enough.
_PARTS: Final = {"concept": 3, "place": 2, "organisation": 2, "listing": 3}


def suggestions(
    prefix: str, query: SearchQuery, concepts: Concepts, places: Places, limit: int, completed: Completed
) -> list[Suggestion]:
    """Return at most ``limit`` suggestions, best first within each kind. Three statements at most."""
    typed = prefix[:MAX_PREFIX_LENGTH]
    words = folded_words(typed)
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
        organisations = OrganisationDocument.objects.visible(query.portal).name_beginning(typed)
        found["organisation"] = _best(_organisations(organisations, query), words, limit)
        ids = completed(typed, query, _CANDIDATES)
        found["listing"] = _best(_listings(ids, query), words, limit) if ids else []
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


def _organisations(documents: QuerySet[Any], query: SearchQuery) -> Iterator[Suggestion]:
    order = (query.text_language, *query.portal.languages)
    for key, titles, source, municipality in _titles(documents, F("municipality")):
        language = _read_in(titles, source, order)
        yield Suggestion(DocumentKind.ORGANISATION, str(key), titles.get(language) or "", language, municipality)


def _listings(ids: Collection[UUID], query: SearchQuery) -> Iterator[Suggestion]:
    order = (query.text_language, *query.portal.languages)
    documents = ListingDocument.objects.filter(pk__in=ids)
    for key, titles, source, organiser in _titles(documents, KeyTransform("organisation", "facts")):
        language = _read_in(titles, source, order)
        names = {**organiser["names"], **dict.fromkeys(organiser.get("outdated", ()))}
        note = names.get(_read_in(names, organiser["source_language"], order)) or ""
        yield Suggestion(DocumentKind.LISTING, str(key), titles.get(language) or "", language, note)


def _titles(documents: QuerySet[Any], beside: Any) -> Iterable[tuple[Any, ...]]:
    """Return id, titles by language, source language and something beside of some documents, in one statement."""
    titles = Func(F("texts"), template=_TITLES, output_field=JSONField())
    rows = documents.annotate(titles=titles, beside=beside).order_by("pk")
    return rows.values_list("pk", "titles", "source_language", "beside")[:_CANDIDATES]


def _best(titles: Iterable[Suggestion], words: Sequence[str], limit: int) -> list[Suggestion]:
    """Return the best titles for folded words, each with its note once."""
    ordered = sorted(titles, key=lambda title: (_rank(title.text, words), title.text.casefold(), title.note, title.key))
    return list({(title.text, title.note): title for title in reversed(ordered)}.values())[::-1][:limit]


#: Titles by language, without the other texts; an outdated one is null.
_TITLES = """(
    SELECT jsonb_object_agg(of.key, CASE WHEN of.value -> 'outdated' ? 'title' THEN NULL ELSE of.value -> 'title' END)
    FROM jsonb_each(%(expressions)s) AS of
)"""


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
