"""Pictures of documents. A document holds the id of its image."""

from __future__ import annotations

from collections.abc import Iterable

from regions.pictures import Picture, pictures_by_id
from search.models import Document

__all__ = ["Picture", "picture_of", "pictures_of"]


def pictures_of(documents: Iterable[Document]) -> dict[int, Picture]:
    """Pictures by image id: none or two queries, whatever the number."""
    return pictures_by_id({image["id"] for document in documents if (image := document.facts.get("image"))})


def picture_of(document: Document) -> Picture | None:
    return next(iter(pictures_of([document]).values()), None)
