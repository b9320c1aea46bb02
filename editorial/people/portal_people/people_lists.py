"""The lists of a portal's page of people. Each takes a constant number of statements, whatever it holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.utils import timezone

from editorial.people.actions.accept_invitation import inviter_may_still
from editorial.people.models import VALID_FOR, Invitation
from editorial.people.permissions import may_give_role
from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.people.portal_people.people_search import PeopleSearch
from editorial.people.remaining_people import is_over
from editorial.people.role_names import language_names, role_name
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from regions.people import person_name
from regions.permissions import is_national_admin
from regions.portal_staff import administrators_without_role

ROWS = 50


@dataclass(frozen=True)
class PersonRow:
    """Somebody with a role. ``key`` is that of the membership, None for a superuser without one."""

    key: int | None
    name: str
    address: str
    role: str
    last_login: datetime.datetime | None
    languages: str = ""
    ends_on: datetime.date | None = None
    is_over: bool = False
    is_active: bool = True
    is_manageable: bool = False
    organisation: str = ""
    organisation_key: Any = None


@dataclass(frozen=True)
class InvitationRow:
    """``is_dead``: who sent it may no longer invite, so its link gives nothing until somebody sends it again."""

    key: Any
    address: str
    role: str
    languages: str
    organisation: str
    ends_on: datetime.date | None
    expires_at: datetime.datetime
    is_open: bool
    is_dead: bool
    invited_by: str
    is_manageable: bool


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation without a responsible person; ``is_without_people``: nobody else writes for it, either.

    ``expires_at``: until when the last invitation works, if there is one.
    """

    key: Any
    title: str
    is_suspended: bool
    is_without_people: bool
    invited_address: str
    expires_at: datetime.datetime | None
    is_open: bool


@dataclass(frozen=True)
class PeopleList:
    """One page of a list, and the queries of the pages beside it (empty at an end)."""

    rows: list[Any]
    page: Page[Any]
    previous: str
    next: str

    @property
    def count(self) -> int:
        return self.page.paginator.count


@dataclass(frozen=True)
class PeoplePage:
    """Everything on a portal's page of people."""

    without: PeopleList | None
    people: PeopleList | None
    administrators: list[PersonRow]
    invitations: PeopleList
    members: PeopleList | None


def make_people_page(portal: Portal, user: Any, search: PeopleSearch, query: QueryDict) -> PeoplePage:
    """A list that the searched role can't be in is None."""

    def listed(name: str, rows: QuerySet[Any], make: Callable[[Iterable[Any]], list[Any]]) -> PeopleList:
        return _paged(name, rows, make, query)

    titled: Any = organisations_of(portal)
    left_alone = _with_writers(titled.without_responsible()).order_by("-is_without_people", "shown_title", "pk")
    of_portal = search.role not in OrganisationRole.values
    of_organisations = search.role not in PortalRole.values
    is_searched_for_administrators = portal.is_national and search.role in ("", PortalRole.NATIONAL_ADMIN)
    return PeoplePage(
        without=listed("without", _with_last_invitation(search.of_organisations(left_alone)), _organisation_rows)
        if not search.role
        else None,
        people=listed(
            "people", search.of_people(search.of_role(_memberships(portal))), lambda rows: _people(rows, portal, user)
        )
        if of_portal
        else None,
        administrators=_administrators(search) if is_searched_for_administrators else [],
        invitations=listed(
            "invitations",
            search.of_invitations(search.of_role(_invitations(portal, titled)), titled),
            lambda rows: _invitation_rows(rows, portal, user),
        ),
        members=listed("members", search.of_members(search.of_role(_members(portal, titled)), titled), _member_rows)
        if of_organisations
        else None,
    )


def _paged(name: str, rows: QuerySet[Any], make: Callable[[Iterable[Any]], list[Any]], query: QueryDict) -> PeopleList:
    page = Paginator(rows, ROWS).get_page(query.get(name))

    def beside(number: int) -> str:
        changed = query.copy()
        changed[name] = str(number)
        return f"?{changed.urlencode()}#{name}"

    return PeopleList(
        rows=make(page.object_list),
        page=page,
        previous=beside(page.number - 1) if page.has_previous() else "",
        next=beside(page.number + 1) if page.has_next() else "",
    )


def _memberships(portal: Portal) -> QuerySet[PortalMembership]:
    """By role, in the order of the roles, and by name."""
    places = [When(role=role, then=Value(place)) for place, role in enumerate(PortalRole.values)]
    rows: QuerySet[PortalMembership] = PortalMembership.objects.filter(portal=portal).select_related("user")
    return rows.order_by(
        Case(*places, output_field=IntegerField()), "user__first_name", "user__last_name", "user__email", "pk"
    )


def _people(rows: Iterable[PortalMembership], portal: Portal, user: Any) -> list[PersonRow]:
    return [
        PersonRow(
            key=row.pk,
            name=person_name(row.user),
            address=row.user.email,
            role=role_name(row.role),
            last_login=row.user.last_login,
            languages=language_names(row.languages),
            ends_on=row.ends_on,
            is_over=is_over(row),
            is_active=row.user.is_active,
            is_manageable=may_give_role(user, portal, row.role),
        )
        for row in rows
    ]


