"""Asking another portal to take over an organisation or an activity: who may, what happens, who hears of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.mails.models import Mail
from editorial.moving.actions.answer_move import AcceptMove, DeclineMove, WithdrawMove
from editorial.moving.actions.ask_to_move import AskToMove
from editorial.moving.actions.errors import MoveRequestError, MoveRequestPermissionError
from editorial.moving.models import MoveRequest, MoveStatus
from editorial.waiting_reviews.waiting_sources import WaitingKind
from listings import dashboard
from listings.actions.move_family import MoveFamily
from listings.models import ActivityPage, Listing, OrganisationPage
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_organisation, record_of, translated
from tests.mails.received_mails import deliver_all
from tests.review_screen.waiting_texts import screen_form, screen_url, waiting
from tests.waiting_reviews.waiting_steps import rows_of, sent, titles_of

pytestmark = pytest.mark.django_db


def listing_of(page: Any) -> Listing:
    found: Listing = Listing.objects.with_portal().get(pk=page.translation_key)
    return found


@pytest.fixture
def asked(vantaa: Portal, activity: Any, coordinator: Any, vantaa_coordinator: Any) -> MoveRequest:
    """A request of Espoo's coordinator that Vantaa takes an activity over."""
    return AskToMove(listing_of(activity), coordinator, to_portal=vantaa, reason="On Vantaalla.").execute()


@pytest.fixture
def asked_organisation(vantaa: Portal, organisation: Any, coordinator: Any) -> MoveRequest:
    return AskToMove(record_of(organisation), coordinator, to_portal=vantaa, reason="Muutti Vantaalle.").execute()


def test_request_is_a_row_of_the_asked_portals_list(
    asked: MoveRequest, coordinator: Any, vantaa_coordinator: Any
) -> None:
    (row,) = rows_of(vantaa_coordinator)
    assert (row.kind, row.title, row.organisation) == (WaitingKind.MOVE, "Kielikahvila", "Siltasanat ry")
    assert (row.sender, row.url) == ("coordinator-espoo@example.org", f"/admin/review/moves/{asked.pk}/")
    assert rows_of(coordinator) == []
    assert titles_of(vantaa_coordinator, kind="move", language="fi", words=("kieli",)) == ["Kielikahvila"]
    assert titles_of(vantaa_coordinator, language="sv") == titles_of(vantaa_coordinator, words=("muu",)) == []
    assert any(need.url.endswith("?kind=move") for need in dashboard.needs_of(vantaa_coordinator))
    (message,) = [one for one in deliver_all() if one.to == [vantaa_coordinator.email]]
    assert "On Vantaalla." in message.body


def test_accepting_moves_the_activity_with_all_that_waits(
    asked: MoveRequest,
    activity: Any,
    other_organisation: Any,
    coordinator: Any,
    vantaa_coordinator: Any,
) -> None:
    sent(translated(activity, "sv", live=False, title="Språkkafé"))
    AcceptMove(asked, vantaa_coordinator, "Kiitos!", organisation=record_of(other_organisation)).execute()
    assert listing_of(activity).organisation.home_portal.slug == "vantaa"
    assert (titles_of(coordinator), titles_of(vantaa_coordinator)) == ([], ["Språkkafé"])
    stored = MoveRequest.objects.get()
    assert (stored.status, stored.answered_by, stored.answer) == (MoveStatus.ACCEPTED, vantaa_coordinator, "Kiitos!")
    assert [mail.person for mail in Mail.objects.filter(kind="move-answered")] == [coordinator]
    assert any("Kiitos!" in one.body for one in deliver_all() if one.to == [coordinator.email])


def test_what_was_typed_for_a_text_that_moves_meanwhile_is_given_back(
    asked: MoveRequest,
    activity: Any,
    other_organisation: Any,
    coordinator: Any,
    vantaa_coordinator: Any,
) -> None:
    version = translated(activity, "sv", live=False, title="Språkkafé")
    sent(version)
    client, url = signed_in(coordinator), screen_url(waiting(version))
    form = screen_form(client.get(url))
    AcceptMove(asked, vantaa_coordinator, organisation=record_of(other_organisation)).execute()
    answer = client.post(url, form | {"answer": "return", "comment": "Mistä ovesta?"})
    assert answer.status_code == 404
    assert "Mistä ovesta?" in answer.content.decode()
    assert client.post(url, {"answer": "approve"}).status_code == client.get(url).status_code == 404
    assert waiting(version) is not None


