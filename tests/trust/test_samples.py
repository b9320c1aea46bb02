"""What organisations publish themselves is looked at afterwards: a share that nobody can draw again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from editorial.announcing.actions.send_announcement import SendAnnouncement
from editorial.edit_conflicts.page_version import PageVersion
from editorial.trust.actions.errors import OtherVersionError, TrustError, TrustPermissionError
from editorial.trust.actions.look_at_sample import LookAtSample
from editorial.trust.actions.take_back_version import TakeBackVersion
from editorial.trust.models import OrganisationTrust, PortalReviewRules, Publication, SampleState
from editorial.trust.own_texts import REFUSAL
from editorial.trust.samples import is_drawn, samples_to_look_at
from editorial.trust_screens.sample_rows import sample_rows
from listings.models import ActivitySlot, OrganisationMembership, Venue
from regions.models import Municipality, Portal
from tests.announcing.review_steps import save, stored
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity
from tests.remarks.remarked_texts import main_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

Trust = Callable[[str], OrganisationTrust]


@pytest.fixture
def all_drawn(espoo: Portal) -> None:
    PortalReviewRules.objects.create(portal=espoo, sample_percent=100)


@pytest.fixture
def published(activity: Any, sanna: Any, trust: Trust, all_drawn: None) -> Publication:
    trust("everything")
    return publish(activity, sanna.user, "Toinen")


def publish(page: Any, user: Any, summary: str, **values: Any) -> Publication:
    save(page, user, summary=summary, **values)
    SendAnnouncement(stored(page), user, PageVersion.current(stored(page))).execute()
    return Publication.objects.get(revision=stored(page).live_revision_id)


def look(row: Publication, user: Any) -> None:
    LookAtSample(row, user, stored_page(row).live_revision_id).execute()


def stored_page(row: Publication) -> Any:
    return type(row.page).objects.get(pk=row.page_id)


def test_draw_is_the_share_and_always_the_same() -> None:
    for percent in (0, 10, 50, 100):
        drawn = [is_drawn(number, percent) for number in range(2000)]
        assert drawn == [is_drawn(number, percent) for number in range(2000)]
        assert abs(sum(drawn) / 20 - percent) < 3
    assert [number for number in range(2000) if is_drawn(number, 10) and not is_drawn(number, 50)] == []


def test_draw_depends_on_the_sites_secret(settings: Any) -> None:
    before = [is_drawn(number, 50) for number in range(200)]
    settings.SECRET_KEY = "another"
    assert [is_drawn(number, 50) for number in range(200)] != before


def test_what_is_drawn_waits_for_its_portals_coordinators(
    published: Publication, espoo: Portal, vantaa: Portal
) -> None:
    assert published.sample == SampleState.WAITING
    assert list(samples_to_look_at([espoo])) == [published]
    assert list(samples_to_look_at([vantaa])) == []


def test_portal_that_wants_no_sample_gets_none(activity: Any, sanna: Any, trust: Trust, espoo: Portal) -> None:
    PortalReviewRules.objects.create(portal=espoo, sample_percent=0)
    trust("everything")
    assert publish(activity, sanna.user, "Toinen").sample == SampleState.NOT_DRAWN


def test_looked_at_changes_nothing_of_what_is_public(published: Publication, coordinator: Any) -> None:
    before = stored_page(published).live_revision_id
    look(published, coordinator)
    published.refresh_from_db()
    assert (published.sample, published.seen_by) == (SampleState.SEEN, coordinator)
    assert stored_page(published).live_revision_id == before
    look(published, coordinator)


def test_somebody_was_faster(published: Publication, coordinator: Any, admin: Any) -> None:
    look(published, coordinator)
    with pytest.raises(TrustError):
        look(published, admin)


def test_answer_is_to_what_was_on_the_screen(
    published: Publication, activity: Any, sanna: Any, coordinator: Any
) -> None:
    seen = stored_page(published).live_revision_id
    newer = publish(activity, sanna.user, "Kolmas")
    with pytest.raises(OtherVersionError):
        LookAtSample(published, coordinator, seen).execute()
    look(published, coordinator)
    newer.refresh_from_db()
    assert newer.sample == SampleState.SEEN


def test_taking_back_answers_the_sample(published: Publication, coordinator: Any, espoo: Portal) -> None:
    page = stored_page(published)
    TakeBackVersion(page, coordinator, page.live_revision_id, "Ei").execute()
    published.refresh_from_db()
    assert (published.sample, list(samples_to_look_at([espoo]))) == (SampleState.TAKEN_BACK, [])


def test_not_by_the_organisations_own_people(
    published: Publication, record: Any, coordinator: Any, vantaa_coordinator: Any, espoo: Portal
) -> None:
    with pytest.raises(TrustPermissionError):
        look(published, vantaa_coordinator)
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    with pytest.raises(TrustError):
        look(published, coordinator)
    PortalReviewRules.objects.filter(portal=espoo).update(writers_may_approve=True)
    look(published, coordinator)


def test_page_shows_it_and_takes_the_answer(
    published: Publication, coordinator: Any, vantaa_coordinator: Any, admin: Any
) -> None:
    address = reverse("review_published", args=[published.pk])
    client = signed_in(coordinator)
    shown = client.get(address).text
    assert reverse("review_take_back", args=[published.page_id]) in shown
    assert signed_in(vantaa_coordinator).get(address).status_code == 404
    assert client.post(address, {"seen": "1"}).status_code == 409
    assert client.post(address, {"seen": stored_page(published).live_revision_id}).status_code == 302
    assert signed_in(admin).get(address).status_code == 200


def test_front_page_and_list_of_trust_name_it(published: Publication, coordinator: Any, admin: Any) -> None:
    client = signed_in(coordinator)
    assert "katso se" in client.get("/admin/").text
    assert reverse("review_published", args=[published.pk]) in client.get("/admin/review/trust/espoo/").text
    assert "katso se" not in signed_in(admin).get("/admin/").text


def test_samples_are_listed_with_one_statement(
    organisation: Any, sanna: Any, trust: Trust, all_drawn: None, espoo: Portal
) -> None:
    trust("everything")
    for number in (1, 10):
        for place in range(number):
            publish(make_activity(organisation, f"Kerho {number} {place}"), sanna.user, "Toinen")
        with CaptureQueriesContext(connection) as captured:
            rows = [
                (row.page.title, row.page.locale.language_code, row.published_by) for row in samples_to_look_at([espoo])
            ]
        assert len(captured) == 1
    assert len(rows) == 11


def times(day: int, start: str, end: str) -> dict[str, Any]:
    return {"slots": [ActivitySlot(weekdays=[day], start=time.fromisoformat(start), end=time.fromisoformat(end))]}


def test_page_and_list_say_what_has_changed_in_words(
    activity: Any, sanna: Any, trust: Trust, all_drawn: None, coordinator: Any, admin: Any
) -> None:
    trust("everything")
    first = publish(activity, sanna.user, "Puhutaan suomea.", **times(3, "17:30", "19:00"))
    text = "Puhutaan suomea ja ruotsia."
    later = publish(activity, sanna.user, text, **times(3, "18:00", "19:45"))
    client = signed_in(coordinator)
    rows = client.get("/admin/review/trust/espoo/").context["samples"]
    assert [[(one.label, one.before, one.after) for one in row.changes] for row in rows] == [
        [("Yhdellä lauseella", "", "Puhutaan suomea."), ("Aika 1", "ti 17–19", "ke 17.30–19")],
        [("Yhdellä lauseella", "Puhutaan suomea.", text), ("Aika 1", "ke 17.30–19", "ke 18–19.45")],
    ]
    for publication in (first, later):  # an answer is to both
        shown = main_of(client.get(reverse("review_published", args=[publication.pk])))
        assert [one.text for one in shown.select(".k-changes dt")] == ["Yhdellä lauseella", "Aika 1"]
        assert [one.text for one in shown.select(".k-changes bdi")] == ["ti 17–19", "ke 18–19.45"]
    shown = main_of(client.get(reverse("review_take_back", args=[activity.pk])))
    assert [one.text for one in shown.select(".k-changes bdi")] == ["ke 17.30–19", "ke 18–19.45"]
    look(first, coordinator)
    shown = main_of(client.get(reverse("review_published", args=[later.pk])))
    assert [one.text for one in shown.select(".k-changes bdi")] == ["ke 17.30–19", "ke 18–19.45"]


def test_first_publication_is_shown_whole(
    organisation: Any, sanna: Any, trust: Trust, all_drawn: None, coordinator: Any
) -> None:
    trust("everything")
    first = publish(make_activity(organisation, "Ompelukahvila", live=False), sanna.user, "Tule ompelemaan.")
    client = signed_in(coordinator)
    assert [row.changes for row in client.get("/admin/review/trust/espoo/").context["samples"]] == [[]]
    shown = main_of(client.get(reverse("review_published", args=[first.pk])))
    assert "Tule ompelemaan." in shown.select_one(".k-changes").text
    assert "Mitä se maksaa" not in shown.select_one(".k-changes").text  # it is free, as the form offers
    assert shown.select(".k-changes ins, .k-changes del") == []


def test_list_takes_the_same_statements_for_many(
    organisation: Any, sanna: Any, trust: Trust, all_drawn: None, coordinator: Any, espoo: Portal
) -> None:
    trust("everything")
    town = Municipality.objects.get(pk="049")
    counts = []
    for number in (1, 10):
        for place in range(number):
            page = make_activity(
                organisation,
                f"Kerho {number} {place}",
                venue=Venue.objects.create(name=f"Talo {number} {place}", street="Tie 1", municipality=town),
            )
            page.tags.add(f"sana {place}")
            venue = Venue.objects.create(name=f"Sali {number} {place}", street="Tie 2", municipality=town)
            publish(page, sanna.user, "Toinen", venue=venue, **times(3, "17:30", "19:00"))
        samples = samples_to_look_at([espoo.pk])
        with translation.override("fi"):
            sample_rows(samples)
            with CaptureQueriesContext(connection) as captured:
                rows = sample_rows(samples)
        counts.append(len(captured))
    assert len(rows) == 11
    assert {len(row.changes) for row in rows} == {3}
    assert counts[0] == counts[1]


def test_samples_follow_what_moves(
    published: Publication, organisation: Any, coordinator: Any, vantaa_coordinator: Any, vantaa: Portal
) -> None:
    organisation.move(vantaa.directory, pos="last-child")
    published.refresh_from_db()
    assert published.portal == vantaa
    look(published, vantaa_coordinator)
    published.refresh_from_db()
    assert published.sample == SampleState.SEEN


def test_ones_own_sample_is_somebody_elses_to_look_at(published: Publication, record: Any, coordinator: Any) -> None:
    address = f"/admin/review/published/{published.pk}/"
    assert "Se saa jäädä" in signed_in(coordinator).get(address).text
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    shown = signed_in(coordinator).get(address).text
    assert "Se saa jäädä" not in shown
    assert str(REFUSAL) in shown
