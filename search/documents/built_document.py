"""A document as built, before it is compared with the stored one."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from search.models import Document, DocumentKind

#: Raised when the form of documents changes; a rebuild then writes them all anew.
DOCUMENT_VERSION = 6


@dataclass(frozen=True)
class BuiltDocument:
    """The content of one document: its columns; of a listing its schedule as JSON, and its terms as bytes.

    ``terms``: see ``search.documents.packed_terms``.
    """

    id: UUID
    kind: DocumentKind
    columns: dict[str, Any]
    schedule: dict[str, Any] | None = field(default=None)
    terms: bytes = b""

    def has_same_content_as(self, stored: Document) -> bool:
        """Return whether the stored row has the same columns and the current form."""
        stored_columns = {name: getattr(stored, name) for name in self.columns}
        return stored.document_version == DOCUMENT_VERSION and _digest(stored_columns) == _digest(self.columns)


def _digest(columns: Mapping[str, Any]) -> str:
    """Return a digest of a document's columns, equal for a built document and its stored row."""
    moments_in_utc = {
        name: value.astimezone(datetime.UTC) if isinstance(value, datetime.datetime) else value
        for name, value in columns.items()
    }
    content = json.dumps(moments_in_utc, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(content.encode()).hexdigest()
