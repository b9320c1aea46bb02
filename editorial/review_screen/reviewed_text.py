"""The text that waits, for whoever may answer it: its review, its page, the version that was sent, the portal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import Page, WorkflowState

from editorial.review.models import ReviewState
from editorial.review.review_mails import portal_of
from editorial.review.seen_review import SeenReview
from listings.models import ActivityPage, OrganisationPage
from regions.models import Portal
from regions.permissions import may_coordinate


@dataclass(frozen=True)
class ReviewedText:
    """``stored`` is the page's row of its own type, ``version`` the page as the revision has it."""

    state: ReviewState
    stored: Any
    version: Any
    portal: Portal

    @property
    def is_waiting(self) -> bool:
        return self.state.status == ReviewState.STATUS_IN_PROGRESS

    @property
    def is_public(self) -> bool:
        return bool(self.stored.live)

    @property
    def is_translation(self) -> bool:
        return isinstance(self.version, ActivityPage | OrganisationPage) and not self.version.is_source

    @property
    def language(self) -> str:
        return str(self.version.locale.language_code)

    @property
    def sent_at(self) -> Any:
        return self.state.sent_at or self.state.started_at

    @cached_property
    def seen(self) -> SeenReview:
        """What a form that is shown now answers."""
        return SeenReview.of(self.state, self.version, self.stored)

    @cached_property
    def organisation(self) -> Any:
        """The record of the organisation that the text is of; None for a portal's own page."""
        record = getattr(self.stored, "record", None)
        return record.organisation if isinstance(self.stored, ActivityPage) and record is not None else record

    @cached_property
    def replacing(self) -> ReviewState | None:
        """The review of the version that its writer has sent instead; None where there is none."""
        current = self.state.workflow_state.current_task_state
        is_replaced = (
            self.state.status == ReviewState.STATUS_CANCELLED
            and current is not None
            and current.status == ReviewState.STATUS_IN_PROGRESS
            and current.started_at == self.state.started_at
        )
        return current.specific if is_replaced else None

    @cached_property
    def source(self) -> Any:
        """The original of a translation (``FamilyPage.original``). None for other texts."""
        if not self.is_translation:
            return None
        source = self.stored.source_page()
        return None if source is None else source.original()


def reviewed_text(user: Any, state_id: int) -> ReviewedText | None:
    """Return it for a coordinator of its portal or a national administrator; None for others, and where it is gone."""
    states = ReviewState.objects.select_related(
        *("workflow_state__requested_by", "workflow_state__workflow", "workflow_state__current_task_state"),
        *("revision__user", "finished_by", "task"),
    )
    state = states.filter(pk=state_id).first()
    portal = portal_of(state) if state is not None else None
    if state is None or portal is None or not may_coordinate(user, portal):
        return None
    page = _page_of(state.workflow_state)
    if page is None:
        return None
    return ReviewedText(state, page, state.revision.as_object(), portal)


def _page_of(review: WorkflowState) -> Any:
    if review.base_content_type_id != Page(pk=0).get_base_content_type().pk:
        return None
    page = Page.objects.filter(pk=int(review.object_id)).first()
    return page.specific if page is not None else None
