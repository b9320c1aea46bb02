"""What a writer reads of a returned text's remarks, and how a suggested wording is taken with one click."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.announcing.models import TypedForm
from editorial.desk_texts.models import TypedText
from editorial.remarks.actions.keep_remarks import KeepRemarks
from editorial.remarks.models import Remark
from editorial.remarks.remark_form import SentRemark
from tests.announcing.form_data import filled
from tests.listings.factories import translated
from tests.people.visiting import at
from tests.remarks.remarked_texts import answer, give_back, main_of, page_of, send_new, slot, words
from tests.review_screen.waiting_texts import send, send_latest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

BETTER = "Puhutaan suomea kahvin äärellä."


@pytest.fixture
def state(organisation: Any, sanna: Any) -> Any:
    return send_new(organisation, sanna.user)


def address(state: Any, rest: str = "") -> str:
    return f"/fi/desk/activities/{page_of(state).translation_key}/{rest}"


def button_of(remark: Remark, what: str = "take") -> str:
    return f"/fi/desk/remarks/{remark.pk}/{what}/"


def press(client: Any, form: str, remark: Remark, what: str = "take", **changes: Any) -> Any:
    """Open a form, change something in it, and press the button at a remark."""
    return client.post(button_of(remark, what), filled(client.get(form), **changes))


def test_each_remark_stands_at_its_question_and_in_the_list(state: Any, sanna: Any, coordinator: Any) -> None:
    title, row, field = give_back(
        state, coordinator, remark__title="Missä?", remark__slots__1="Oikein?", remark__slots__0__start="Heti 17?"
    )
    main = main_of(at("espoo", sanna.user).get(address(state)))
    at_title = main.find(id=f"remark-{title.pk}")
    assert "Missä?" in at_title.text
    assert coordinator.get_username() in at_title.text
    assert f"remark-{title.pk}" in main.find(id="id_title")["aria-describedby"].split()
    assert main.find(id=f"remark-{row.pk}").find_parent(id="slots-2") is not None
    assert f"remark-{field.pk}" in main.find(id="id_slots-0-start")["aria-describedby"].split()
    links = [link["href"] for link in main.select(".needs .remark-list a")]
    assert links == ["#id_title", "#slots-2", "#id_slots-0-start"]
    assert all(main.find(id=link[1:]) is not None for link in links)


def test_questions_of_several_controls_are_described_too(state: Any, sanna: Any, coordinator: Any) -> None:
    kept = give_back(
        state, coordinator, remark__themes="Vain yksi?", remark__venue="Mikä ovi?", remark__valid_until="Miksi?"
    )
    main = main_of(at("espoo", sanna.user).get(address(state)))
    for remark in kept:
        described = main.find(
            attrs={"aria-describedby": lambda ids, key=f"remark-{remark.pk}": key in (ids or "").split()}
        )
        assert described is not None, remark.name
        assert main.find(id=f"remark-{remark.pk}") is not None


def test_a_folded_question_with_a_remark_is_open(state: Any, sanna: Any, coordinator: Any) -> None:
    [remark] = give_back(state, coordinator, remark__price_details="Mistä saa?")
    main = main_of(at("espoo", sanna.user).get(address(state)))
    assert main.find(id=f"remark-{remark.pk}").find_parent("details").has_attr("open")


def test_what_it_was_said_of_is_told_once_that_has_changed(state: Any, sanna: Any, coordinator: Any) -> None:
    give_back(state, coordinator, remark__title="Missä?", remark__slots__1="Oikein?")
    client = at("espoo", sanna.user)
    assert "Kielikahvila" not in words(main_of(client.get(address(state))).select_one(".remark"))
    client.post(
        address(state), filled(client.get(address(state)), title="Uusi nimi", slots__1__end="21", action="save")
    )
    remarks = [words(one) for one in main_of(client.get(address(state))).select(".remark")]
    assert ["Kielikahvila" in remarks[0], "ke 18–20" in remarks[1]] == [True, True]


def test_a_remark_stays_with_its_row_and_is_still_told_when_that_is_gone(
    state: Any, sanna: Any, coordinator: Any
) -> None:
    [remark] = give_back(state, coordinator, remark__slots__1="Oikein?")
    client = at("espoo", sanna.user)
    draft = page_of(state).get_latest_revision_as_object()
    draft.slots = [slot(3, 18, 20), slot(2, 17, 19)]
    draft.save_revision(user=sanna.user, clean=False)
    assert main_of(client.get(address(state))).find(id=f"remark-{remark.pk}").find_parent(id="slots-1")
    draft.slots = [slot(5, 9, 10)]
    draft.save_revision(user=sanna.user, clean=False)
    main = main_of(client.get(address(state)))
    assert main.find(id=f"remark-{remark.pk}") is None
    assert "ke 18–20" in words(main.select_one(".needs"))
    assert "Oikein?" in words(main.select_one(".needs"))


def test_a_suggestion_is_taken_with_one_press_and_nothing_typed_is_lost(
    state: Any, sanna: Any, coordinator: Any
) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    client = at("espoo", sanna.user)
    shown = main_of(client.get(address(state)))
    assert [one.text.strip() for one in shown.select(".wording del, .wording ins")] == ["soumea", "suomea"]
    assert shown.find("button", formaction=button_of(remark)) is not None
    answered = press(client, address(state), remark, title="Uusi nimi")
    assert answered.status_code == 302
    assert answered["Location"].endswith("#id_summary")
    main = main_of(client.get(address(state)))
    assert main.find(id="id_summary").text.strip() == BETTER
    assert main.find(id="id_title")["value"] == "Uusi nimi"
    assert main.find("button", formaction=button_of(remark)) is None
    remark.refresh_from_db()
    assert (remark.taken_by, remark.taken_at is not None) == (sanna.user, True)
    assert page_of(state).get_latest_revision_as_object().summary != BETTER


def test_a_description_is_taken_as_one_types_it(state: Any, sanna: Any, coordinator: Any) -> None:
    [remark] = give_back(state, coordinator, suggestion__description="Tule **mukaan**!")
    client = at("espoo", sanna.user)
    press(client, address(state), remark)
    client.post(address(state), filled(client.get(address(state)), action="save"))
    assert page_of(state).get_latest_revision_as_object().description == "<p>Tule <b>mukaan</b>!</p>"


def test_where_the_text_has_changed_both_are_shown_and_confirmed(state: Any, sanna: Any, coordinator: Any) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    client = at("espoo", sanna.user)
    asked = press(client, address(state), remark, summary="Aivan toinen lause.", title="Uusi nimi")
    assert asked.status_code == 409
    main = main_of(asked)
    assert "Aivan toinen lause." in words(main)
    assert "suomea" in words(main)
    remark.refresh_from_db()
    assert remark.taken_at is None
    assert client.post(button_of(remark), filled(asked, is_confirmed="1")).status_code == 302
    typed = dict(TypedForm.objects.get().fields)
    assert (typed["summary"], typed["title"]) == (BETTER, "Uusi nimi")


def test_a_writer_may_keep_their_own_wording(state: Any, sanna: Any, coordinator: Any) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    client = at("espoo", sanna.user)
    assert press(client, address(state), remark, "decline", title="Uusi nimi").status_code == 302
    remark.refresh_from_db()
    assert (remark.declined, remark.taken_at) == (True, None)
    main = main_of(client.get(address(state)))
    assert main.find("button", formaction=button_of(remark, "decline")) is None
    assert main.find("button", formaction=button_of(remark)) is not None
    assert main.find(id="id_title")["value"] == "Uusi nimi"


def test_what_another_window_keeps_isnt_overwritten_unasked(state: Any, sanna: Any, coordinator: Any) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    client = at("espoo", sanna.user)
    first, second = client.get(address(state)), client.get(address(state))
    client.post(address(state, "typed/"), filled(second, title="Toisesta ikkunasta"))
    asked = client.post(button_of(remark), filled(first, title="Ensimmäisestä"))
    assert asked.status_code == 409
    assert dict(TypedForm.objects.get().fields)["title"] == "Toisesta ikkunasta"
    client.post(button_of(remark), filled(asked, is_confirmed="1"))
    assert dict(TypedForm.objects.get().fields)["title"] == "Ensimmäisestä"


def test_a_form_without_its_person_waits_for_them(state: Any, sanna: Any, coordinator: Any) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    client = at("espoo", sanna.user)
    sent = filled(client.get(address(state)), title="Uusi nimi")
    client.logout()
    answered = client.post(button_of(remark), sent)
    assert answered.status_code == 302
    assert "sign-in" in answered["Location"]
    assert dict(TypedForm.objects.get().fields)["title"] == "Uusi nimi"


@pytest.mark.parametrize("what", ["take", "decline"])
def test_a_form_that_doesnt_have_the_field_changes_nothing(state: Any, sanna: Any, coordinator: Any, what: str) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    assert at("espoo", sanna.user).post(button_of(remark, what), {"title": "x"}).status_code == 400
    assert not TypedForm.objects.exists()
    assert at("espoo", sanna.user).get(button_of(remark, what)).status_code == 405


def test_a_remark_of_an_earlier_round_is_no_longer_taken(state: Any, sanna: Any, coordinator: Any) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    client = at("espoo", sanna.user)
    sent = filled(client.get(address(state)), title="Uusi nimi")
    send(page_of(state), sanna.user, summary="Toinen")
    assert client.post(button_of(remark), sent).status_code == 302
    typed = dict(TypedForm.objects.get().fields)
    assert (typed["summary"], typed["title"]) == ("Puhutaan soumea kahvin äärellä.", "Uusi nimi")
    remark.refresh_from_db()
    assert remark.taken_at is None


def test_whoever_doesnt_write_the_text_gets_404(
    state: Any,
    sanna: Any,
    coordinator: Any,
    neighbours_editor: Any,
    vantaa_editor: Any,
    translator: Any,
    vantaa_coordinator: Any,
    admin: Any,
) -> None:
    [remark] = give_back(state, coordinator, suggestion__summary=BETTER)
    sent = filled(at("espoo", sanna.user).get(address(state)))
    for person in (neighbours_editor, vantaa_editor, translator, coordinator, vantaa_coordinator, admin):
        mine = {name: value for name, value in sent.items() if name != "writer"}
        for what in ("take", "decline"):
            assert at("espoo", person).post(button_of(remark, what), mine).status_code == 404, person
        assert BETTER not in at("espoo", person).get(address(state)).text
    assert at("espoo").post(button_of(remark), {}).status_code == 302
    assert at("espoo", sanna.user).post("/fi/desk/remarks/999999/take/", sent).status_code == 404
    remark.refresh_from_db()
    assert (remark.taken_at, remark.declined) == (None, False)


def test_an_organisations_own_text(organisation: Any, sanna: Any, coordinator: Any, record: Any) -> None:
    state = send(organisation, sanna.user, summary="Puhutaan soumea.")
    kept = give_back(state, coordinator, suggestion__summary="Puhutaan suomea.", remark__email="Toimiiko?")
    form = f"/fi/desk/organisations/{record.pk}/"
    client = at("espoo", sanna.user)
    main = main_of(client.get(form))
    for remark in kept:
        assert f"remark-{remark.pk}" in main.find(id=f"id_{remark.name}")["aria-describedby"].split()
    first = main.select("form[enctype] button[type=submit]")[0]
    assert (first["name"], first["value"]) == ("action", "save")
    remark = next(one for one in kept if one.suggestion)
    assert press(client, form, remark, email="uusi@example.org").status_code == 302
    typed = dict(TypedText.objects.get().fields)
    assert (typed["summary"], typed["email"]) == ("Puhutaan suomea.", "uusi@example.org")
    assert main_of(client.get(form)).find("button", formaction=button_of(remark)) is None


def test_a_second_language(activity: Any, sanna: Any, coordinator: Any) -> None:
    version = translated(activity, "sv", title="Sprokcafé", summary="Vi pratar.", live=False)
    version.save_revision(user=sanna.user)
    kept = give_back(
        send_latest(version, sanna.user), coordinator, suggestion__title="Språkcafé", remark__summary="Mer?"
    )
    form = f"/fi/desk/activities/{activity.translation_key}/languages/sv/"
    client = at("espoo", sanna.user)
    main = main_of(client.get(form))
    assert main.find(id=f"remark-{kept[0].pk}") is not None
    remark = next(one for one in kept if one.suggestion)
    assert press(client, form, remark).status_code == 302
    assert main_of(client.get(form)).find(id="id_title")["value"] == "Språkcafé"
    assert TypedText.objects.get().language == "sv"


def test_home_says_how_many_remarks_there_are(state: Any, sanna: Any, coordinator: Any, organisation: Any) -> None:
    give_back(state, coordinator, remark__title="Missä?", suggestion__summary=BETTER)
    home = at("espoo", sanna.user).get("/en/desk/")
    assert "There are 2 remarks on single parts of it." in words(main_of(home))
    assert "They wrote no reason" not in home.text


def test_statements_are_the_same_at_one_and_at_ten_remarks(organisation: Any, sanna: Any, coordinator: Any) -> None:
    names = (
        "title",
        "summary",
        "description",
        "audience",
        "slots-0",
        "slots-1",
        "price_type",
        "venue",
        "mode",
        "dates",
    )
    counts = []
    for number in (1, 10):
        state = send_new(organisation, sanna.user)
        give_back(state, coordinator, remark__title="Missä?")
        KeepRemarks(state, coordinator, [SentRemark(name, "Hei") for name in names[: number - 1]]).execute()
        client = at("espoo", sanna.user)
        for path in (address(state), address(state, "check/")):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                shown = client.get(path)
            assert len(main_of(shown).select(".remark-list li")) == number
            counts.append((path.rpartition("/")[0][-5:] == "check", len(captured)))
    assert sorted(counts[:2]) == sorted(counts[2:])


def test_a_text_without_remarks_asks_nothing_of_them(state: Any, sanna: Any, coordinator: Any) -> None:
    answer(state, coordinator, "return", "Korjaa.")
    client = at("espoo", sanna.user)
    client.get(address(state))
    with CaptureQueriesContext(connection) as captured:
        shown = client.get(address(state))
    assert not [one["sql"] for one in captured if one["sql"].startswith('SELECT "editorial_remark"')]
    assert main_of(shown).select(".remark-list, .remark") == []
