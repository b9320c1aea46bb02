"""What the desk's home has of a person's own activities: what needs the person, and the list in groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from editorial.announcing.models import TypedForm
from editorial.announcing.typed_forms import waiting_forms
from editorial.desk.home_parts import HomePart
from editorial.desk.own_organisations import organisations_of
from editorial.own_activities import own_listings
from editorial.own_activities.activity_groups import Group
from editorial.own_activities.returned_texts import returned_pages, returned_text
from editorial.own_activities.shown_activity import ShownActivity, need_words, shown_activity
from editorial.review.moment_words import moment_words
from editorial.review.review_answers import ReviewStanding, review_standings, review_standings_with
from listings.enums import OrganisationStatus
from regions.portal_request import PortalRequest

#: Activities on a page of the list, and of each page's needs.
ROWS = 20
MOST_NEEDS = 12
MOST_TYPED = 5
#: Organisations that stand side by side; more are a list to choose from.
MOST_CHOICES = 8


@dataclass(frozen=True)
class NeedyActivity:
    activity: ShownActivity
    words: str


@dataclass(frozen=True)
class TypedActivity:
    """What the person has typed and not saved. ``title`` is as typed, ``typed_at`` in words."""

    key: UUID
    title: str
    typed_at: str


@dataclass(frozen=True)
class ShownGroup:
    """A group with its activities on this page; ``count`` is the number of all."""

    group: str
    title: Any
    count: int
    url: str
    activities: list[ShownActivity]


@dataclass(frozen=True)
class ListSearch:
    """What the list is narrowed to, from the address; what isn't understood narrows nothing."""

    words: str = ""
    group: str = ""
    organisation: UUID | None = None

    @classmethod
    def of(cls, query: QueryDict, organisations: Iterable[Any]) -> ListSearch:
        asked = query.get("organisation", "")
        known = [one.pk for one in organisations if str(one.pk) == asked]
        group = query.get("state", "")
        words = " ".join(query.get("q", "").replace("\0", " ").split())[: own_listings.MAX_CHARACTERS]
        return cls(words, group if group in Group.values else "", known[0] if known else None)

    def query(self, **changes: Any) -> str:
        """Return the address's query with these changes; the page isn't in it unless it is one of them."""
        values = {"q": self.words, "state": self.group, "organisation": self.organisation or "", **changes}
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in values.items() if value})
        return f"?{query.urlencode()}" if query else "?"


