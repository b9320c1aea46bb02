"""Correcting the spelling of a text with its approval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from editorial.desk_texts.description_text import html_of_text, text_of_html
from editorial.edit_conflicts.page_lock import lock_page
from editorial.remarks.models import Remark
from editorial.remarks.remark_form import SentRemark
from editorial.remarks.remarked_places import takes_suggestion
from editorial.remarks.said_values import value_at
from editorial.remarks.spelling import is_spelling_only
from editorial.text_changes.place_labels import place_label
from editorial.text_changes.text_places import TextPlace
from editorial.trust.allowed_corrections import allows_spelling_corrections
from listings.actions.adopt_translation import adopt_translation, translation_of
from listings.actions.errors import ActionError
from listings.models import ActivityPage, FamilyPage
from listings.translated_texts.wordings import note_respelling
from regions.rich_text_links import linked_page_ids


class NotSpellingError(ActionError):
    """A correction that a text may not be approved with. The message says which, and what can be done."""


class CorrectSpelling:
    """Puts corrections into a new version of the text, the reviewer's, and notes them for its writer.

    To be called in the transaction of the approval and before it, once the review is locked (``check_seen``) and inside
    ``latest_is_seen``: what is approved then is this version. The organisation must allow it, and nothing but spelling
    may change.
    """

    def __init__(self, state: Any, user: Any, sent: Sequence[SentRemark]) -> None:
        self.state, self.user, self.sent = state, user, sent

    @transaction.atomic
    def execute(self) -> list[Remark]:
        """Return what was noted. Raises ``NotSpellingError``; then nothing has been written."""
        if not self.sent:
            return []
        stored = lock_page(int(self.state.workflow_state.object_id))
        page, facts = self.state.revision.as_object(), self.state.revision.content
        self._check(page, stored)
        rows = [self._row(facts, remark) for remark in self.sent]
        sent = self.state.revision.as_object() if page.is_source else None
        for remark in self.sent:
            setattr(page, remark.name, _stored(page, remark))
        if isinstance(sent, FamilyPage):
            note_respelling(page, sent)
        page.save_revision(user=self.user, clean=False, log_action=True)
        if not page.is_source and translation_of(page) is not None:
            adopt_translation(page, again=True)
        return list(Remark.objects.bulk_create(rows))

    def _check(self, page: Any, stored: Any) -> None:
        for remark in self.sent:
            if remark.text:
                raise NotSpellingError(_("Remarks go with returning. If you approve, write it into the message."))
            if TextPlace.of(remark.name).string:
                raise NotSpellingError(_("Translators correct their own wording. Return it with your suggestion."))
            if not takes_suggestion(page, remark.name) or not _is_spelling(page, remark):
                said = _("“%(field)s” would change in more than spelling. Return it with your suggestion.")
                raise NotSpellingError(said % {"field": place_label(page, remark.name)})
        if not allows_spelling_corrections(_organisation_id(page)):
            raise NotSpellingError(
                _("The organisation doesn't let its spelling be corrected. Return it with your suggestion.")
            )
        if stored.latest_revision_id != self.state.revision_id:
            raise NotSpellingError(
                _("Its writer has saved a newer text since. Approve without corrections, or return it.")
            )

    def _row(self, facts: Any, remark: SentRemark) -> Remark:
        return Remark(
            state=self.state,
            name=remark.name,
            said_of=remark.said_of,
            said_value=value_at(facts, remark.name),
            suggestion=remark.suggestion,
            is_correction=True,
            suggested_by=self.user,
        )


def _organisation_id(page: FamilyPage) -> Any:
    record = page.record
    if isinstance(page, ActivityPage):
        return record.organisation_id if record is not None else None
    return page.translation_key


def _is_spelling(page: FamilyPage, remark: SentRemark) -> bool:
    before = str(getattr(page, remark.name) or "")
    if remark.name == "description":
        before = html_of_text(text_of_html(before))
    return is_spelling_only(before, _stored(page, remark))


def _stored(page: FamilyPage, remark: SentRemark) -> str:
    """Return a suggestion as the page stores it."""
    if remark.name != "description":
        return remark.suggestion
    return html_of_text(remark.suggestion, linked_page_ids([str(page.description)]))
