"""Asking another translator about a translation that waits."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from editorial.mails.queueing import queue_mail
from editorial.review.models import ReviewState
from editorial.review.review_mails import portal_of
from editorial.second_opinions.actions.errors import OpinionError, OpinionPermissionError
from editorial.second_opinions.askable_translators import askable_translators
from editorial.second_opinions.models import SecondOpinion
from regions.permissions import may_coordinate

#: The longest question, in characters.
MAX_QUESTION = 1000
#: The kind of the mail to the translator (``opinion_mails``). Its thing is the request.
ASKED = "second-opinion-asked"


class AskOpinion:
    """Asks a translator of the version's language, who is told by mail. The same person is asked once."""

    def __init__(self, state: ReviewState, user: Any, translator_id: int | None, question: str = "") -> None:
        self.state, self.user, self.translator_id, self.question = state, user, translator_id, question.strip()

    @transaction.atomic
    def execute(self) -> SecondOpinion:
        """Raises ``OpinionPermissionError``, ``OpinionError``."""
        portal = portal_of(self.state)
        if portal is None or not may_coordinate(self.user, portal):
            raise OpinionPermissionError(_("Only coordinators of the portal may answer this review."))
        if len(self.question) > MAX_QUESTION:
            raise OpinionError(_("The question is too long: at most %(count)s characters.") % {"count": MAX_QUESTION})
        # Locked as ``ReviewState`` does it: an answer, or a newer version, waits until this is written.
        stored = TaskState.objects.select_for_update(of=("self",), no_key=True).get(pk=self.state.pk)
        if stored.status != TaskState.STATUS_IN_PROGRESS:
            raise OpinionError(_("This review has been answered already."))
        state = ReviewState.objects.select_related("workflow_state", "revision").get(pk=stored.pk)
        people = askable_translators(state, state.revision.as_object(), portal, self.user)
        translator = next((person for person in people if person.pk == self.translator_id), None)
        if translator is None:
            raise OpinionError(_("Choose a translator."))
        values = {"asked_by": self.user, "question": self.question}
        opinion, is_new = SecondOpinion.objects.get_or_create(state=state, translator=translator, defaults=values)
        if is_new:
            queue_mail(ASKED, portal=portal, person=translator, thing=opinion)
        return opinion
