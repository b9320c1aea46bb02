"""The remarks of the round before, as the reviewer of the next one reads them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wagtail.models import TaskState

from editorial.remarks.models import Remark
from editorial.remarks.remark_outcomes import Outcome, outcome_of
from editorial.remarks.said_values import Facts, facts_of_version, name_now
from editorial.remarks.string_places import remark_label
from regions.people import person_name


@dataclass(frozen=True)
class EarlierRemark:
    """A remark of an earlier answer, beside what it was said of; ``person`` is empty where nobody knows.

    ``name`` is where its field or row is now; empty where the row is gone.
    """

    name: str
    label: str
    text: str
    suggestion: str
    said_of: str
    person: str
    outcome: Outcome

    @property
    def has_changed(self) -> bool:
        """Whether something else stands at its place now."""
        return self.outcome in (Outcome.TAKEN, Outcome.CHANGED)


def earlier_remarks(state: Any) -> list[EarlierRemark]:
    """Return the remarks with which the same review was returned last, before ``state``, and what became of them.

    Two statements at most where ``state`` has its revision, whatever their number; of a translation also those of
    ``strings_of``.
    """
    rejected = TaskState.objects.filter(
        workflow_state=state.workflow_state_id, status=TaskState.STATUS_REJECTED, pk__lt=state.pk
    )
    rows = Remark.objects.filter(state__in=rejected.order_by("-pk").values("pk")[:1], is_correction=False)
    found: Collection[Remark] = list(rows.select_related("suggested_by"))
    if not found:
        return []
    page = state.revision.as_object()
    facts = facts_of_version(page, state.revision.content)
    return [_earlier(remark, page, facts) for remark in found]


def _earlier(remark: Remark, page: Any, facts: Facts) -> EarlierRemark:
    now = name_now(remark.name, remark.said_value, facts)
    return EarlierRemark(
        name=now or "",
        label=remark_label(page, now or remark.name),
        text=remark.text,
        suggestion=remark.suggestion,
        said_of=remark.said_of,
        person=person_name(remark.suggested_by),
        outcome=outcome_of(remark, facts),
    )


@dataclass(frozen=True)
class ShownEarlier:
    """Earlier remarks on a screen that shows the places of ``names``."""

    remarks: list[EarlierRemark]
    names: Collection[str]

    def at(self, name: str) -> list[EarlierRemark]:
        return [remark for remark in self.remarks if remark.name == name]

    @property
    def elsewhere(self) -> list[EarlierRemark]:
        """Those whose row is gone, or whose place isn't shown."""
        return [remark for remark in self.remarks if remark.name not in self.names]
