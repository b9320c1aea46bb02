"""Which version of a page somebody has before them: the latest revision's id and its time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from wagtail.models import Page, Revision

#: Fields of Wagtail's forms with the revision that was loaded into them.
REVISION_FIELD = "loaded_revision_id"
TIME_FIELD = "loaded_revision_created_at"


class PageVersion(NamedTuple):
    """A revision's id, and its time in ISO 8601. Both empty: the page has no revision.

    The time belongs to it, because autosave may write a revision anew under its old id.
    """

    revision_id: str = ""
    created_at: str = ""

    @classmethod
    def current(cls, page: Page) -> PageVersion:
        """The version stored now. One query."""
        return cls.of_revision(Revision.objects.filter(pk=page.latest_revision_id).first())

    @classmethod
    def of_revision(cls, revision: Revision | None) -> PageVersion:
        return cls(str(revision.pk), revision.created_at.isoformat()) if revision is not None else cls()

    @classmethod
    def of_form(cls, data: Mapping[str, Any]) -> PageVersion:
        """What a form says that it was made from. A form without these fields was made from a page without revision."""
        return cls(str(data.get(REVISION_FIELD, "")), str(data.get(TIME_FIELD, "")))

    @property
    def fields(self) -> dict[str, str]:
        """Fields for a form made from this version."""
        return {REVISION_FIELD: self.revision_id, TIME_FIELD: self.created_at} if self.revision_id else {}
