"""What happens to a text when it is sent: whether it is public at once, or waits for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import TaskState, WorkflowState

from editorial.review.models import ReviewState
from editorial.translator_trust.trusted_languages import trusted_languages
from editorial.trust.fact_fields import FRAMES_OF_FACTS, differing_fields, differs_in_facts_only, facts_of
from editorial.trust.models import OrganisationTrust, TrustLevel
from editorial.trust.watched_texts import is_watched, was_taken_off
from listings.enums import OrganisationStatus
from listings.models import ActivityPage, FamilyPage, Listing, Organisation
from listings.permissions import may_edit_for


class SendingWay(models.TextChoices):
    """What sending a version does.

    ``FACTS``: another change waits for review; what is new are times, dates, place and contacts, and they go into the
    public text and into the one that waits. ``TRANSLATION``: a translation is public at once, because its portal
    trusts its translator.
    """

    REVIEW = "review"
    DIRECT = "direct"
    FACTS = "facts"
    TRANSLATION = "translation"

    @property
    def is_visible_now(self) -> bool:
        return self != SendingWay.REVIEW


@dataclass(frozen=True)
class Trusted:
    """An organisation with what its present portal has granted it."""

    organisation: Organisation
    level: TrustLevel


def sending_way(page: Any, user: Any, *, is_locked: bool = False, is_for_new: bool = False) -> SendingWay:
    """Return what sending ``page`` does, a version as a person would send it; its faults aren't looked at here.

    ``is_locked``: the page's row is locked, and the trust is to be locked, too, so that it isn't withdrawn before the
    transaction ends. ``is_for_new``: ask for a new language version of ``page``. One statement where neither the
    organisation nor the translator is trusted.
    """
    if not isinstance(page, FamilyPage):
        return SendingWay.REVIEW
    if not is_for_new and _is_trusted_translation(page, user, is_locked):
        return SendingWay.REVIEW if _is_returned(page) else SendingWay.TRANSLATION
    trusted = _trusted(page, is_locked)
    if trusted is None or not _may_be_direct(page, user, trusted) or _is_returned(page):
        return SendingWay.REVIEW
    if trusted.level == TrustLevel.EVERYTHING:
        return SendingWay.DIRECT
    if is_for_new or not page.live or not page.is_source:
        return SendingWay.REVIEW
    public = type(page).objects.get(pk=page.pk)
    differing = differing_fields(public, page)
    if differing <= facts_of(type(page)):
        return SendingWay.DIRECT
    has_new_facts = bool(differing & facts_of(type(page))) and not differing & FRAMES_OF_FACTS
    return SendingWay.FACTS if has_new_facts and _adds_facts_to_what_waits(page) else SendingWay.REVIEW


def organisation_of(page: FamilyPage) -> Organisation:
    """The organisation whose page or activity this is. Raises ``ValueError`` for a page that has lost its record."""
    record: Organisation | Listing | None = page.record
    if record is None:
        raise ValueError(f"Page {page.pk} has no record.")
    return record.organisation if isinstance(record, Listing) else record


def publishes_new_translation(organisation: Organisation, code: str, user: Any) -> bool:
    """Whether a person's first translation of one of the organisation's texts into a language is public at once."""
    return _is_trusted_translator(organisation, code, user, is_locked=False)


def _is_trusted_translation(page: FamilyPage, user: Any, is_locked: bool) -> bool:
    """Whether somebody sends it whose translations into its language the portal trusts."""
    if page.is_source or page.record is None:
        return False
    is_trusted = _is_trusted_translator(organisation_of(page), page.language, user, is_locked=is_locked)
    return is_trusted and _stays_as_it_is_sent(page)


def _is_trusted_translator(organisation: Organisation, code: str, user: Any, *, is_locked: bool) -> bool:
    """Whoever writes for the organisation sends its texts as one of its people, and not as a translator."""
    return (
        organisation.status == OrganisationStatus.JOINED
        and code in trusted_languages(user, organisation.home_portal, is_locked=is_locked)
        and not may_edit_for(user, organisation.pk)
    )


def _trusted(page: FamilyPage, is_locked: bool) -> Trusted | None:
    record = page.record
    key = record.organisation_id if isinstance(record, Listing) else page.translation_key
    rows = OrganisationTrust.objects.valid().exclude(level=TrustLevel.REVIEW).filter(organisation=key)
    if is_locked:
        rows = rows.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("organisation__home_portal").first()
    return Trusted(row.organisation, TrustLevel(row.level)) if row is not None else None


def _may_be_direct(page: FamilyPage, user: Any, trusted: Trusted) -> bool:
    """Whether nothing but the level of trust is asked any more."""
    return (
        trusted.organisation.status == OrganisationStatus.JOINED
        and may_edit_for(user, trusted.organisation.pk)
        and _stays_as_it_is_sent(page)
        and not _is_at_a_proposed_venue(page)
    )


def _stays_as_it_is_sent(page: FamilyPage) -> bool:
    """Whether no day is set for it, and nobody has taken it off or back."""
    return not (page.go_live_at or page.expire_at) and not was_taken_off(page) and not is_watched(page)


def _is_returned(page: FamilyPage) -> bool:
    """Whether its last review asks for a change."""
    review: WorkflowState | None = page.current_workflow_state
    return review is not None and review.status != WorkflowState.STATUS_IN_PROGRESS


def _is_at_a_proposed_venue(page: FamilyPage) -> bool:
    """Whether its place is its organisation's proposal, and not the one that is public already."""
    if not isinstance(page, ActivityPage) or page.venue is None or page.venue.proposed_by_id is None:
        return False
    return not ActivityPage.objects.filter(pk=page.pk, live=True, venue=page.venue_id).exists()


def _adds_facts_to_what_waits(page: FamilyPage) -> bool:
    """Whether an older version waits, and ``page`` adds nothing but facts to it."""
    review: WorkflowState | None = page.current_workflow_state
    state = review.current_task_state if review is not None else None
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return False
    if state.revision_id == page.latest_revision_id or not isinstance(state.specific, ReviewState):
        return False
    return differs_in_facts_only(state.revision.as_object(), page)
