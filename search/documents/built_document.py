"""A document as built, before it is compared with the stored one."""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from search.models import Document, DocumentKind, ListingDocument
from search.visibility import Span

#: Raised when the form of documents changes; a rebuild then writes them all anew.
DOCUMENT_VERSION = 6


@dataclass(frozen=True)
class BuiltDocument:
    """The content of one document: its columns; of a listing its schedule as JSON, and its terms as bytes.

    ``terms``: see ``search.documents.packed_terms``. ``spans``: when portals show a listing, by portal and time.
    """

    id: UUID
    kind: DocumentKind
    columns: dict[str, Any]
    schedule: dict[str, Any] | None = field(default=None)
    terms: bytes = b""
    spans: tuple[Span, ...] = ()

    def has_same_content_as(self, stored: Document) -> bool:
        """Return whether the stored row has the same columns and spans, and the current form."""
        stored_columns = {name: getattr(stored, name) for name in self.columns}
        is_alike = _digest(stored_columns) == _digest(self.columns) and spans_of(stored) == self.spans
        return stored.document_version == DOCUMENT_VERSION and is_alike


def spans_of(document: BuiltDocument | Document) -> tuple[Span, ...]:
    """Return when portals show a listing, by portal and time; nothing for an organisation.

    A stored document's rows are read, unless they were prefetched.
    """
    if isinstance(document, BuiltDocument):
        return document.spans
    rows = document.shown.all() if isinstance(document, ListingDocument) else ()
    return tuple(sorted((row.span for row in rows), key=_place))


def _place(span: Span) -> tuple[int, float]:
    return span.portal_id, span.shown_from.timestamp() if span.shown_from else -math.inf


def _digest(columns: Mapping[str, Any]) -> str:
    """Return a digest of a document's columns, equal for a built document and its stored row."""
    moments_in_utc = {
        name: value.astimezone(datetime.UTC) if isinstance(value, datetime.datetime) else value
        for name, value in columns.items()
    }
    content = json.dumps(moments_in_utc, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(content.encode()).hexdigest()