def _administrators(search: PeopleSearch) -> list[PersonRow]:
    """Superusers whom the command line has made; there are few."""
    users = administrators_without_role()
    for word in search.words:
        users = users.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    return [
        PersonRow(None, person_name(user), user.email, role_name(PortalRole.NATIONAL_ADMIN), user.last_login)
        for user in users.order_by("pk")[:ROWS]
    ]


def _invitations(portal: Portal, titled: QuerySet[Any]) -> QuerySet[Invitation]:
    """What hasn't been accepted: to a role of the portal, and to its organisations. The newest first."""
    return (
        Invitation.objects.filter(accepted_at=None)
        .filter(Q(organisation=None, portal=portal) | Q(organisation__home_portal=portal))
        .select_related("invited_by", "portal")
        .prefetch_related(Prefetch("organisation", titled.select_related("home_portal")))
        .order_by("-sent_at", "pk")
    )


def _invitation_rows(rows: Iterable[Invitation], portal: Portal, user: Any) -> list[InvitationRow]:
    rows = list(rows)
    inviters = _inviters(rows, portal)

    def may_invite(inviter: Any, row: Invitation) -> bool:
        places = ((inviter.pk, None), (inviter.pk, row.organisation_id or ""))
        return is_national_admin(inviter) or any(place in inviters for place in places)

    return [
        InvitationRow(
            key=row.pk,
            address=row.address,
            role=role_name(row.role),
            languages=language_names(row.languages),
            organisation=str(row.organisation) if row.organisation is not None else "",
            ends_on=row.ends_on,
            expires_at=row.expires_at,
            is_open=row.is_open,
            is_dead=not inviter_may_still(row, may_invite),
            invited_by=person_name(row.invited_by),
            is_manageable=row.organisation is not None or may_give_role(user, row.portal, row.role),
        )
        for row in rows
    ]


def _inviters(rows: list[Invitation], portal: Portal) -> set[tuple[int, Any]]:
    """Return pairs of a person who may invite, and where: an organisation's key, or None for the whole portal."""
    people = [row.invited_by_id for row in rows if row.invited_by_id is not None]
    coordinators = PortalMembership.objects.effective().filter(
        portal=portal, role=PortalRole.COORDINATOR, user__in=people
    )
    responsible = OrganisationMembership.objects.responsible().filter(
        user__in=people, organisation__in=[row.organisation_id for row in rows if row.organisation_id is not None]
    )
    pairs: set[tuple[int, Any]] = {(user_id, None) for user_id in coordinators.values_list("user_id", flat=True)}
    return pairs | set(responsible.values_list("user_id", "organisation_id"))


def _with_writers(rows: QuerySet[Any]) -> QuerySet[Any]:
    writers = OrganisationMembership.objects.effective().filter(organisation=OuterRef("pk"))
    return rows.annotate(is_without_people=~Exists(writers))


def _with_last_invitation(rows: QuerySet[Any]) -> QuerySet[Any]:
    last = Invitation.objects.filter(organisation=OuterRef("pk"), accepted_at=None).order_by("-sent_at")
    return rows.annotate(
        invited_address=Subquery(last.values("address")[:1]), invited_at=Subquery(last.values("sent_at")[:1])
    )


def _organisation_rows(rows: Iterable[Any]) -> list[OrganisationRow]:
    now = timezone.now()
    return [
        OrganisationRow(
            key=row.pk,
            title=str(row),
            is_suspended=row.status == "suspended",
            is_without_people=row.is_without_people,
            invited_address=row.invited_address or "",
            expires_at=row.invited_at + VALID_FOR if row.invited_at else None,
            is_open=bool(row.invited_at and row.invited_at + VALID_FOR > now),
        )
        for row in rows
    ]


def _members(portal: Portal, titled: QuerySet[Any]) -> QuerySet[OrganisationMembership]:
    """By the organisation's name; responsible people first."""
    title = titled.filter(pk=OuterRef("organisation")).values("shown_title")
    rows: QuerySet[OrganisationMembership] = OrganisationMembership.objects.filter(organisation__home_portal=portal)
    return (
        rows.annotate(organisation_title=Subquery(title[:1]))
        .select_related("user")
        .order_by(F("organisation_title"), "organisation", "role", "user__first_name", "user__email", "pk")
    )


def _member_rows(rows: Iterable[Any]) -> list[PersonRow]:
    return [
        PersonRow(
            key=row.pk,
            name=person_name(row.user),
            address=row.user.email,
            role=role_name(row.role),
            last_login=row.user.last_login,
            is_active=row.user.is_active,
            is_manageable=True,
            organisation=row.organisation_title or str(row.organisation_id),
            organisation_key=row.organisation_id,
        )
        for row in rows
    ]
