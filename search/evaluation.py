"""Measures of the search on judged queries (``search/data/README.md`` describes the file).

nDCG@10 has the gain 2^grade − 1 and the discount log2(rank + 1). MRR is one over the rank of the first relevant hit,
recall@20 the share of all relevant listings among the first twenty, ``zero`` the number of queries without any hit
though something is relevant. A query for which nothing is relevant scores 1 where nothing was found, else 0.
``reachable`` scores the same hits against those relevant listings alone that have text in the query's language.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from regions.languages import content_languages
from search.engines.base import SearchEngine
from search.models import ListingDocument
from search.query import InvalidQuery, SearchQuery

if TYPE_CHECKING:
    from regions.models import Portal

DEPTH: Final = 20
NDCG_DEPTH: Final = 10
HIGHEST_GRADE: Final = 3

_KEYS: Final = frozenset({"id", "query", "lang", "kind", "split", "filters", "relevant", "reachable_in_lang"})


class JudgedQueriesError(ValueError):
    """A file that can't be used; ``faults`` has each fault as "place: what is wrong"."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class JudgedQuery:
    """One query with its judgement: grades (1–3) by ``source_id``; listings without a grade are irrelevant.

    Where nothing is relevant, the search should say so and find nothing.
    ``split``: the part of the file that it is in, such as ``seen`` for what the search is tuned with; may be empty.
    """

    id: str
    query: str
    language: str
    kind: str
    filters: dict[str, list[str]]
    relevant: dict[str, int]
    reachable: frozenset[str]
    split: str = ""


