"""What the screen shows, and to whom."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup

from editorial.trust.own_texts import REFUSAL
from listings.models import ActivitySlot, OrganisationMembership
from regions.people import person_name
from tests.listings.admin import signed_in
from tests.review_screen.waiting_texts import (
    answer,
    change,
    live,
    screen_form,
    screen_url,
    send,
    send_latest,
    waiting,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def state(activity: Any, sanna: Any) -> Any:
    return send(
        activity,
        sanna.user,
        description="<p>Puhutaan suomea ja ruotsia kahvin äärellä.</p>",
        slots=[ActivitySlot(weekdays=[3], start=datetime.time(18), end=datetime.time(19, 45))],
    )


def test_coordinators_of_the_portal_and_administrators_see_it(
    state: Any,
    coordinator: Any,
    admin: Any,
    vantaa_coordinator: Any,
    editor: Any,
    translator: Any,
    counsellor: Any,
    sanna: Any,
    client: Any,
) -> None:
    for rest in ("", "look/", "look/cards/"):
        address = f"{screen_url(state)}{rest}"
        for person in (coordinator, admin):
            assert signed_in(person).get(address).status_code == 200
        assert signed_in(vantaa_coordinator).get(address).status_code == 404
        for person in (editor, counsellor, translator, sanna.user):  # whoever isn't let into the admin at all
            assert signed_in(person).get(address).status_code == 403
    for person in (vantaa_coordinator, translator, editor, counsellor, sanna.user):
        assert signed_in(person).post(screen_url(state), {"answer": "approve"}).status_code in (403, 404)
    assert waiting(state.revision.content_object) is not None


def test_who_may_not_answer_any_more_keeps_what_they_typed(state: Any, vantaa_coordinator: Any) -> None:
    gone = signed_in(vantaa_coordinator).post(screen_url(state), {"answer": "return", "comment": "Korjaa päivä."})
    page = BeautifulSoup(gone.content.decode(), "html.parser")
    assert gone.status_code == 404
    assert [one.get_text(strip=True) for one in page.select("blockquote")] == ["Korjaa päivä."]
    assert [bool(one.get_text(strip=True)) for one in page.select("h1")] == [True]


def test_times_and_texts_are_compared_in_words(state: Any, coordinator: Any) -> None:
    shown = signed_in(coordinator).get(screen_url(state))
    times = change(shown, "slots-0")
    assert times.select_one("del bdi").text == "ti 17–19"
    assert times.select_one("ins bdi").text == "ke 18–19.45"
    text = change(shown, "description")
    assert text.select_one("ins").text.replace("\n", "").strip().startswith("lisätty") or "ja ruotsia" in text.text
    assert text.select_one("del") is None
    assert "Sanna Siltanen" in words(shown)


def test_tags_are_shown_as_words(activity: Any, sanna: Any, coordinator: Any) -> None:
    activity.tags.add("ompelu")
    activity.save_revision(user=sanna.user, clean=False)
    shown = signed_in(coordinator).get(screen_url(send_latest(activity, sanna.user)))
    assert "ompelu" in change(shown, "tags").text


def test_approving_takes_one_press_and_publishes(state: Any, activity: Any, coordinator: Any) -> None:
    answered = answer(state, coordinator, "approve", "Hieno!")
    assert answered.status_code == 302
    assert live(activity).slots.get().weekdays == [3]
    state.refresh_from_db()
    assert (state.status, state.comment, state.finished_by) == ("approved", "Hieno!", coordinator)


def test_returning_needs_a_word(state: Any, activity: Any, coordinator: Any) -> None:
    assert answer(state, coordinator, "return").status_code == 422
    assert waiting(activity) is not None
    assert answer(state, coordinator, "return", "Mistä ovesta?").status_code == 302
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Mistä ovesta?")


def test_who_else_looks_is_said(state: Any, coordinator: Any, admin: Any) -> None:
    assert "Katsoo juuri nyt" not in words(signed_in(coordinator).get(screen_url(state)))
    shown = words(signed_in(admin).get(screen_url(state)))
    assert f"Katsoo juuri nyt: {person_name(coordinator)}" in shown


def test_own_text_is_approved_by_somebody_else(state: Any, record: Any, coordinator: Any, admin: Any) -> None:
    """The screen says so before; an approval that is sent all the same says so, too, and loses nothing."""
    form = screen_form(signed_in(coordinator).get(screen_url(state)))
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    shown = signed_in(coordinator).get(screen_url(state))
    assert str(REFUSAL) in words(shown)
    assert "approve" not in {one["value"] for one in buttons(shown)}
    assert "approve" in {one["value"] for one in buttons(signed_in(admin).get(screen_url(state)))}
    refused = signed_in(coordinator).post(screen_url(state), form | {"answer": "approve", "comment": "Kiitos!"})
    assert refused.status_code == 422
    assert "Kiitos!" in refused.text
    state.refresh_from_db()
    assert state.status == "in_progress"


def buttons(response: Any) -> Any:
    return BeautifulSoup(response.content.decode(), "html.parser").select("button[name=answer]")


def test_a_finding_links_to_its_field_where_the_screen_shows_that(state: Any, coordinator: Any) -> None:
    page = BeautifulSoup(signed_in(coordinator).get(screen_url(state)).content, "html.parser")
    findings = page.select_one(".k-findings")
    assert findings is not None
    assert "Yhdellä lauseella: Tiivistelmä puuttuu." in " ".join(findings.get_text(" ", strip=True).split()).replace(
        " :", ":"
    )
    targets = {str(link["href"]).removeprefix("#") for link in page.select("main a[href^='#']")}
    assert {target for target in targets if page.find(id=target) is None} == set()
