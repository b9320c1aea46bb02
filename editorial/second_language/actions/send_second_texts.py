"""Sending second languages to review along with the first one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from editorial.desk_texts.actions.send_text import SendText
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.edit_conflicts.page_version import PageVersion
from editorial.second_language.languages import LanguageState, language_states
from editorial.second_language.second_text_form import missing_texts
from listings.models import FamilyPage, Listing, Organisation
from listings.translated_texts.origins import latest_texts_of

#: The name of the page where a second language of an activity, or of an organisation, is written.
URL_NAMES = {"Listing": "activity_language", "Organisation": "organisation_language"}


def sent_along(source: Any, states: list[LanguageState]) -> list[LanguageState]:
    """Return the languages that go to review with a first text: complete, the organisation's own, and not sent."""
    return [state for state in states if _goes_along(source, state)]


def _goes_along(source: Any, state: LanguageState) -> bool:
    if state.version is None or state.is_translators or not state.has_unsent:
        return False
    return not missing_texts(latest_texts_of(state.version), source)


class SendSecondTexts:
    """Starts a review of each second language that goes along with a source page, which has been sent itself.

    Each is reviewed for itself, after the first one or before it: until then it is a draft.
    """

    def __init__(self, source: FamilyPage, user: Any) -> None:
        self.source, self.user = source, user

    def execute(self) -> list[LanguageState]:
        """Return the languages that were sent."""
        record: Listing | Organisation = self.source.record
        organisation = record if isinstance(record, Organisation) else record.organisation
        states = language_states(self.source, organisation, URL_NAMES[type(record).__name__])
        if not any(state.has_unsent for state in states):  # then the first text's draft needn't be read
            return []
        return [state for state in sent_along(latest_texts_of(self.source), states) if self._send(state)]

    def _send(self, state: LanguageState) -> bool:
        """Send one; the first text is sent also where a second one can't be."""
        version: Any = state.version
        try:
            SendText(version, self.user, PageVersion.current(version)).execute()
        except (ValidationError, PermissionDenied, EditConflictError):
            return False
        return True
