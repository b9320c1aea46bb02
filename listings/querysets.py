"""Querysets of this app: the filters over its tables that several places use."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import PageQuerySet

from listings.enums import PUBLIC_STATUSES, ListingStatus, OrganisationRole, OrganisationStatus
from listings.public_times import not_over_on
from listings.scope import taken_by
from listings.signals import memberships_changed
from regions.models import PortalRole
from regions.permissions import is_national_admin, memberships_of, portals_with_role


class ConceptQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Concepts that can still be chosen."""
        return self.filter(replaced_by=None)


def _source_drafts(model_name: str, key: str, language: str) -> Any:
    """Source pages, public or not, of the record in the outer query."""
    return apps.get_model("listings", model_name).objects.filter(
        translation_key=OuterRef(key), locale__language_code=OuterRef(language)
    )


def _source_pages(model_name: str, key: str, language: str) -> Any:
    """Live source pages of the record in the outer query."""
    return _source_drafts(model_name, key, language).filter(live=True)


def _title() -> Any:
    """The title that visitors read; the draft's title where nothing has been public yet."""
    return Case(When(live=True, then=F("title")), default=F("draft_title"))


def _coordinated(user: Any) -> list[int]:
    """The portals that a person coordinates, by their ids."""
    return [portal for portal, role, _codes in memberships_of(user) if role == PortalRole.COORDINATOR]


class RecordQuerySet(models.QuerySet[Any]):
    """What organisations and listings have in common. ``page_model``: the name of the model of their pages."""

    page_model: str

    def titled(self, language: str | None = None, *, drafts: Any = None) -> Self:
        """Annotate ``shown_title``, which ``str`` uses: that of the public page in a language (by default the active
        one), else in the source's, else the last one that was public. Of the records ``drafts`` (a queryset), also the
        title of a source page that has never been public.
        """
        language = language or get_language() or settings.LANGUAGE_CODE
        pages = apps.get_model("listings", self.page_model).objects.filter(translation_key=OuterRef("pk"))
        source = pages.filter(locale__language_code=OuterRef("source_language"))
        titles: list[Any] = [
            Subquery(pages.filter(live=True, locale__language_code=language).values("title")[:1]),
            Subquery(source.exclude(live=False, first_published_at=None).values("title")[:1]),
        ]
        if drafts is not None:
            titles.append(Case(When(pk__in=drafts.values("pk"), then=Subquery(source.values("draft_title")[:1]))))
        return self.annotate(shown_title=Coalesce(*titles, Value("")))


class FamilyPageQuerySet(PageQuerySet):
    def source_of(self, record: Any) -> Any:
        """Return the page in the language in which the family was written, or None when it has been deleted."""
        return self.filter(translation_key=record.pk, locale__language_code=record.source_language).first()


