"""A break with a last day is over by itself: every reader compares it with today, and nothing is written for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from listings.actions.change_status import (
    CancelListing,
    ListingActionError,
    PauseListing,
    ResumeListing,
)
from listings.admin_menus import available_changes
from listings.enums import Decider, ListingStatus
from listings.models import Listing
from listings.schedule import HELSINKI
from search.indexer import drain_outbox
from search.models import ListingDocument
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def last_day() -> datetime.date:
    """The Tuesday after the next one: the activity is on Tuesdays."""
    today = timezone.localdate()
    return today + datetime.timedelta(days=(1 - today.weekday()) % 7 + 7)


@contextmanager
def after_break(days: int) -> Iterator[None]:
    """The morning so many days after the last day of the break; 0: on that day."""
    day = last_day() + datetime.timedelta(days=days)
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(9), HELSINKI), tick=False):
        yield


@pytest.fixture
def paused(activity: Any, sanna: Any) -> Listing:
    listing = Listing.objects.get(pk=activity.translation_key)
    PauseListing(listing, sanna.user, reason="Joululoma", until=last_day()).execute()
    drain_outbox()
    return listing


def seen(listing: Listing) -> dict[str, Any]:
    """What the readers say of it at this moment."""
    client = at("espoo")
    api = f"/api/v1/activities/{listing.pk}"
    [item] = client.get("/api/v1/activities").json()["results"]
    detail = client.get(api).json()
    times = client.get(f"{api}/occurrences?page_size=1").json()["results"]
    page = client.get(f"/fi/toiminta/{listing.pk}/").text
    return {
        "list": item["status"],
        "until": item["paused_until"],
        "next": item["next_occurrence"] is not None,
        "detail": detail["status"],
        "reason": detail["status_reason"],
        "times": any(not time["cancelled"] for time in times),
        "sign up open": client.get("/api/v1/activities?sign_up_open=true").json()["count"],
        "card": "Tauolla" in client.get("/fi/toiminta/").text,
        "page": "Tauolla" in page,
        "how to join": "Tule paikalle" in page,
        "schema": "EventPostponed" in page,
        "calendar": "STATUS:TENTATIVE" in client.get(f"/fi/toiminta/{listing.pk}/event.ics").text,
        "week": "Tauolla" in client.get("/fi/toiminta/?view=week").text,
        "change": client.get("/api/v1/changes?kind=activity").json()["results"][-1]["item"]["status"],
    }


def test_every_reader_shows_the_break_until_its_last_day(paused: Listing) -> None:
    until = last_day().isoformat()
    with after_break(0):
        during = seen(paused)
    before = ListingDocument.objects.values_list("sequence", "modified").get()
    with after_break(7):
        after = seen(paused)
    assert during == {
        "list": "paused",
        "until": until,
        "next": False,
        "detail": "paused",
        "reason": "Joululoma",
        "times": False,
        "sign up open": 0,
        "card": True,
        "page": True,
        "how to join": False,
        "schema": True,
        "calendar": True,
        "week": True,
        "change": "paused",
    }
    assert after == {
        "list": "active",
        "until": None,
        "next": True,
        "detail": "active",
        "reason": "",
        "times": True,
        "sign up open": 1,
        "card": False,
        "page": False,
        "how to join": True,
        "schema": False,
        "calendar": False,
        "week": False,
        "change": "active",
    }
    assert ListingDocument.objects.values_list("sequence", "modified").get() == before


def test_the_admins_lists_and_buttons_follow(paused: Listing, activity: Any, coordinator: Any) -> None:
    page = type(activity).objects.get(pk=activity.pk)
    assert "resume" in dict(available_changes(page, coordinator))
    with after_break(7):
        today = timezone.localdate()
        assert list(Listing.objects.with_status(ListingStatus.ACTIVE, today)) == [paused]
        assert not Listing.objects.with_status(ListingStatus.PAUSED, today).exists()
        assert "pause" in dict(available_changes(type(activity).objects.get(pk=activity.pk), coordinator))
        answer = at("kototori", coordinator).get("/admin/listings/listing/?status=paused")
        assert "Kielikahvila" not in answer.text
    assert list(Listing.objects.with_status(ListingStatus.PAUSED, timezone.localdate())) == [paused]


def test_it_can_be_paused_again_after_its_break_and_not_resumed(paused: Listing, sanna: Any) -> None:
    with after_break(7):
        with pytest.raises(ListingActionError):
            ResumeListing(paused, sanna.user).execute()
        again = PauseListing(paused, sanna.user).execute()
    assert (again.status, again.paused_until) == ("paused", None)


def test_a_break_does_not_end_before_it_begins(activity: Any, sanna: Any) -> None:
    listing = Listing.objects.get(pk=activity.translation_key)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with pytest.raises(ListingActionError):
        PauseListing(listing, sanna.user, until=yesterday).execute()
    listing.refresh_from_db()
    assert listing.status == "active"


def test_other_changes_forget_the_last_day(paused: Listing, sanna: Any, coordinator: Any) -> None:
    assert CancelListing(paused, sanna.user).execute().paused_until is None
    resumed = ResumeListing(paused, sanna.user).execute()
    assert (resumed.status, resumed.paused_until) == ("active", None)


def test_a_coordinators_break_that_is_over_binds_nobody(activity: Any, sanna: Any, coordinator: Any) -> None:
    listing = Listing.objects.get(pk=activity.translation_key)
    PauseListing(listing, coordinator, until=last_day()).execute()
    with pytest.raises(ListingActionError, match=r"koordinaattori|coordinator"):
        ResumeListing(listing, sanna.user).execute()
    with after_break(7):
        again = PauseListing(listing, sanna.user, reason="Oma tauko").execute()
    assert again.status_decided_by == Decider.ORGANISATION
