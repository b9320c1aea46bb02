"""Remarks are kept where an answer isn't taken: at their places, or as a list."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from editorial.text_changes.place_labels import place_label
from tests.listings.admin import signed_in
from tests.remarks.remarked_texts import all_fields, page_of, send_new, slot
from tests.review_screen.waiting_texts import change, screen_form, screen_url, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

TYPED = {
    "answer": "return",
    "comment": "Kiitos!",
    "remark-slots-1": "Onko keskiviikko oikein?",
    "remark-title": "Pidempi nimi?",
    "suggestion-summary": "Puhutaan suomea kahvin äärellä.",
}


@pytest.fixture
def state(organisation: Any, sanna: Any) -> Any:
    return send_new(organisation, sanna.user)


def typed(client: Any, state: Any) -> dict[str, str]:
    shown = client.get(screen_url(state))
    return all_fields(shown) | screen_form(shown) | TYPED


def test_they_stay_at_their_places_where_something_has_changed(state: Any, coordinator: Any, organisation: Any) -> None:
    client = signed_in(coordinator)
    sent = typed(client, state)
    organisation.title = "Toinen nimi ry"
    organisation.save_revision().publish()
    refused = client.post(screen_url(state), sent)
    assert refused.status_code == 409
    again = all_fields(refused)
    assert {name: again[name] for name in TYPED if name != "answer"} == {
        name: value for name, value in TYPED.items() if name != "answer"
    }
    assert change(refused, "slots-1").select_one("details[open] textarea").text.strip() == "Onko keskiviikko oikein?"
    assert refused.context["other_remarks"] == []
    assert client.post(screen_url(state), again | screen_form(refused) | {"answer": "return"}).status_code == 302
    assert {row.name for row in state.remarks.all()} == {"slots-1", "title", "summary"}


def test_they_follow_their_rows_into_a_newer_version(state: Any, coordinator: Any, sanna: Any) -> None:
    client = signed_in(coordinator)
    sent = typed(client, state) | {"remark-slots-0": "Onko tiistai oikein?"}
    send(page_of(state), sanna.user, slots=[slot(3, 18, 20)])
    refused = client.post(screen_url(state), sent)
    assert refused.status_code == 409
    again = all_fields(refused)
    assert (again["remark-slots-0"], again["remark-title"]) == ("Onko keskiviikko oikein?", "Pidempi nimi?")
    assert again["suggestion-summary"] == "Puhutaan suomea kahvin äärellä."
    assert [(one.label, one.said_of, one.text) for one in refused.context["other_remarks"]] == [
        ("Aika 1", "ti 17–19", "Onko tiistai oikein?")
    ]
    assert "Onko tiistai oikein?" in words(refused)


def test_whoever_is_late_reads_them_again(state: Any, coordinator: Any, admin: Any) -> None:
    clients = [signed_in(person) for person in (coordinator, admin)]
    sent = typed(clients[1], state)
    clients[0].post(screen_url(state), typed(clients[0], state))
    late = clients[1].post(screen_url(state), sent | {"comment": "Toinen viesti"})
    assert late.status_code == 409
    with override("fi"):
        label = place_label(page_of(state), "title")
    for said in ("Onko keskiviikko oikein?", "ke 18–20", label, "Pidempi nimi?", "Toinen viesti", "suomea kahvin"):
        assert said in words(late)
