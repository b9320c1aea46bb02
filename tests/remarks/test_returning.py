"""A coordinator returns a text with remarks and a suggested wording; what is kept, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from editorial.remarks.actions.keep_remarks import KeepRemarks
from editorial.remarks.earlier_remarks import earlier_remarks
from editorial.remarks.models import Remark
from editorial.remarks.remark_form import MOST_CHARACTERS, RemarkForm, SentRemark
from editorial.remarks.remark_outcomes import Outcome
from tests.listings.admin import signed_in
from tests.listings.factories import translated
from tests.people.visiting import new_mails
from tests.remarks.remarked_texts import all_fields, answer, give_back, page_of, send_new
from tests.review_screen.waiting_texts import change, screen_form, screen_url, send, send_latest, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def state(organisation: Any, sanna: Any) -> Any:
    return send_new(organisation, sanna.user)


def test_remarks_are_a_reason_to_return(state: Any, coordinator: Any) -> None:
    kept = give_back(
        state,
        coordinator,
        remark__slots__1="Onko tämä oikein?",
        suggestion__summary="Puhutaan suomea kahvin äärellä.",
        remark__title="  Millä kielellä?\r\n",
    )
    assert {row.name: (row.text, row.suggestion, row.said_of) for row in kept} == {
        "slots-1": ("Onko tämä oikein?", "", "ke 18–20"),
        "summary": ("", "Puhutaan suomea kahvin äärellä.", "Puhutaan soumea kahvin äärellä."),
        "title": ("Millä kielellä?", "", "Kielikahvila"),
    }
    assert {row.suggested_by for row in kept} == {coordinator}
    assert next(row for row in kept if row.name == "slots-1").said_value["start"] == "18:00:00"
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "")


def test_without_a_word_nothing_is_returned(state: Any, coordinator: Any) -> None:
    assert answer(state, coordinator, "return").status_code == 422
    assert waiting(page_of(state)) is not None
    assert not Remark.objects.exists()


def test_the_suggestion_begins_with_the_text_as_one_types_it(state: Any, coordinator: Any) -> None:
    shown = signed_in(coordinator).get(screen_url(state))
    fields = all_fields(shown)
    assert fields["suggestion-description"] == "Tule **mukan** ja ota ystävä mukaan."
    assert "remark-slots-0" in fields
    assert "suggestion-slots-0" not in fields
    place = change(shown, "title").select_one("details")
    assert not place.has_attr("open")
    assert place.select_one("label[for=id_remark-title]") is not None


def test_what_has_a_fault_is_shown_again_with_all_that_was_typed(state: Any, coordinator: Any) -> None:
    long = "x" * (MOST_CHARACTERS + 1)
    answered = answer(state, coordinator, "return", "Hei", remark__title=long, suggestion__summary="Toinen.")
    assert answered.status_code == 422
    assert all_fields(answered)["remark-title"] == long
    assert all_fields(answered)["suggestion-summary"] == "Toinen."
    soup = BeautifulSoup(answered.content.decode(), "html.parser")
    area = soup.find(id="id_remark-title")
    assert area is not None
    assert area["aria-invalid"] == "true"
    assert soup.find(id=str(area["aria-describedby"])) is not None
    assert not Remark.objects.exists()


def test_too_long_a_title_cant_be_suggested(state: Any) -> None:
    page = state.revision.as_object()
    form = RemarkForm(page, {"suggestion-title": "x" * 300})
    assert not form.is_valid()
    assert form.field("title").faults  # type: ignore[union-attr]


def test_too_many_remarks_are_refused(state: Any) -> None:
    names = [f"remark-slots-{number}" for number in range(51)]
    assert not RemarkForm(state.revision.as_object(), dict.fromkeys(names, "Hei")).is_valid()
    assert RemarkForm(state.revision.as_object(), dict.fromkeys(names[:50], "Hei")).is_valid()


@pytest.mark.parametrize(
    "name", ["owner", "path", "slots-0-id", "slots-x", "rows-0", "slots-0-page", "remark", "x" * 200]
)
def test_what_no_question_asks_cant_be_remarked(state: Any, coordinator: Any, name: str) -> None:
    assert RemarkForm(state.revision.as_object(), {f"remark-{name}": "Hei"}).sent == []
    with pytest.raises(ValueError, match="Nothing can be said"):
        KeepRemarks(state, coordinator, [SentRemark(name, "Hei")]).execute()


def test_no_wording_is_suggested_for_what_isnt_a_text(state: Any, coordinator: Any) -> None:
    assert RemarkForm(state.revision.as_object(), {"suggestion-slots-0": "ke 18"}).sent == []
    with pytest.raises(ValueError, match="No wording"):
        KeepRemarks(state, coordinator, [SentRemark("price_eur", suggestion="5")]).execute()


def test_an_answer_that_is_sent_twice_keeps_its_remarks_once(state: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    sent = all_fields(client.get(screen_url(state))) | {"answer": "return", "remark-title": "Hei"}
    form = {**sent, **_seen(client, state)}
    assert [client.post(screen_url(state), form).status_code for _time in range(2)] == [302, 302]
    assert Remark.objects.count() == 1


def _seen(client: Any, state: Any) -> dict[str, str]:
    soup = BeautifulSoup(client.get(screen_url(state)).content.decode(), "html.parser")
    return {str(one["name"]): str(one["value"]) for one in soup.select(".k-review form input[name^=seen]")}


def test_an_answer_to_what_has_changed_keeps_nothing(state: Any, coordinator: Any, sanna: Any) -> None:
    client = signed_in(coordinator)
    sent = all_fields(client.get(screen_url(state))) | _seen(client, state)
    send(page_of(state), sanna.user, title="Uusi nimi")
    answered = client.post(screen_url(state), sent | {"answer": "return", "remark-title": "Hei"})
    assert answered.status_code == 409
    assert all_fields(answered)["remark-title"] == "Hei"
    assert not Remark.objects.exists()


def test_an_untouched_wording_of_an_earlier_version_is_no_suggestion(state: Any, coordinator: Any, sanna: Any) -> None:
    """The writer has sent the mended text meanwhile: the old words don't come back by an approval."""
    client = signed_in(coordinator)
    shown = client.get(screen_url(state))
    form = screen_form(shown) | all_fields(shown)
    newer = send(page_of(state), sanna.user, summary="Puhutaan suomea kahvin äärellä.")
    conflict = client.post(screen_url(state), form | {"answer": "approve", "remark-title": "Hyvä nimi!"})
    assert conflict.status_code == 409
    again = screen_form(conflict) | all_fields(conflict)
    assert again["suggestion-summary"] == "Puhutaan suomea kahvin äärellä."
    assert again["remark-title"] == "Hyvä nimi!"
    again.pop("remark-title")
    assert client.post(screen_url(newer), again | {"answer": "approve"}).status_code == 302
    assert page_of(state).summary == "Puhutaan suomea kahvin äärellä."
    assert not Remark.objects.exists()


