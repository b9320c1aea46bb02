"""What people have typed into forms of texts and not saved: of an organisation, and of a second language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import JsonResponse, QueryDict

from editorial.desk_texts import sent_fields, typed_storing
from editorial.desk_texts.hidden_fields import hidden_fields
from editorial.desk_texts.models import TypedText
from editorial.desk_texts.script_answers import kept_or_not
from editorial.desk_texts.typed_storing import (
    OtherWindowError,
    forget_saved,
    keep_row,
    stay_typed,
    typed_data,
    waiting,
)
from listings.models import Organisation
from regions.portal_request import PortalRequest


@dataclass(frozen=True)
class TypedPlace:
    """Where a form is kept: of a page (by its public id), in a second language or in none.

    ``organisation``: whose page it is; None of an article.
    """

    page_key: UUID
    organisation: Organisation | None
    language: str = ""

    def keep(self, person: Any, data: QueryDict, *, force: bool = False, until: Any = None) -> TypedText:
        """Keep a form instead of what was kept of it before. Raises ``TooMuchTypedError``, ``OtherWindowError``."""
        row = TypedText(
            person_id=person.pk, page_key=self.page_key, language=self.language, organisation=self.organisation
        )
        row = keep_row(row, data, force=force, until=until)
        typed_storing.drop_oldest(TypedText, person)
        return row


class TypedSheet:
    """One person's form during one request: what is kept of it, and what becomes of it.

    ``is_elsewhere``: another window keeps something else, so this one isn't kept.
    """

    def __init__(self, request: PortalRequest, place: TypedPlace) -> None:
        self.request, self.place = request, place
        self.is_elsewhere = False
        self._kept: TypedText | None = None

    @cached_property
    def row(self) -> TypedText | None:
        """What was typed before this request."""
        rows = TypedText.objects.filter(
            waiting(),
            person_id=self.request.user.pk,
            page_key=self.place.page_key,
            language=self.place.language,
        )
        found: TypedText | None = rows.first()
        return found

    def opened(self) -> QueryDict | None:
        """Return what was typed as a form sends it; None for nothing."""
        if self.row is None:
            return None
        stay_typed(self.row)
        return typed_data(self.row)

    def keep(self) -> None:
        """Keep what is sent before anything in it is judged. Raises ``TooMuchTypedError``."""
        try:
            self._kept = self.place.keep(self.request.user, self.request.POST)
        except OtherWindowError:
            self.is_elsewhere = True

    def forget_saved(self) -> None:
        """It is saved: what was kept of it goes. What another window keeps stays."""
        if self._kept is not None:
            forget_saved(self._kept)

    def throw_away(self) -> None:
        if self.row is not None:
            self.row.delete()

    @property
    def hidden(self) -> dict[str, str]:
        return hidden_fields(self.request, None if self.request.method == "POST" else self.row)

    def answer_to_script(self, **more: Any) -> JsonResponse:
        """Keep what is being typed, and tell the page's script, with ``more``."""
        data, force = self.request.POST, sent_fields.FORCE in self.request.POST
        return kept_or_not(data, lambda: self.place.keep(self.request.user, data, force=force), **more)


def forget_old_typed_texts() -> None:
    """Delete what was typed long ago, and what has waited long enough for its person."""
    typed_storing.forget_old(TypedText)