def test_accepting_moves_the_organisation_with_everything(
    asked_organisation: MoveRequest, organisation: Any, activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    sent(activity, title="Uusi aika")
    AcceptMove(asked_organisation, vantaa_coordinator).execute()
    assert record_of(organisation).home_portal.slug == "vantaa"
    assert (titles_of(coordinator), titles_of(vantaa_coordinator)) == ([], ["Uusi aika"])


def test_a_name_that_is_taken_there_is_no_obstacle(
    asked: MoveRequest, activity: Any, other_organisation: Any, vantaa_coordinator: Any
) -> None:
    taken = make_activity(other_organisation, "Toinen")
    ActivityPage.objects.filter(pk=activity.pk).update(slug=taken.slug)
    AcceptMove(asked, vantaa_coordinator, organisation=record_of(other_organisation)).execute()
    moved = ActivityPage.objects.get(pk=activity.pk)
    assert moved.get_parent().pk == other_organisation.pk
    assert moved.slug != taken.slug
    moved.full_clean()


def test_declining_needs_a_reason_and_moves_nothing(
    asked: MoveRequest, activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    with pytest.raises(MoveRequestError):
        DeclineMove(asked, vantaa_coordinator, "  ").execute()
    DeclineMove(asked, vantaa_coordinator, "Ei ole meidän.").execute()
    assert listing_of(activity).organisation.home_portal.slug == "espoo"
    assert rows_of(vantaa_coordinator) == []
    assert any("Ei ole meidän." in one.body for one in deliver_all() if one.to == [coordinator.email])


def test_each_answer_belongs_to_its_portal(
    asked: MoveRequest, other_organisation: Any, coordinator: Any, vantaa_coordinator: Any, editor: Any
) -> None:
    for person in (coordinator, editor):
        for action in (
            AcceptMove(asked, person, organisation=record_of(other_organisation)),
            DeclineMove(asked, person, "Ei."),
        ):
            with pytest.raises(MoveRequestPermissionError):
                action.execute()
    for person in (vantaa_coordinator, editor):
        with pytest.raises(MoveRequestPermissionError):
            WithdrawMove(asked, person).execute()
    WithdrawMove(asked, coordinator).execute()
    assert MoveRequest.objects.get().status == MoveStatus.WITHDRAWN


def test_a_request_is_answered_once(asked: MoveRequest, other_organisation: Any, vantaa_coordinator: Any) -> None:
    AcceptMove(asked, vantaa_coordinator, organisation=record_of(other_organisation)).execute()
    with pytest.raises(MoveRequestError):
        DeclineMove(asked, vantaa_coordinator, "Ei sittenkään.").execute()
    assert MoveRequest.objects.get().status == MoveStatus.ACCEPTED


def test_an_activity_goes_only_to_an_organisation_of_the_portal(
    asked: MoveRequest, organisation: Any, vantaa_coordinator: Any, activity: Any
) -> None:
    for chosen in (None, record_of(organisation)):
        with pytest.raises(MoveRequestError):
            AcceptMove(asked, vantaa_coordinator, organisation=chosen).execute()
    assert MoveRequest.objects.get().status == MoveStatus.WAITING


def test_what_has_moved_meanwhile_isnt_moved_again(
    national: Portal, asked_organisation: MoveRequest, organisation: Any, vantaa_coordinator: Any
) -> None:
    MoveFamily(OrganisationPage.objects.get(pk=organisation.pk), national.directory).execute()
    with pytest.raises(MoveRequestError):
        AcceptMove(asked_organisation, vantaa_coordinator).execute()
    assert record_of(organisation).home_portal == national


def test_only_what_coordinators_know_is_given_away(
    vantaa: Portal, organisation: Any, coordinator: Any, vantaa_coordinator: Any, editor: Any
) -> None:
    draft = make_activity(organisation, "Luonnos", live=False)
    with pytest.raises(MoveRequestError):
        AskToMove(listing_of(draft), coordinator, to_portal=vantaa, reason="x").execute()
    sent(draft, title="Odottaa")
    for person in (editor, vantaa_coordinator):
        with pytest.raises(MoveRequestPermissionError):
            AskToMove(listing_of(draft), person, to_portal=vantaa, reason="x").execute()
    AskToMove(listing_of(draft), coordinator, to_portal=vantaa, reason="x").execute()
    with pytest.raises(MoveRequestError):
        AskToMove(listing_of(draft), coordinator, to_portal=vantaa, reason="x").execute()


def test_pages_ask_and_answer(
    vantaa: Portal, organisation: Any, activity: Any, other_organisation: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    giving, taking = signed_in(coordinator), signed_in(vantaa_coordinator)
    edit = giving.get(f"/admin/pages/{activity.pk}/edit/").content.decode()
    address = f"/admin/review/move/activity/{activity.translation_key}/"
    assert address in edit
    assert "Kielikahvila" in giving.get(address).content.decode()
    assert giving.post(address, {"portal": "espoo", "reason": "x"}).status_code == 400
    assert giving.post(address, {"portal": "vantaa", "reason": " "}).status_code == 400
    assert giving.post(address, {"portal": "vantaa", "reason": "On Vantaalla."}).status_code == 302
    page = f"/admin/review/moves/{MoveRequest.objects.get().pk}/"
    assert giving.get(address).headers["Location"] == page
    shown = taking.get(page).content.decode()
    assert "On Vantaalla." in shown
    assert ('value="accept"' in shown, 'value="withdraw"' in shown) == (True, False)
    shown = giving.get(page).content.decode()
    assert ('value="accept"' in shown, 'value="withdraw"' in shown) == (False, True)
    assert giving.post(page, {"answer": "accept", "text": ""}).status_code == 404
    refused = taking.post(page, {"answer": "decline", "text": ""})
    assert (refused.status_code, MoveRequest.objects.get().status) == (400, "waiting")
    assert taking.post(page, {"answer": "nosuch", "text": ""}).status_code == 404
    chosen = str(other_organisation.translation_key)
    assert taking.post(page, {"answer": "accept", "text": "", "organisation": chosen}).status_code == 302
    assert listing_of(activity).organisation_id == other_organisation.translation_key
    assert taking.post(page, {"answer": "accept", "text": "", "organisation": chosen}).status_code == 400
    assert 'value="accept"' not in taking.get(page).content.decode()


def test_pages_of_an_organisation(
    asked_organisation: MoveRequest, organisation: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    address = f"/admin/review/move/organisation/{organisation.translation_key}/"
    assert signed_in(coordinator).get(address).status_code == 302
    client, page = signed_in(vantaa_coordinator), f"/admin/review/moves/{asked_organisation.pk}/"
    assert client.post(page, {"answer": "accept", "text": ""}).status_code == 302
    assert record_of(organisation).home_portal.slug == "vantaa"


@pytest.mark.parametrize("role", ["translator", "editor", "vantaa_coordinator"])
def test_nobody_else_gives_away(role: str, organisation: Any, activity: Any, request: Any) -> None:
    client = signed_in(request.getfixturevalue(role))
    for path in (f"activity/{activity.translation_key}", f"organisation/{organisation.translation_key}"):
        answer = client.post(f"/admin/review/move/{path}/", {"portal": "vantaa", "reason": "x"})
        assert answer.status_code in (302, 403, 404)
    assert not MoveRequest.objects.exists()


def test_a_third_portal_sees_no_request(
    national: Portal, asked: MoveRequest, translator: Any, editor: Any, other_organisation: Any
) -> None:
    for person in (translator, editor):
        answer = signed_in(person).get(f"/admin/review/moves/{asked.pk}/")
        assert answer.status_code in (403, 404)
        assert "Kielikahvila" not in answer.content.decode()


def test_requests_of_both_kinds_take_a_constant_number_of_statements(
    vantaa: Portal, espoo: Portal, coordinator: Any, vantaa_coordinator: Any
) -> None:
    client, counts = signed_in(vantaa_coordinator), []
    for few in (1, 9):
        for number in range(few):
            organisation = make_organisation(espoo, f"Järjestö {few}-{number}")
            for record in (record_of(organisation), listing_of(make_activity(organisation, f"Ryhmä {few}-{number}"))):
                AskToMove(record, coordinator, to_portal=vantaa, reason="x").execute()
        client.get("/admin/review/")
        with CaptureQueriesContext(connection) as asked:
            rows = client.get("/admin/review/").context["page_obj"].object_list
        counts.append(sum("listings_vocabularyversion" not in query["sql"] for query in asked))
    assert len(rows) == 20
    assert counts[0] == counts[1]
