"""From what was found to results: facets, what is told of the words, and the page's documents."""

from __future__ import annotations

from search.engines.base import Results
from search.engines.facets import facets_of
from search.engines.page_documents import read_page
from search.engines.plans import interpreted, unapplied
from search.engines.reading import Found


def results_of(found: Found) -> Results:
    """Return results; one statement, none where nothing was found."""
    query, selection = found.query, found.selection
    documents, next_occurrences = read_page(found.timed, [*selection.page, *selection.near])
    near = set(selection.near)
    return Results(
        count=selection.count,
        documents=[document for document in documents if document.pk not in near],
        facets=facets_of(query, found.concepts, selection.codes, selection.weekdays) if query.facets else {},
        interpreted=interpreted(query, found.plan),
        unapplied=unapplied(found.plan),
        corrected=found.correction,
        did_you_mean=found.offered,
        next_occurrences=next_occurrences,
        missing=selection.missing,
        near=[document for document in documents if document.pk in near],
    )