class OrganisationQuerySet(RecordQuerySet):
    page_model = "OrganisationPage"

    def with_portal(self) -> Self:
        return self.select_related("home_portal__site")

    def public(self) -> Self:
        """Organisations that any visitor may see: source page live, and not suspended."""
        return self.filter(
            Exists(_source_pages("OrganisationPage", "pk", "source_language")), status=OrganisationStatus.JOINED
        )

    def without_people(self) -> Self:
        """Organisations of the service for which nobody can write: no active account is a member."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.effective()
        return self.exclude(status=OrganisationStatus.LEFT).exclude(
            Exists(memberships.filter(organisation=OuterRef("pk")))
        )

    def without_responsible(self) -> Self:
        """Organisations of the service for which nobody lets people in: no active account is responsible."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.responsible()
        return self.exclude(status=OrganisationStatus.LEFT).exclude(
            Exists(memberships.filter(organisation=OuterRef("pk")))
        )

    def written_by(self, user: Any) -> Self:
        """Organisations that a person writes for today, also suspended ones; staff write for none by their role."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.effective()
        return self.filter(pk__in=memberships.filter(user_id=user.pk).values("organisation"))

    def worked_for(self, user: Any) -> Self:
        """Organisations that a person writes for, or whose home portal the person coordinates."""
        if is_national_admin(user):
            return self.all()
        own = self.model._default_manager.filter(memberships__user=user.pk, memberships__user__is_active=True)
        portals = portals_with_role(user, PortalRole.COORDINATOR)
        return self.filter(Q(pk__in=own.values("pk")) | Q(home_portal__in=portals.values("pk")))

    def choosable_by(self, user: Any) -> Self:
        """Organisations that a person may name: public ones, and those that the person works for."""
        everything = self.model._default_manager
        return self.filter(
            Q(pk__in=everything.public().values("pk")) | Q(pk__in=everything.worked_for(user).values("pk"))
        ).titled(drafts=everything.worked_for(user))


class ListingQuerySet(RecordQuerySet):
    page_model = "ActivityPage"

    def with_portal(self) -> Self:
        return self.select_related("organisation__home_portal__site")

    def co_organised_by(self, organisation_ids: Iterable[UUID]) -> Self:
        """Listings whose source page names one of these organisations as a co-organiser."""
        pages = apps.get_model("listings", "ActivityPage").objects.filter(co_organisers__in=list(organisation_ids))
        return self.filter(pk__in=pages.values("translation_key"))

    def public_apart_from_time(self) -> Self:
        """Listings that are public as far as time doesn't matter: live, not suspended, in a public status.

        The read model holds these; dates and times are compared when it is read.
        """
        organisation_is_public = Exists(
            _source_pages("OrganisationPage", "organisation_id", "organisation__source_language")
        )
        return self.filter(
            Exists(_source_pages("ActivityPage", "pk", "source_language")),
            organisation_is_public,
            status__in=PUBLIC_STATUSES,
            organisation__status=OrganisationStatus.JOINED,
        )

    def public_on(self, day: datetime.date) -> Self:
        """Public listings that are neither expired nor over on a day: ``search.visibility`` by rows, for the admin.

        The time of day isn't looked at.
        """
        going_on = _source_pages("ActivityPage", "pk", "source_language").filter(
            Q(valid_until=None) | Q(valid_until__gte=day), not_over_on(day)
        )
        return self.public_apart_from_time().filter(Exists(going_on), confirm_by__gte=day)

    def visible_to(self, user: Any) -> Self:
        """Listings that a user of the admin may see, drafts of their own included.

        National administrators see everything; coordinators the listings of their portals' organisations, and public
        ones of others in their scope that aren't over; editors those of their organisations.
        """
        if is_national_admin(user):
            return self.all()
        coordinated = _coordinated(user)
        own = Q(organisation__memberships__user=user.pk, organisation__memberships__user__is_active=True)
        at_home = Q(organisation__home_portal__in=coordinated)
        reachable = self.model._default_manager.filter(own | at_home)
        current = self.model._default_manager.public_on(timezone.localdate())
        return self.filter(
            Q(pk__in=reachable.values("pk")) | Q(pk__in=current.within_scope_of(coordinated).values("pk"))
        )

    def editable_by(self, user: Any) -> Self:
        """Listings whose source page a person may change (``listings.page_permissions`` decides page by page)."""
        if is_national_admin(user):
            return self.all()
        coordinated = _coordinated(user)
        own = self.model._default_manager.filter(
            organisation__memberships__user=user.pk, organisation__memberships__user__is_active=True
        )
        return self.filter(Q(organisation__home_portal__in=coordinated) | Q(pk__in=own.values("pk")))

    def within_scope_of(self, portals: list[int]) -> Self:
        """What these portals (by their ids) show, or would show if they had not excluded it."""
        pages = _source_pages("ActivityPage", "pk", "source_language")
        placements = self.model._meta.get_field("placements").related_model.objects.on(timezone.localdate())
        return self.filter(taken_by(portals, pages) | Q(pk__in=placements.filter(portal__in=portals).values("listing")))

    def with_pages(self) -> Self:
        """Annotate ``page`` and ``organisation_page``, the facts of the source pages that a list shows, and
        ``versions``, the languages of the public pages. One subquery each, whatever the number of rows.
        """
        pages = _source_drafts("ActivityPage", "pk", "source_language").values(
            found=JSONObject(
                id="pk",
                title=_title(),
                live="live",
                changed="has_unpublished_changes",
                section="section",
                municipality="municipality_id",
                mode="mode",
                modified=Coalesce("latest_revision_created_at", "first_published_at"),
                published=Coalesce("last_published_at", "first_published_at"),
            )
        )
        organisations = _source_drafts("OrganisationPage", "organisation_id", "organisation__source_language").values(
            found=JSONObject(id="pk", title=_title(), language="locale__language_code")
        )
        versions = apps.get_model("listings", "ActivityPage").objects.filter(translation_key=OuterRef("pk"), live=True)
        return self.annotate(
            page=Subquery(pages[:1]),
            organisation_page=Subquery(organisations[:1]),
            versions=ArraySubquery(versions.order_by("locale__language_code").values("locale__language_code")),
        )

    def with_status(self, status: str, day: datetime.date) -> Self:
        """Listings that have this status on a day; one whose break is over is active."""
        is_break_over = Q(status=ListingStatus.PAUSED, paused_until__lt=day)
        if status == ListingStatus.ACTIVE:
            return self.filter(Q(status=ListingStatus.ACTIVE) | is_break_over)
        return self.filter(status=status).exclude(is_break_over)

    def with_source_page(self, **facts: Any) -> Self:
        """Listings whose source page, public or not, has these facts."""
        return self.filter(Exists(_source_drafts("ActivityPage", "pk", "source_language").filter(**facts)))

    def named(self, word: str) -> Self:
        """Listings whose title or organisation's name holds this word, in the language in which it was written."""
        name = Q(title__icontains=word, live=True) | Q(draft_title__icontains=word, live=False)
        organisations = _source_drafts("OrganisationPage", "organisation_id", "organisation__source_language")
        pages = _source_drafts("ActivityPage", "pk", "source_language")
        return self.filter(Exists(pages.filter(name)) | Exists(organisations.filter(name)))


