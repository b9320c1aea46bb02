"""Co-organisers are found by typing their names; several, removable, with and without script."""

from __future__ import annotations

from typing import Any

import pytest

from kototori.preparation import drain
from tests.announcing.form_data import filled
from tests.announcing.saving import address, saved_with, send, visit
from tests.listings.factories import make_organisation, record_of
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def partners(espoo: Any) -> list[Any]:
    made = [record_of(make_organisation(espoo, name)) for name in ("Vihreä Sohva ry", "Vihreä Keidas ry")]
    drain(lambda _text: None)
    return made


def suggested(member: Any, q: str, **asked: str) -> Any:
    path = "/fi/desk/organisations/suggest/"
    return at("espoo", member.user).get(path, {"q": q, "organisation": str(member.organisation_id)} | asked)


def test_organisations_are_found_by_name_apart_from_ones_own(sanna: Any, partners: list[Any]) -> None:
    found = [one["name"] for one in suggested(sanna, "vihreä").json()["results"]]
    assert sorted(found) == ["Vihreä Keidas ry", "Vihreä Sohva ry"]
    assert suggested(sanna, "siltasanat").json()["results"] == []
    assert suggested(sanna, "v").json()["results"] == []
    assert suggested(sanna, "\x00" * 300).json()["results"] == []


def test_suggestions_are_for_the_organisations_people(sanna: Any, neighbours_editor: Any, partners: list[Any]) -> None:
    asked = {"q": "vihreä", "organisation": str(sanna.organisation_id)}
    assert at("espoo", neighbours_editor).get("/fi/desk/organisations/suggest/", asked).status_code == 404
    assert suggested(sanna, "vihreä", organisation=str(partners[0].pk)).status_code == 404


def test_several_are_chosen_and_removed(sanna: Any, activity: Any, partners: list[Any]) -> None:
    keys = [str(one.pk) for one in partners]
    page, _said = saved_with(sanna, activity, co_organisers=keys)
    assert {str(one.pk) for one in page.co_organisers.all()} == set(keys)
    shown = visit(sanna, activity)
    assert "Vihreä Sohva ry" in shown.text
    assert sorted(filled(shown)["co_organisers"]) == sorted(keys)
    page, _said = saved_with(sanna, activity, co_organisers=keys[:1])
    assert [str(one.pk) for one in page.co_organisers.all()] == keys[:1]
    page, _said = saved_with(sanna, activity, co_organisers=[])
    assert list(page.co_organisers.all()) == []


def test_without_script_one_types_presses_and_chooses(sanna: Any, activity: Any, partners: list[Any]) -> None:
    client = at("espoo", sanna.user)
    shown = client.get(address(activity))
    typed = filled(shown, co_organiser_typed="vihreä sohva", title="Kesken", action="find-organisation")
    answer = client.post(address(activity), typed)
    assert answer["Location"].endswith("#id_co_organisers")
    again = client.get(answer["Location"])
    assert f'value="{partners[0].pk}"' in again.text
    assert again.context["form"]["title"].value() == "Kesken"


def test_no_other_organisation_is_taken(sanna: Any, espoo: Any, activity: Any) -> None:
    secret = record_of(make_organisation(espoo, "Salainen yhdistys ry", live=False))
    for key in (str(secret.pk), str(sanna.organisation_id), "x", "0" * 36):
        answer = send(sanna, activity, co_organisers=[key])
        assert answer.status_code in (400, 422)
        assert "Salainen" not in answer.text


def test_too_many_are_refused(sanna: Any, activity: Any, partners: list[Any]) -> None:
    answer = send(sanna, activity, co_organisers=[str(partners[0].pk)] * 21)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"co_organisers"}
