"""What a translator is asked about: each request with its text, for that translator alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, IntegerField, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page

from editorial.review.models import ReviewState
from editorial.review.review_mails import portal_of
from editorial.second_opinions.models import SecondOpinion, Verdict
from editorial.translation_orders.translated_texts import public_text
from listings.models import FamilyPage
from regions.languages import direction, own_name
from regions.models import Portal, PortalGroup, PortalRole
from regions.people import person_name
from regions.permissions import memberships_of, translator_languages


@dataclass(frozen=True)
class AskedOpinion:
    """``version`` is what was sent to review, ``source`` the public original."""

    opinion: SecondOpinion
    version: FamilyPage
    source: FamilyPage
    portal: Portal

    @property
    def is_waiting(self) -> bool:
        """Whether the version still waits for its review."""
        return self.opinion.state.status == ReviewState.STATUS_IN_PROGRESS

    @property
    def is_open(self) -> bool:
        return self.is_waiting and not self.opinion.is_answered

    @cached_property
    def asker(self) -> str:
        return person_name(self.opinion.asked_by)


@dataclass(frozen=True)
class AskedRow:
    """A request that waits for its translator, for a list."""

    key: int
    title: str
    language: str
    asker: str
    question: str

    @property
    def language_name(self) -> str:
        return own_name(self.language)

    @property
    def direction(self) -> str:
        return direction(self.language)


def asked_opinion(user: Any, opinion_id: int) -> AskedOpinion | None:
    """Return a request to this person; None for all others, and where they no longer translate into its language.

    None also where the original isn't public any more, or the page is gone.
    """
    rows = SecondOpinion.objects.select_related(
        "state__workflow_state", "state__revision__user", "state__task", "asked_by", "translator"
    )
    opinion = rows.filter(pk=opinion_id, translator=user.pk).first()
    portal = portal_of(opinion.state) if opinion is not None else None
    if opinion is None or portal is None:
        return None
    version = opinion.state.revision.as_object()
    if not isinstance(version, FamilyPage) or version.language not in translator_languages(user, portal):
        return None
    text = public_text(version.translation_key, version.language)
    return AskedOpinion(opinion, version, text.source, portal) if text is not None else None


def asked_rows(user: Any) -> list[AskedRow]:
    """Return what waits for a translator's opinion, oldest first. Two statements; one for who translates nowhere."""
    roles = {
        (portal, code)
        for portal, role, codes in memberships_of(user)
        if role == PortalRole.TRANSLATOR
        for code in codes
    }
    if not roles:
        return []
    portals = PortalGroup.objects.filter(
        role=PortalRole.COORDINATOR, group__groupapprovaltask=OuterRef("state__task")
    ).values("portal")
    pages = Page.objects.filter(pk=Cast(OuterRef("state__workflow_state__object_id"), IntegerField()))
    rows = (
        SecondOpinion.objects.filter(
            translator=user.pk, verdict=Verdict.OPEN, state__status=ReviewState.STATUS_IN_PROGRESS
        )
        .annotate(
            title=Subquery(pages.values("draft_title")),
            language=Subquery(pages.values("locale__language_code"), output_field=CharField()),
            portal=Subquery(portals[:1]),
        )
        .select_related("asked_by")
    )
    return [
        AskedRow(row.pk, row.title or "", row.language, person_name(row.asked_by), row.question)
        for row in rows
        if (row.portal, row.language) in roles
    ]
