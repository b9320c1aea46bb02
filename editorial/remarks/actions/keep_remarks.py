"""Keeping what a reviewer says of single fields and rows, together with the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from editorial.remarks.models import Remark
from editorial.remarks.remark_form import SentRemark
from editorial.remarks.remarked_places import can_be_remarked, takes_suggestion
from editorial.remarks.said_values import Facts, facts_of_version, value_at


class KeepRemarks:
    """Stores remarks on the version that is returned. To be called in the transaction of the answer, after it.

    ``state`` is the ``ReviewState`` that was answered. The version is read as it was sent, so that the remarks keep
    what they were said of, whatever is saved later.
    """

    def __init__(self, state: Any, user: Any, sent: Sequence[SentRemark]) -> None:
        self.state, self.user, self.sent = state, user, sent

    @transaction.atomic
    def execute(self) -> list[Remark]:
        """Return the stored remarks. Raises ``ValueError`` where one can't be said of this text."""
        if not self.sent:
            return []
        page = self.state.revision.as_object()
        facts = facts_of_version(page, self.state.revision.content)
        return list(Remark.objects.bulk_create([self._row(page, facts, remark) for remark in self.sent]))

    def _row(self, page: Any, facts: Facts, remark: SentRemark) -> Remark:
        if not can_be_remarked(page, remark.name):
            raise ValueError(f"Nothing can be said of {remark.name!r}.")
        if remark.suggestion and not takes_suggestion(page, remark.name):
            raise ValueError(f"No wording can be suggested for {remark.name!r}.")
        return Remark(
            state=self.state,
            name=remark.name,
            said_of=remark.said_of,
            said_value=value_at(facts, remark.name),
            text=remark.text,
            suggestion=remark.suggestion,
            suggested_by=self.user,
        )
