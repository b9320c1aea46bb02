"""Remarks at single strings of a translation: the reviewer's side, the translator's page, the next round."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from editorial.compared_strings.version_strings import place_name
from editorial.remarks.models import Remark
from editorial.text_changes.text_places import TextPlace
from editorial.translation_strings.source_strings import source_strings
from listings.models import ActivityPage
from tests.announcing.form_data import filled
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, published
from tests.people.visiting import at, new_mails
from tests.remarks.remarked_texts import answer, give_back
from tests.review_screen.waiting_texts import screen_url, waiting, words
from tests.translating.orders import desk, latest, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

ORIGINAL = "<p>Tule tiistaina.</p><p>Saa ottaa lapset.</p>"
ARABIC = ["تعال الثلاثاء.", "يمكن إحضار أطفال."]
BETTER = "يمكن إحضار الأطفال معكم."


@pytest.fixture
def page(organisation: Any, translator: Any) -> Any:
    page = make_activity(organisation, description=ORIGINAL)
    take(page, translator)
    return page


@pytest.fixture
def client(translator: Any, page: Any) -> Any:
    return at("espoo", translator)


@pytest.fixture
def state(page: Any, client: Any) -> Any:
    assert sent(client, page, {"title": "مقهى", "description": ARABIC}, "send").status_code == 302
    return waiting(version(page))


def places(page: Any) -> list[str]:
    """The names of the strings' places: of the name, and of both paragraphs."""
    return [place_name(string) for string in source_strings(ActivityPage.objects.get(pk=page.pk))]


def returned(page: Any, state: Any, coordinator: Any) -> Remark:
    name = places(page)[2]
    [remark] = give_back(state, coordinator, **{f"suggestion-{name}": BETTER, f"remark-{name}": "x"})
    return remark


def control(page: Any) -> str:
    return "string-" + TextPlace.of(places(page)[2]).string


def test_a_place_of_a_string_is_read_back() -> None:
    place = TextPlace.of("description.0123456789abcdef")
    assert (place.name, place.string, place.is_row) == ("description", "0123456789abcdef", False)
    assert [TextPlace.of(name).string for name in ("slots-0", "title", "title.short")] == ["", "", ""]


def test_a_remark_at_a_string_is_taken_with_one_press(page: Any, state: Any, client: Any, coordinator: Any) -> None:
    new_mails()
    remark = returned(page, state, coordinator)
    assert (remark.name, remark.said_of, remark.said_value) == (places(page)[2], ARABIC[1], ARABIC[1])
    [mail] = [mail for mail in new_mails() if "(2)" in mail.body]
    assert BETTER in mail.body
    shown = client.get(desk(page))
    soup = BeautifulSoup(shown.text, "html.parser")
    element = soup.find(id=f"remark-{remark.pk}")
    assert element is not None
    area = soup.find("textarea", attrs={"name": control(page)})
    assert area is not None
    assert f"remark-{remark.pk}" in area["aria-describedby"]
    button = element.find("button", attrs={"formaction": f"/en/desk/remarks/{remark.pk}/take/"})
    assert button is not None
    form = filled(shown)
    form["string-" + TextPlace.of(places(page)[0]).string] = ["مقهى اللغة"]
    answered = client.post(button["formaction"], form)
    assert (answered.status_code, answered["Location"]) == (302, f"{desk(page)}#id_{control(page)}")
    kept = filled(client.get(desk(page)))
    assert kept[control(page)] == [BETTER]
    assert kept["string-" + TextPlace.of(places(page)[0]).string] == ["مقهى اللغة"]
    assert latest(page).title == "مقهى"
    assert sent(client, page, {}, "send").status_code == 302
    assert BETTER in latest(page).description
    said = words(signed_in(coordinator).get(screen_url(waiting(version(page)))))
    assert remark.text in said


def test_a_changed_wording_is_asked_about(page: Any, state: Any, client: Any, coordinator: Any) -> None:
    remark = returned(page, state, coordinator)
    form = filled(client.get(desk(page)))
    form[control(page)] = ["شيء آخر تماما."]
    asked = client.post(f"/en/desk/remarks/{remark.pk}/take/", form)
    assert asked.status_code == 409
    assert BETTER in asked.text
    assert '<html lang="en" dir="ltr"' in asked.text


def test_only_who_translates_the_text_takes_it(
    page: Any, state: Any, coordinator: Any, sanna: Any, vantaa_coordinator: Any
) -> None:
    remark = returned(page, state, coordinator)
    form = {control(page): ARABIC[1]}
    for person in (sanna.user, coordinator, vantaa_coordinator):
        assert at("espoo", person).post(f"/en/desk/remarks/{remark.pk}/take/", form).status_code == 404


def test_a_string_that_the_original_no_longer_has(page: Any, state: Any, client: Any, coordinator: Any) -> None:
    remark = returned(page, state, coordinator)
    changed = ActivityPage.objects.get(pk=page.pk)
    changed.description = ORIGINAL.replace("Saa ottaa", "Ei saa ottaa")
    published(changed)
    shown = client.get(desk(page)).text
    assert ARABIC[1] in shown
    assert f'id="remark-{remark.pk}"' not in shown


def test_an_approval_doesnt_correct_a_translators_string(page: Any, state: Any, coordinator: Any) -> None:
    name = f"suggestion-{places(page)[2]}"
    assert answer(state, coordinator, "approve", **{name: ARABIC[1] + "x"}).status_code == 422
    assert not version(page).live


def test_whole_fields_take_remarks_and_no_wording(page: Any, state: Any, client: Any, coordinator: Any) -> None:
    fields = BeautifulSoup(signed_in(coordinator).get(screen_url(state)).text, "html.parser")
    names = {area["name"] for area in fields.select("textarea")}
    assert "remark-description" in names
    assert "suggestion-description" not in names
    [remark] = give_back(state, coordinator, **{"remark-description": "Sinuttele."})
    shown = BeautifulSoup(client.get(desk(page)).text, "html.parser")
    strings = shown.select_one('[role=group][aria-labelledby="field-description"]')
    assert strings is not None
    assert strings.find(id=f"remark-{remark.pk}") is not None
