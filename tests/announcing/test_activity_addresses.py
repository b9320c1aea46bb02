"""Who gets what at each of the desk's addresses of activities: every role, every method."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import ActivityPage, Listing
from tests.announcing.activity_addresses import ACTIVITY_ADDRESSES, WITHOUT_ACTIVITY
from tests.listings.factories import translated
from tests.people.test_addresses import MEMBERS, ROLES, path_to, people
from tests.people.visiting import at
from tests.shares import share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
__all__ = ["people"]

#: An odd number: who asks every second pair of address and method asks by each of them.
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE")


@pytest.fixture(autouse=True)
def second_language(activity: Any) -> None:
    translated(activity, "sv", title="Språkcafé", live=False)


def state(activity: Any) -> Any:
    """What a request could have changed."""
    page = ActivityPage.objects.filter(pk=activity.pk).values("live", "latest_revision", "draft_title").first()
    record = Listing.objects.filter(pk=activity.translation_key).values().first()
    return page, record, ActivityPage.objects.count()


@pytest.mark.exhaustive
@pytest.mark.parametrize("role", ROLES)
def test_activities_are_for_those_who_write_for_their_organisation(
    people: dict[str, Any], activity: Any, role: str
) -> None:
    before, got = state(activity), {}
    for (route, methods), method in share(
        product(ACTIVITY_ADDRESSES.items(), METHODS), one_in=2, first=ROLES.index(role)
    ):
        if role in MEMBERS and method == "POST":
            continue  # each address has its own tests of what it does
        path = path_to(route, {"listing_id": activity.translation_key, "code": "sv"})
        answer = at("espoo", people[role]).generic(method, path)
        allowed = method in methods or (method == "HEAD" and "GET" in methods)
        expected = 405 if not allowed else 302 if role == "anonymous" else 200 if role in MEMBERS else 404
        if answer.status_code != expected:
            got[route, method] = answer.status_code
        if role not in MEMBERS:
            assert "Kielikahvila" not in answer.text
    assert got == {}
    assert state(activity) == before


@pytest.mark.parametrize("role", ["writer", "responsible"])
def test_nothing_is_written_for_a_suspended_organisation(
    people: dict[str, Any], activity: Any, record: Any, role: str
) -> None:
    SuspendOrganisation(record).execute()
    before, got = state(activity), {}
    for route, methods in ACTIVITY_ADDRESSES.items():
        for method in methods:
            path = path_to(route, {"listing_id": activity.translation_key, "code": "sv"})
            got[route, method] = at("espoo", people[role]).generic(method, path).status_code
    assert set(got.values()) == {403}
    assert state(activity) == before


@pytest.mark.parametrize("role", ROLES)
def test_addresses_without_an_activity(people: dict[str, Any], role: str) -> None:
    for route, nobodys in WITHOUT_ACTIVITY.items():
        answer = at("espoo", people[role]).get(path_to(route, {}))
        others = {"neighbour", "other portal's editor"} | MEMBERS
        assert answer.status_code == (302 if role == "anonymous" else 200 if role in others else nobodys), route
