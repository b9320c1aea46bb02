"""What a reviewer had before them: which review, which revision of which time, and the document as visitors get it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from editorial.review.document_digest import document_digest

#: The longest digest that a form may send.
_LONGEST = 600


class SeenReview(NamedTuple):
    """The ids as text, the revision's time in ISO 8601, ``document`` as ``document_digest`` makes it."""

    state: str = ""
    revision: str = ""
    revision_time: str = ""
    document: str = ""

    @classmethod
    def of(cls, state: Any, version: Any, stored: Any) -> SeenReview:
        """What is there now; ``version`` is the state's revision as a page, ``stored`` the page's row."""
        revision = state.revision
        return cls(str(state.pk), str(revision.pk), revision.created_at.isoformat(), document_digest(version, stored))

    @classmethod
    def of_form(cls, data: Mapping[str, Any]) -> SeenReview:
        return cls(*(str(data.get(f"seen_{name}", ""))[:_LONGEST] for name in cls._fields))

    @property
    def fields(self) -> dict[str, str]:
        """Fields for a form that answers this."""
        return {f"seen_{name}": value for name, value in self._asdict().items()}
