"""An answer is to exactly what was on the screen, with what no revision has."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, WorkflowState

from editorial.review.models import AnsweredError
from listings.models import ActivitySlot, Organisation, Venue
from regions.models import Municipality
from tests.listings.admin import signed_in
from tests.listings.factories import published, translated
from tests.review_screen.waiting_texts import live, screen_form, screen_url, send, send_latest, waiting, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def venue() -> Venue:
    town = Municipality.objects.get(pk="049")
    found: Venue = Venue.objects.create(name="Tapiolan kirjasto", street="Kulttuuriaukio 2", municipality=town)
    return found


@pytest.fixture
def image() -> Any:
    return get_image_model().objects.create(title="Kuva", file=get_test_image_file())


@pytest.fixture
def state(activity: Any, sanna: Any, venue: Venue, image: Any) -> Any:
    return send(activity, sanna.user, summary="Uusi lyhyt", venue=venue, image=image, image_alt="Kahvi")


def move_venue(state: Any) -> None:
    Venue.objects.update(street="Muualla 1")


def change_file(state: Any) -> None:
    image = get_image_model().objects.get()
    image.file = get_test_image_file("toinen.png", size=(30, 20))
    image.save()


def rename_organisation(state: Any) -> None:
    page = live(state.revision.content_object).get_parent().specific
    page.title = "Toinen nimi ry"
    page.save_revision().publish()


def publish_another(state: Any) -> None:
    page = live(state.revision.content_object)
    WorkflowState.objects.update(status="needs_changes")  # so that publishing doesn't end the review
    page.summary = "Ohitse julkaistu"
    revision = page.save_revision()
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    WorkflowState.objects.update(status="in_progress")


def unpublish(state: Any) -> None:
    live(state.revision.content_object).unpublish()


def add_language(state: Any) -> None:
    published(translated(state.revision.content_object, "sv", title="Språkcafé"))


@pytest.mark.parametrize(
    ("happen", "said"),
    [
        (move_venue, "paikka"),
        (change_file, "kuva"),
        (rename_organisation, "järjestö"),
        (publish_another, "julkinen"),
        (unpublish, "julkinen"),
        (add_language, "kieli"),
    ],
)
@pytest.mark.parametrize("name", ["approve", "return"])
def test_what_no_revision_has_is_compared(state: Any, coordinator: Any, happen: Any, said: str, name: str) -> None:
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state))) | {"answer": name, "comment": "Mietin pitkään"}
    happen(state)
    refused = client.post(screen_url(state), form)
    assert (refused.status_code, refused.context["comment"]) == (409, "Mietin pitkään")
    assert len(refused.context["news"]) == 1
    assert waiting(state.revision.content_object) is not None
    again = screen_form(refused)
    assert again["comment"] == "Mietin pitkään"
    assert client.post(screen_url(state), again | {"answer": name}).status_code == 302
    state.refresh_from_db()
    assert state.status == ("approved" if name == "approve" else "rejected")


def test_nothing_new_is_nothing_new(state: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    forms = [screen_form(client.get(screen_url(state))) for _ in range(2)]
    assert [form["seen_document"] for form in forms] == [forms[0]["seen_document"]] * 2


def test_forged_and_missing_fields_answer_nothing(state: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state)))
    for name in ("seen_state", "seen_revision", "seen_revision_time", "seen_document"):
        for value in ("", "1", "x" * 5000, "\u0661 : :"):
            sent = form | {name: value, "answer": "approve"}
            assert client.post(screen_url(state), sent).status_code == 409
    assert client.post(screen_url(state), {"answer": "approve"}).status_code == 409
    assert waiting(state.revision.content_object) is not None


def test_revision_that_was_written_anew_is_shown_again(state: Any, coordinator: Any, activity: Any) -> None:
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state)))
    revision = state.revision
    revision.content["summary"] = "Vaihdettu"
    revision.created_at = timezone.now()
    revision.save()
    refused = client.post(screen_url(state), form | {"answer": "approve"})
    assert (refused.status_code, "Vaihdettu" in words(refused)) == (409, True)
    assert client.post(screen_url(state), screen_form(refused) | {"answer": "approve"}).status_code == 302
    assert live(activity).summary == "Vaihdettu"


def test_newer_version_is_shown_with_what_it_changes(state: Any, coordinator: Any, activity: Any, sanna: Any) -> None:
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state))) | {"answer": "return", "comment": "Milloin?"}
    slots = [ActivitySlot(weekdays=[5], start=datetime.time(10))]
    newer = send(activity, sanna.user, slots=slots)
    refused = client.post(screen_url(state), form)
    assert (refused.status_code, refused.context["comment"]) == (409, "Milloin?")
    assert [(one.name, one.before, one.after) for one in refused.context["new_changes"]] == [
        ("slots-0", "ti 17–19", "pe 10")
    ]
    assert client.post(screen_url(newer), screen_form(refused) | {"answer": "return"}).status_code == 302
    newer.refresh_from_db()
    assert (newer.status, newer.comment) == ("rejected", "Milloin?")


def test_saved_and_not_sent_stays_a_draft(state: Any, coordinator: Any, activity: Any, sanna: Any) -> None:
    draft = live(activity).get_latest_revision_as_object()
    draft.title = "Kesken"
    draft.save_revision(user=sanna.user)
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state)))
    assert client.post(screen_url(state), form | {"answer": "approve"}).status_code == 302
    page = live(activity)
    assert (page.summary, page.title, page.has_unpublished_changes) == ("Uusi lyhyt", "Kielikahvila", True)


def test_who_is_late_sees_who_answered_what(state: Any, coordinator: Any, admin: Any) -> None:
    clients = [signed_in(person) for person in (coordinator, admin)]
    forms = [screen_form(client.get(screen_url(state))) for client in clients]
    clients[0].post(screen_url(state), forms[0] | {"answer": "return", "comment": "Mistä ovesta?"})
    late = clients[1].post(screen_url(state), forms[1] | {"answer": "approve", "comment": "Hyvä"})
    assert late.status_code == 409
    assert all(part in words(late) for part in (coordinator.email, "Mistä ovesta?", "Hyvä"))
    assert 'name="answer"' not in late.content.decode()
    shown = clients[1].get(screen_url(state))
    assert (shown.status_code, coordinator.email in words(shown)) == (200, True)


def test_taken_back_is_not_answered(state: Any, coordinator: Any, sanna: Any) -> None:
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state)))
    stale = WorkflowState.objects.get(pk=state.workflow_state_id)
    WorkflowState.objects.get(pk=state.workflow_state_id).cancel(user=sanna.user)
    late = client.post(screen_url(state), form | {"answer": "approve"})
    assert (late.status_code, live(state.revision.content_object).summary) == (409, "")
    assert stale.status == "in_progress"


def test_answered_review_is_not_withdrawn_by_whoever_read_it_before(state: Any, coordinator: Any) -> None:
    stale = WorkflowState.objects.get(pk=state.workflow_state_id)
    client = signed_in(coordinator)
    client.post(screen_url(state), screen_form(client.get(screen_url(state))) | {"answer": "approve"})
    with pytest.raises(AnsweredError):
        stale.cancel(user=coordinator)
    stale.refresh_from_db()
    assert stale.status == "approved"


def test_organisation_of_another_name_is_another_document(organisation: Any, coordinator: Any, sanna: Any) -> None:
    """A text of an organisation itself, and a second language's."""
    state = send(organisation, sanna.user, email="uusi@example.org")
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state)))
    swedish = translated(organisation, "sv", title="Broord rf")
    refused = client.post(screen_url(state), form | {"answer": "approve"})
    assert refused.status_code == 409
    second = send_latest(swedish) if waiting(swedish) is None else waiting(swedish)
    if second is not None:
        assert client.get(screen_url(second)).status_code == 200
    assert client.post(screen_url(state), screen_form(refused) | {"answer": "approve"}).status_code == 302
    assert Organisation.objects.count() == 1
    assert live(organisation).email == "uusi@example.org"