@dataclass(frozen=True)
class Answer:
    """The first hits of a query, as ``source_id`` in order, and apart from them what is near."""

    judged: JudgedQuery
    hits: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)

    def measures(self, relevant: Mapping[str, int]) -> dict[str, float]:
        """Return the measures against relevant listings with their grades."""
        if not relevant:
            return dict.fromkeys(("ndcg@10", "mrr", "recall@20"), 0.0 if self.hits else 1.0)
        gains = [2 ** relevant.get(hit, 0) - 1 for hit in self.hits[:NDCG_DEPTH]]
        ideal = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:NDCG_DEPTH]
        first = next((rank for rank, hit in enumerate(self.hits, 1) if hit in relevant), None)
        return {
            "ndcg@10": _discounted(gains) / _discounted(ideal),
            "mrr": 1 / first if first else 0.0,
            "recall@20": sum(hit in relevant for hit in self.hits[:DEPTH]) / len(relevant),
        }


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def read_judged_queries(path: Path) -> list[JudgedQuery]:
    """Read a file of judged queries. Raises ``JudgedQueriesError`` with every fault in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise JudgedQueriesError([f"{path}: can't be read ({error.strerror})"]) from error
    except ValueError as error:
        raise JudgedQueriesError([f"{path}: is not JSON ({error})"]) from error
    queries = data.get("queries") if isinstance(data, dict) else None
    if not isinstance(queries, list) or not queries:
        raise JudgedQueriesError(["queries: must be a list with at least one query"])
    faults = [fault for place, entry in enumerate(queries) for fault in _faults(f"queries[{place}]", entry)]
    ids = [entry.get("id") for entry in queries if isinstance(entry, dict)]
    faults += [
        f"queries: the id {duplicate!r} is there more than once"
        for duplicate in dict.fromkeys(ids)
        if ids.count(duplicate) > 1
    ]
    if faults:
        raise JudgedQueriesError(faults)
    return [_judged(entry) for entry in queries]


def _faults(place: str, entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{place}: must be an object"
        return
    yield from (f"{place}.{key}: there is no such key" for key in entry if key not in _KEYS)
    for key in ("id", "query", "lang", "kind"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            yield f"{place}.{key}: must be a text"
    if not isinstance(entry.get("split", ""), str):
        yield f"{place}.split: must be a text"
    languages = content_languages()
    if isinstance(entry.get("lang"), str) and entry["lang"].strip() and entry["lang"] not in languages:
        yield f"{place}.lang: {entry['lang']!r} is not a language that listings are written in"
    if not isinstance(entry.get("filters", {}), dict):
        yield f"{place}.filters: must be an object of parameters"
    yield from _judgement_faults(place, entry)


def _judgement_faults(place: str, entry: Mapping[str, Any]) -> Iterator[str]:
    relevant = entry.get("relevant")
    if not isinstance(relevant, dict):
        yield f"{place}.relevant: must be an object of grades, empty where nothing is relevant"
        return
    for key, grade in relevant.items():
        if not isinstance(grade, int) or isinstance(grade, bool) or not 1 <= grade <= HIGHEST_GRADE:
            yield f"{place}.relevant.{key}: must be a grade from 1 to {HIGHEST_GRADE}"
    reachable = entry.get("reachable_in_lang", [])
    if not isinstance(reachable, list) or not all(isinstance(key, str) for key in reachable):
        yield f"{place}.reachable_in_lang: must be a list of ids"
        return
    yield from (
        f"{place}.reachable_in_lang: {key!r} is not among the relevant ones" for key in reachable if key not in relevant
    )


def _judged(entry: Mapping[str, Any]) -> JudgedQuery:
    return JudgedQuery(
        id=entry["id"],
        query=entry["query"],
        language=entry["lang"],
        kind=entry["kind"],
        filters={
            str(name): [_text(item) for item in (value if isinstance(value, list) else [value])]
            for name, value in entry.get("filters", {}).items()
        },
        relevant=entry["relevant"],
        reachable=frozenset(entry.get("reachable_in_lang", ())),
        split=entry.get("split", ""),
    )


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def answer(
    queries: Sequence[JudgedQuery], engine: SearchEngine, portal: Portal, now: datetime.datetime
) -> list[Answer]:
    """Return the hits of each query on a portal. Raises ``JudgedQueriesError`` for filters that are refused."""
    searches, faults = [], []
    for number, judged in enumerate(queries):
        parameters = {**judged.filters, "q": [judged.query], "page_size": [str(DEPTH)], "facets": ["false"]}
        try:
            searches.append(
                SearchQuery.from_parameters(parameters, portal=portal, language=judged.language, now=now, strict=True)
            )
        except InvalidQuery as error:
            faults += [f"queries[{number}].filters.{fault.parameter}: {fault.message}" for fault in error.errors]
    if faults:
        raise JudgedQueriesError(faults)
    return [
        Answer(judged, _source_ids(results.documents), _source_ids(results.near))
        for judged, query in zip(queries, searches, strict=True)
        for results in [engine.search(query)]
    ]


def _source_ids(documents: Iterable[ListingDocument]) -> list[str]:
    return [document.source_id for document in documents]


def report(answers: Sequence[Answer], engine_name: str) -> dict[str, Any]:
    """Return everything that ``evaluate_search --json`` prints; measures are rounded to four digits."""
    return {
        "engine": engine_name,
        "overall": _summary(answers),
        "by_language": _summaries(answers, lambda judged: judged.language),
        "by_kind": _summaries(answers, lambda judged: judged.kind),
        "by_split": _summaries(answers, lambda judged: judged.split),
        "reachable": _summary([answer for answer in answers if answer.judged.reachable], reachable=True),
        "queries": [
            {
                "id": answer.judged.id,
                "ndcg@10": round(answer.measures(answer.judged.relevant)["ndcg@10"], 4),
                "hits": answer.hits[:DEPTH],
                "near": answer.near,
            }
            for answer in answers
        ],
    }


def _summaries(answers: Sequence[Answer], part_of: Callable[[JudgedQuery], str]) -> dict[str, dict[str, float | int]]:
    """Return a summary for each part of the queries, in the order of the file; queries of no part are in none."""
    parts = dict.fromkeys(part_of(answer.judged) for answer in answers)
    return {part: _summary([answer for answer in answers if part_of(answer.judged) == part]) for part in parts if part}


def _summary(answers: Sequence[Answer], *, reachable: bool = False) -> dict[str, float | int]:
    """Return means over queries; 0 where there are no queries, so that programs always read a number."""
    measured = []
    for answer in answers:
        relevant = answer.judged.relevant
        if reachable:
            relevant = {key: grade for key, grade in relevant.items() if key in answer.judged.reachable}
        measured.append(answer.measures(relevant))
    means = {
        name: round(sum(measures[name] for measures in measured) / len(measured), 4) if measured else 0.0
        for name in ("ndcg@10", "mrr", "recall@20")
    }
    zero = sum(not answer.hits for answer in answers if answer.judged.relevant)
    return {"queries": len(answers), **means, "zero": zero}


def unknown_ids(queries: Sequence[JudgedQuery], known: Iterable[str]) -> list[str]:
    """Return relevant ids that are not among the ``known`` ones, because they were judged on another pool."""
    known_ids = set(known)
    return sorted({key for judged in queries for key in judged.relevant if key not in known_ids})