class OwnList:
    """The list of one request."""

    def __init__(self, request: PortalRequest) -> None:
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)
        self.language = get_language() or request.portal.first_language
        self.organisations = [one for one in organisations_of(request) if one.status == OrganisationStatus.JOINED]
        self.search = ListSearch.of(request.GET, self.organisations)
        self.asked_page = request.GET.get("page", "")

    @cached_property
    def ids(self) -> list[UUID]:
        return [one.pk for one in self.organisations]

    @cached_property
    def counts(self) -> dict[tuple[UUID, str], int]:
        return own_listings.counts_of(self.ids, self.today)

    def count(self, group: str = "", organisation: UUID | None = None) -> int:
        return sum(
            total
            for (owner, stands_in), total in self.counts.items()
            if group in ("", stands_in) and organisation in (None, owner)
        )

    def values(self) -> dict[str, Any]:
        page = self.page
        return {
            "organisations": self.organisations,
            "has_choices": 1 < len(self.organisations) <= MOST_CHOICES,
            "has_select": len(self.organisations) > MOST_CHOICES,
            "chosen": self.search.organisation,
            "tabs": [(one, self.search.query(organisation=one.pk, state="")) for one in self.organisations],
            "all_url": self.search.query(organisation="", state=""),
            "search": self.search,
            "is_long": self.count() > ROWS,
            "is_narrowed": bool(self.search.words or self.search.group),
            "is_empty": self.count() == 0,
            "groups": self._groups(page.object_list),
            "found": page.paginator.count,
            "page": page,
            "previous": self.search.query(page=page.number - 1) if page.has_previous() else "",
            "next": self.search.query(page=page.number + 1) if page.has_next() else "",
        }

    @cached_property
    def page(self) -> Any:
        """The page of the list that was asked for."""
        of = [self.search.organisation] if self.search.organisation else self.ids
        rows = own_listings.listings_of(of, self.today)
        if self.search.group:
            rows = rows.filter(group=self.search.group)
        known = None if self.search.words else self.count(self.search.group, self.search.organisation)
        rows = own_listings.in_order(own_listings.narrowed(rows, self.search.words))
        return _Pages(own_listings.with_facts(rows), ROWS, known).get_page(self.asked_page)

    def _groups(self, listings: Iterable[Any]) -> list[ShownGroup]:
        activities = [activity for activity, _row in self._shown(listings)]
        shown = []
        for group in Group:
            inside = [activity for activity in activities if activity.group == group]
            if inside:
                count = self.count(group, self.search.organisation)
                shown.append(ShownGroup(group, group.label, count, self.search.query(state=group), inside))
        return shown

    @cached_property
    def needing(self) -> list[Any]:
        """What needs the person; nothing where they search: then what is found stands first."""
        if self.search.words:
            return []
        rows = own_listings.needing(own_listings.listings_of(self.ids, self.today), self.today)
        return list(own_listings.with_facts(rows)[: MOST_NEEDS + 1])

    @cached_property
    def _reviews(self) -> tuple[dict[int, ReviewStanding], dict[int, dict[str, Any]]]:
        """The reviews of all that the home shows, by the page's id, and the texts that were returned: one statement."""
        ids = {row.page["id"] for row in [*self.needing, *self.page.object_list]}
        if self.search.words:
            return review_standings(ids), {}
        return review_standings_with(ids, returned_pages(self.ids), MOST_NEEDS + 1)

    @property
    def standings(self) -> dict[int, ReviewStanding]:
        return self._reviews[0]

    def returned_texts(self) -> dict[str, Any] | None:
        """What was returned beside activities' first texts; nothing where the person searches."""
        standings, facts = self._reviews
        found = [returned_text(facts[key], standings[key]) for key in sorted(facts) if key in standings]
        return {"returned": found[:MOST_NEEDS], "has_more": len(found) > MOST_NEEDS} if found else None

    def needs(self) -> dict[str, Any] | None:
        found = self._shown(self.needing)
        needy = [NeedyActivity(one, need_words(one, row, self.language)) for one, row in found]
        return {"needy": needy[:MOST_NEEDS], "has_more": len(needy) > MOST_NEEDS} if needy else None

    def _shown(self, rows: Iterable[Any]) -> list[tuple[ShownActivity, Any]]:
        owners = {one.pk: one for one in self.organisations}
        return [
            (
                shown_activity(
                    row, owners[row.organisation_id], self.standings.get(row.page["id"]), self.language, self.now
                ),
                row,
            )
            for row in rows
        ]


class _Pages(Paginator):  # type: ignore[type-arg]
    """Pages whose number of rows may be known: then nothing is counted."""

    def __init__(self, rows: Any, per_page: int, known: int | None) -> None:
        super().__init__(rows, per_page)
        if known is not None:
            self.count = known


def _typed(request: PortalRequest, organisation_ids: list[UUID]) -> list[TypedActivity]:
    rows: list[TypedForm] = list(waiting_forms(request.user, organisation_ids)[:MOST_TYPED])
    return [TypedActivity(row.listing_key, _typed_title(row), moment_words(row.typed_at)) for row in rows]


def _typed_title(row: TypedForm) -> str:
    found = (str(value) for name, value in row.fields if name == "title")
    return next(found, "").strip()[:200]


def own_list(request: PortalRequest) -> OwnList | None:
    """The list of the request's person, made once; None for who writes for no organisation now."""
    known = vars(request)
    if "_own_list" not in known:
        made = OwnList(request)
        known["_own_list"] = made if made.organisations else None
    found: OwnList | None = known["_own_list"]
    return found


def returned_texts(request: PortalRequest) -> dict[str, Any] | None:
    own = own_list(request)
    return own.returned_texts() if own else None


def needs(request: PortalRequest) -> dict[str, Any] | None:
    own = own_list(request)
    return own.needs() if own else None


def typed(request: PortalRequest) -> dict[str, Any] | None:
    own = own_list(request)
    rows = _typed(request, own.ids) if own else []
    return {"typed": rows} if rows else None


def activities(request: PortalRequest) -> dict[str, Any] | None:
    own = own_list(request)
    return own.values() if own else None


def spreadsheet(request: PortalRequest) -> dict[str, Any] | None:
    own = own_list(request)
    return {} if own and own.count() else None


RETURNED = HomePart("editorial/own_activities/home_returned.html", returned_texts, is_need=True)
NEEDS = HomePart("editorial/own_activities/home_needs.html", needs, is_need=True)
TYPED = HomePart("editorial/own_activities/home_typed.html", typed, is_need=True)
ACTIVITIES = HomePart("editorial/own_activities/home_activities.html", activities)
SPREADSHEET = HomePart("editorial/own_activities/home_spreadsheet.html", spreadsheet)
