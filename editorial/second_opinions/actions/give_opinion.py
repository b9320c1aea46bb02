"""Saying what one thinks of another's translation. It decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.mails.queueing import queue_mail
from editorial.remarks.remark_form import SentRemark
from editorial.second_opinions.actions.errors import OpinionError, OpinionPermissionError
from editorial.second_opinions.asked_opinions import AskedOpinion, asked_opinion
from editorial.second_opinions.models import SecondOpinion, Verdict
from editorial.second_opinions.said_remarks import stored_remarks

#: The longest opinion in words, in characters.
MAX_WORDS = 2000
#: The kind of the mail to who has asked (``opinion_mails``). Its thing is the request.
GIVEN = "second-opinion-given"


class GiveOpinion:
    """Keeps the opinion of who was asked, and tells who has asked. Nothing of the text changes."""

    def __init__(
        self, asked: AskedOpinion, user: Any, verdict: str, words: str = "", remarks: Sequence[SentRemark] = ()
    ) -> None:
        self.asked, self.user, self.verdict, self.words, self.remarks = asked, user, verdict, words.strip(), remarks

    @transaction.atomic
    def execute(self) -> SecondOpinion:
        """Raises ``OpinionPermissionError``, ``OpinionError`` (also where it has been answered, or nobody waits)."""
        row = SecondOpinion.objects.select_for_update(of=("self",)).get(pk=self.asked.opinion.pk)
        asked = asked_opinion(self.user, row.pk)
        if asked is None:
            raise OpinionPermissionError(_("You weren't asked about this text."))
        if not asked.is_open:
            raise OpinionError(_("This review has been answered already."))
        self._check()
        row.verdict, row.words, row.answered_at = self.verdict, self.words, timezone.now()
        row.remarks = stored_remarks(self.remarks)
        row.save(update_fields=["verdict", "words", "remarks", "answered_at"])
        queue_mail(GIVEN, portal=asked.portal, person=row.asked_by, thing=row)
        return row

    def _check(self) -> None:
        if self.verdict not in (Verdict.WELL, Verdict.CHANGES):
            raise OpinionError(_("Choose what you think of the text."))
        if len(self.words) > MAX_WORDS:
            raise OpinionError(_("The message is too long: at most %(count)s characters.") % {"count": MAX_WORDS})
        if self.verdict == Verdict.CHANGES and not (self.words or self.remarks):
            raise OpinionError(_("Say what should be changed: in words, or at a sentence."))
