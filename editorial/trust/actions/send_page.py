"""Sending a page: publishing it at once where who sends it is trusted with it, and to review otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, WorkflowState

from editorial.review.sending_to_review import send_to_review
from editorial.trust.actions.hidden_revisions import save_behind_draft
from editorial.trust.actions.publish_version import publish_version
from editorial.trust.fact_fields import facts_of
from editorial.trust.models import PublicationReason
from editorial.trust.sending_ways import SendingWay, sending_way
from listings.models import ActivityPage, FamilyPage
from listings.page_faults import page_faults

#: A page was published without review. Sent inside the page's lock, by its model, with ``instance`` and ``user``.
published_directly = Signal()
#: Why a version became public that was sent in one of these ways.
_REASONS = {SendingWay.DIRECT: PublicationReason.TRUSTED, SendingWay.TRANSLATION: PublicationReason.TRANSLATED}


@dataclass(frozen=True)
class Sent:
    """``review``: the review in which the version waits; None where it doesn't. ``way``: what was done."""

    way: SendingWay
    review: WorkflowState | None = None

    @property
    def is_visible_now(self) -> bool:
        return self.way.is_visible_now

    @property
    def is_anything(self) -> bool:
        """Whether there was anything to send: visitors read the text already, or the portal has no review."""
        return self.is_visible_now or self.review is not None


class SendPage:
    """Sends a page's latest version. To be called under the page's lock, by somebody who may write it.

    ``page`` is that version as an object, ``stored`` the page's locked row. Exactly the version becomes public, or
    waits. Sending the same again changes nothing.
    """

    def __init__(self, page: Any, stored: Page, user: Any) -> None:
        self.page, self.stored, self.user = page, stored, user

    def execute(self) -> Sent:
        """Raises ``AnsweredError``, and ``ValidationError`` where Wagtail refuses to publish it."""
        self._read_row()
        if self.page.live and self.page.live_revision_id == self.page.latest_revision_id:
            return Sent(SendingWay.REVIEW)
        way = sending_way(self.page, self.user, is_locked=True)
        if way in _REASONS and not self._has_faults(self.page):
            # The latest revision is the one that the writer has checked: nobody else writes while the page is locked.
            publish_version(self.page.latest_revision, _REASONS[way], self.user)
            published_directly.send(sender=type(self.page), instance=self.page, user=self.user)
            return Sent(way)
        is_put = way == SendingWay.FACTS and self._put_facts()
        review = send_to_review(self.page, self.user)
        return Sent(SendingWay.FACTS if is_put else SendingWay.REVIEW, review)

    def _read_row(self) -> None:
        """Take over what the locked row says of publishing: the version may have been read before it was locked."""
        for name in ("live", "live_revision_id", "first_published_at"):
            setattr(self.page, name, getattr(self.stored, name))

    def _has_faults(self, page: FamilyPage) -> bool:
        return isinstance(page, ActivityPage) and page.is_source and bool(page_faults(page))

    def _put_facts(self) -> bool:
        """Publish the public version with the facts of the one that is sent, which stays the latest draft.

        Return whether it could be: together with the other words of the public version the facts may break a rule.
        """
        public: FamilyPage = type(self.page).objects.get(pk=self.page.pk)
        version = _with_facts_of(public, self.page)
        if self._has_faults(version):
            return False
        made = save_behind_draft(version, self.page.latest_revision, self.user)
        publish_version(made, PublicationReason.FACTS, self.user, ends_review=False)
        return True


def _with_facts_of(public: FamilyPage, sent: FamilyPage) -> FamilyPage:
    content, facts = public.serializable_data(), sent.serializable_data()
    for name in facts_of(type(public)) & content.keys():
        content[name] = facts[name]
        if name in _child_tables(type(public)):
            content[name] = [{**row, "pk": None} for row in facts[name]]
    version: FamilyPage = public.with_content_json(content)
    return version


def _child_tables(model: type[FamilyPage]) -> set[str]:
    return {relation.get_accessor_name() for relation in get_all_child_relations(model)}
