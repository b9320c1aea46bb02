"""Texts that wait for review: of activities and organisations, in first and second languages, articles and others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, JSONObject, Left, Length
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, TaskState, WorkflowState

from editorial.review.models import ReviewState
from editorial.trust.own_texts import own_texts
from editorial.waiting_reviews.waiting_sources import (
    KEY,
    LATE_SINCE,
    SINCE,
    Asked,
    WaitingChange,
    WaitingKind,
    WaitingRow,
)
from listings.models import ActivityPage, Listing, Organisation, OrganisationPage
from regions.models import PortalGroup, PortalRole
from regions.people import person_name

_KINDS = (WaitingKind.ANNOUNCEMENT, WaitingKind.ORGANISATION, WaitingKind.TRANSLATION, WaitingKind.ARTICLE)


class WaitingTexts:
    """Reviews that nobody has answered, in the portal whose coordinators their task is for."""

    def waiting(self, asked: Asked) -> QuerySet[Any] | None:
        if not asked.is_about(*_KINDS):
            return None
        states = _states().filter(asked.portals("portal_id", "started_at"))
        condition = _of_kind(asked.kind)
        if asked.language:
            condition &= Q(locale__language_code=asked.language)
        for word in asked.words:
            condition &= _named(word) | Q(Exists(_parents().filter(_named(word))), content_type__in=_activities())
        if condition:
            states = states.filter(Exists(_pages().filter(condition)))
        columns = {KEY: Cast("pk", CharField()), SINCE: F("started_at"), LATE_SINCE: F("started_at")}
        return states.annotate(**columns)

    def rows(self, keys: Collection[str], user: Any) -> dict[str, WaitingRow]:
        rejected = TaskState.objects.filter(workflow_state=OuterRef("workflow_state"), status=TaskState.STATUS_REJECTED)
        states = (
            _states()
            .filter(pk__in=[int(key) for key in keys])
            .annotate(
                facts=Subquery(_facts()),
                sent_title=KeyTextTransform("title", "revision__content"),
                is_corrected=Exists(rejected),
            )
            .select_related("workflow_state__requested_by", "revision__user")
            .defer("revision__content")
        )
        read = list(states)
        own = own_texts(read, user)
        return {str(state.pk): replace(_row(state), is_own=state.pk in own) for state in read}


def review_url(state_id: int, page_id: int) -> str:
    """Where a review is answered: the screen for it, or Wagtail's page in a project without one."""
    try:
        return reverse("review_screen", args=[state_id])
    except NoReverseMatch:
        return reverse("wagtailadmin_pages:edit", args=[page_id])


def _states() -> QuerySet[Any]:
    """Waiting reviews of pages that are there, with ``page_id`` and ``portal_id``."""
    groups = PortalGroup.objects.filter(role=PortalRole.COORDINATOR, group__groupapprovaltask=OuterRef("task_id"))
    states: QuerySet[Any] = ReviewState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=Page(pk=0).get_base_content_type(),
    )
    states = states.annotate(
        page_id=Cast("workflow_state__object_id", IntegerField()), portal_id=Subquery(groups.values("portal")[:1])
    )
    return states.filter(Exists(_pages()), portal_id__isnull=False)


def _pages() -> QuerySet[Any]:
    """The page of the state in the outer query, with the language in which its family was written."""
    listing = Listing.objects.filter(pk=OuterRef("translation_key")).values("source_language")
    organisation = Organisation.objects.filter(pk=OuterRef("translation_key")).values("source_language")
    pages: QuerySet[Any] = Page.objects.filter(pk=OuterRef("page_id")).order_by()
    return pages.annotate(source_language=Coalesce(Subquery(listing), Subquery(organisation)))


def _parents() -> QuerySet[Any]:
    """The parent of the page in the outer query."""
    return Page.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - Page.steplen)).order_by()


def _title() -> Any:
    return Case(When(live=True, then=F("title")), default=F("draft_title"))


def _facts() -> QuerySet[Any]:
    parents = _parents().values(found=JSONObject(title=_title(), language="locale__language_code"))
    return _pages().values(
        found=JSONObject(
            kind=F("content_type__model"),
            title="draft_title",
            language="locale__language_code",
            source="source_language",
            published="first_published_at",
            parent=Subquery(parents),
        )
    )


def _of_kind(kind: str) -> Q:
    is_source = Q(locale__language_code=F("source_language"))
    if kind == WaitingKind.ANNOUNCEMENT:
        return is_source & Q(content_type__in=_activities())
    if kind == WaitingKind.ORGANISATION:
        return is_source & Q(content_type__in=_content_types(OrganisationPage))
    if kind == WaitingKind.TRANSLATION:
        return Q(source_language__isnull=False) & ~is_source
    if kind == WaitingKind.ARTICLE:
        return Q(source_language__isnull=True)
    return Q()


def _named(word: str) -> Q:
    return Q(title__icontains=word) | Q(draft_title__icontains=word)


def _activities() -> list[int]:
    return _content_types(ActivityPage)


def _content_types(model: type[Page]) -> list[int]:
    return [ContentType.objects.get_for_model(model).pk]


def _row(state: Any) -> WaitingRow:
    facts = state.facts
    parent = (facts["parent"] or {}) if facts["kind"] == ActivityPage._meta.model_name else {}
    title = state.sent_title or facts["title"]
    is_organisation = facts["kind"] == OrganisationPage._meta.model_name
    return WaitingRow(
        kind=_kind(facts),
        change=_change(state),
        title=title,
        language=facts["language"],
        since=state.started_at,
        url=review_url(state.pk, state.page_id),
        portal_id=state.portal_id,
        organisation=title if is_organisation else parent.get("title", ""),
        organisation_language=facts["language"] if is_organisation else parent.get("language", ""),
        sender=_sender(state),
        page_id=state.page_id,
    )


def _kind(facts: dict[str, Any]) -> WaitingKind:
    if facts["source"] is None:
        return WaitingKind.ARTICLE
    if facts["source"] != facts["language"]:
        return WaitingKind.TRANSLATION
    is_activity = facts["kind"] == ActivityPage._meta.model_name
    return WaitingKind.ANNOUNCEMENT if is_activity else WaitingKind.ORGANISATION


def _change(state: Any) -> WaitingChange:
    if state.is_corrected:
        return WaitingChange.CORRECTED
    return WaitingChange.CHANGED if state.facts["published"] else WaitingChange.NEW


def _sender(state: Any) -> str:
    """Who asked for the review; of a version that was sent later, who wrote it."""
    writer = state.revision.user if state.revision is not None else None
    is_later = state.is_corrected or state.sent_at is not None
    return person_name(writer if is_later and writer is not None else state.workflow_state.requested_by)
