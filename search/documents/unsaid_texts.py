"""Which language versions don't say all that their originals say: of their documents, as readers get them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from search.models import ListingDocument, OrganisationDocument

#: A text that is outdated, or that only the source has. The document's builder has compared them (``shown_texts``).
_UNSAID = """
    SELECT document.id, version.key
    FROM {table} AS document, jsonb_each(document.texts) AS version
    WHERE document.id = ANY(%s) AND version.key = ANY(%s) AND version.key <> document.source_language AND (
        version.value -> 'outdated' <> '{{}}'::jsonb
        OR EXISTS (
            SELECT 1 FROM jsonb_each_text(document.texts -> document.source_language) AS said
            WHERE said.key NOT IN ('outdated', 'machine_translated') AND said.value <> ''
            AND coalesce(version.value ->> said.key, '') = ''
        )
    )
"""


def unsaid_texts(ids: Collection[UUID], languages: Collection[str]) -> set[tuple[UUID, str]]:
    """Return by id and language the public versions at which a reader meets a mark, or a text in the original.

    Two statements.
    """
    found: set[tuple[UUID, str]] = set()
    for model in (ListingDocument, OrganisationDocument):
        with connection.cursor() as cursor:
            cursor.execute(_UNSAID.format(table=model._meta.db_table), [list(ids), list(languages)])
            found.update((key, language) for key, language in cursor.fetchall())
    return found