class CoOrganisingQuerySet(models.QuerySet[Any]):
    def taken_off(self) -> Self:
        """Organisations that an activity doesn't name, whatever its page says."""
        return self.exclude(left_at=None)


class PlacementQuerySet(models.QuerySet[Any]):
    def on(self, day: datetime.date) -> Self:
        """Placements that are in force on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day))

    def ended_before(self, day: datetime.date) -> Self:
        return self.filter(until__lt=day)

    def in_public_order(self) -> Self:
        """In the order in which visitors see pins (``ListingDocumentQuerySet.pinned``)."""
        return self.order_by("order", "-listing__confirmed_on", "listing_id")


class OrganisationMembershipQuerySet(models.QuerySet[Any]):
    """Memberships of organisations. Bulk writes send ``memberships_changed``.

    Rights follow from memberships at once, and Django sends no signals for bulk writes.
    """

    def effective(self) -> Self:
        return self.filter(user__is_active=True)

    def responsible(self) -> Self:
        """Those who choose the organisation's people."""
        return self.effective().filter(role=OrganisationRole.RESPONSIBLE)

    def in_order(self) -> Self:
        """Responsible people first, then by name."""
        return self.order_by("role", "user__first_name", "user__last_name", "user__email", "pk")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        rows = super().bulk_create(objs, *args, **kwargs)
        self._send_changed({(row.user_id, row.organisation_id) for row in rows})
        return rows

    def update(self, **kwargs: Any) -> int:
        before = list(self.values_list("pk", "user_id", "organisation_id"))
        count = super().update(**kwargs)
        after = self.model._default_manager.filter(pk__in=[key for key, *_row in before])
        self._send_changed(
            {(user, organisation) for _key, user, organisation in before}
            | set(after.values_list("user_id", "organisation_id"))
        )
        return count

    def _send_changed(self, memberships: set[tuple[Any, Any]]) -> None:
        memberships_changed.send(sender=self.model, memberships=memberships)
