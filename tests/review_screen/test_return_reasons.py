"""A portal's reasons for returning: who edits them, and how one gets into the comment."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.review_screen.models import ReturnReason
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.review_screen.waiting_texts import answer, screen_form, screen_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

LIST = "/admin/return-reasons/"


@pytest.fixture
def reason(espoo: Portal) -> Any:
    return ReturnReason.objects.create(portal=espoo, title="Paikka", text="Mistä ovesta\ntullaan sisään?")


@pytest.fixture
def state(activity: Any, sanna: Any) -> Any:
    return send(activity, sanna.user, summary="Uusi")


def test_coordinators_keep_their_own_portals_reasons(coordinator: Any, espoo: Portal, vantaa: Portal) -> None:
    client = signed_in(coordinator)
    sent = {"title": "Kuva", "text": "Mitä kuvassa on?\u202e", "order": "2"}
    assert client.post(f"{LIST}add/espoo/", sent)["Location"] == LIST
    reason = ReturnReason.objects.get()
    assert (reason.portal, reason.text, reason.order) == (espoo, "Mitä kuvassa on?", 2)
    assert client.post(f"{LIST}add/espoo/", sent).status_code == 422
    assert client.post(f"{LIST}add/vantaa/", sent).status_code == 404
    address = f"{LIST}{reason.pk}/"
    assert client.post(address, sent | {"title": "Kuvan sanat"}).status_code == 302
    assert "Kuvan sanat" in client.get(LIST).text
    assert client.post(f"{address}delete/").status_code == 302
    assert not ReturnReason.objects.exists()


def test_of_others_nothing_is_seen(
    reason: Any, vantaa_coordinator: Any, translator: Any, editor: Any, counsellor: Any, admin: Any
) -> None:
    addresses = (f"{LIST}{reason.pk}/", f"{LIST}{reason.pk}/delete/", f"{LIST}add/espoo/")
    for address in addresses:
        assert signed_in(vantaa_coordinator).get(address).status_code == 404
        form = {"title": "x", "text": "x", "order": 1}
        assert signed_in(vantaa_coordinator).post(address, form).status_code == 404
        for person in (editor, counsellor, translator):
            assert signed_in(person).get(address).status_code == 403
        assert signed_in(admin).get(address).status_code == 200
    assert signed_in(translator).get(LIST).status_code == 403
    assert reason.title not in signed_in(vantaa_coordinator).get(LIST).text
    assert ReturnReason.objects.get().text == reason.text


def test_reason_fills_the_comment_without_script(state: Any, reason: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    form = screen_form(client.get(screen_url(state)))
    filled = client.post(screen_url(state), form | {"reason": str(reason.pk), "answer": "fill", "comment": "Hei"})
    again = screen_form(filled)
    assert again["comment"] == "Mistä ovesta\ntullaan sisään?\n\nHei"
    assert client.post(screen_url(state), again | {"answer": "return"}).status_code == 302
    state.refresh_from_db()
    assert state.comment == "Mistä ovesta\ntullaan sisään?\n\nHei"


def test_chosen_reason_is_the_comment_of_a_return_and_not_of_an_approval(
    state: Any, reason: Any, coordinator: Any
) -> None:
    assert answer(state, coordinator, "return", reason=str(reason.pk)).status_code == 302
    state.refresh_from_db()
    assert state.comment == reason.text


def test_chosen_reason_is_left_out_of_an_approval(state: Any, reason: Any, coordinator: Any) -> None:
    assert answer(state, coordinator, "approve", "Kiitos", reason=str(reason.pk)).status_code == 302
    state.refresh_from_db()
    assert state.comment == "Kiitos"


@pytest.mark.parametrize("forged", ["x", "-1", "9" * 40, "\u0661"])
def test_reasons_of_others_and_forged_ones_are_none(state: Any, coordinator: Any, vantaa: Portal, forged: str) -> None:
    foreign = ReturnReason.objects.create(portal=vantaa, title="Vieras", text="Vieras teksti")
    for value in (forged, str(foreign.pk)):
        assert answer(state, coordinator, "return", reason=value).status_code == 422


def test_too_long_a_comment_is_kept_and_not_sent(state: Any, coordinator: Any) -> None:
    refused = answer(state, coordinator, "return", "a" * 5001)
    assert (refused.status_code, len(screen_form(refused)["comment"])) == (422, 5001)