def test_the_mail_lists_the_remarks(state: Any, coordinator: Any) -> None:
    give_back(state, coordinator, remark__slots__1="Onko oikein?", suggestion__title="Kielikahvila Tapiolassa")
    message = new_mails()[-1].body
    assert "– Aika 2: Onko oikein?" in message
    assert "Kielikahvila Tapiolassa" in message
    assert "eivät kirjoittaneet" not in message


def test_the_next_round_shows_what_became_of_them(state: Any, coordinator: Any, sanna: Any) -> None:
    give_back(
        state,
        coordinator,
        suggestion__summary="Puhutaan suomea kahvin äärellä.",
        remark__title="Pidempi?",
        remark__audience="Kenelle?",
        remark__slots__1="Ei käy.",
        suggestion__description="Tule mukaan ja ota ystävä mukaan.",
    )
    page = page_of(state)
    draft = page.get_latest_revision_as_object()
    draft.summary, draft.audience = "Puhutaan suomea kahvin äärellä.", "Äideille"
    draft.slots = [one for one in draft.slots.all() if one.weekdays == [2]]
    draft.save_revision(user=sanna.user, clean=False)
    again = send_latest(page, sanna.user)
    shown = signed_in(coordinator).get(screen_url(again))
    assert {remark.name: remark.outcome for remark in earlier_remarks(again)} == {
        "summary": "taken",
        "title": "unchanged",
        "audience": "changed",
        "description": "unchanged",
        "": "gone",
    }
    with override("fi"):
        assert str(Outcome.TAKEN.label) in change(shown, "summary").text
    assert "Pidempi?" in change(shown, "title").text
    gone = BeautifulSoup(shown.content.decode(), "html.parser").select("form .k-earlier-remark")
    assert any("Ei käy." in one.text and "ke 18–20" in one.text for one in gone)


def test_a_second_language_takes_remarks_and_wordings(activity: Any, coordinator: Any, sanna: Any) -> None:
    version = translated(activity, "sv", title="Sprokcafé", live=False)
    version.save_revision(user=sanna.user)
    state = send_latest(version, sanna.user)
    kept = give_back(state, coordinator, suggestion__title="Språkcafé")
    assert [(row.name, row.said_of, row.suggestion) for row in kept] == [("title", "Sprokcafé", "Språkcafé")]
