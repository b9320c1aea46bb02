"""Curation in the admin: a coordinator pins, includes and hides, and visitors' pages and the API follow at once."""

import threading
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from listings.enums import PlacementKind
from listings.models import Placement
from regions.models import Portal
from tests.admin.curating import (
    DAY,
    LIST,
    MARKUP,
    POOL,
    in_api,
    in_finder,
    move_address,
    on_front_page,
    place,
    place_address,
    remove_address,
    words,
)
from tests.faces.visiting import finder, read, visit
from tests.listings.admin import signed_in, url
from tests.listings.factories import make_activity, make_organisation
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

# What visitors see


def test_pinned_activity_comes_first_until_it_is_removed(pool: dict[str, Any], coordinator: Any) -> None:
    assert (in_finder(), in_api(), on_front_page()) == (["Aamukahvi", "Kielikahvila"],) * 2 + ([],)
    place(coordinator, pool["Kielikahvila"], "pin")
    assert (in_finder(), in_api()) == (["Kielikahvila", "Aamukahvi"],) * 2
    assert on_front_page() == ["Kielikahvila"]
    assert in_finder(query="?sort=title") == ["Aamukahvi", "Kielikahvila"]
    assert in_finder("kototori")[0] == "Aamukahvi"
    signed_in(coordinator).post(remove_address(pool["Kielikahvila"]))
    assert (in_finder(), in_api(), on_front_page()) == (["Aamukahvi", "Kielikahvila"],) * 2 + ([],)


def test_included_activity_appears_and_goes_again(pool: dict[str, Any], coordinator: Any) -> None:
    key = pool["Vain Vantaalla"].translation_key
    assert visit("espoo", f"{finder('fi')}{key}/").status_code == 404
    place(coordinator, pool["Vain Vantaalla"], "include")
    assert set(in_finder()) == set(in_api()) == set(pool)
    item = visit("espoo", f"/api/v1/activities/{key}?lang=fi").json()
    assert item["url"].startswith("http://vantaa.localhost")
    assert visit("espoo", f"{finder('fi')}{key}/").status_code == 200
    signed_in(coordinator).post(remove_address(pool["Vain Vantaalla"]))
    assert "Vain Vantaalla" not in in_finder() + in_api()
    assert visit("espoo", f"{finder('fi')}{key}/").status_code == 404


def test_hidden_activity_is_gone_from_its_portal_only(pool: dict[str, Any], coordinator: Any) -> None:
    key = pool["Kielikahvila"].translation_key
    place(coordinator, pool["Kielikahvila"], "exclude", reason="Kaksi samanlaista")
    assert in_finder() == in_api() == ["Aamukahvi"]
    assert visit("espoo", f"{finder('fi')}{key}/").status_code == 404
    assert visit("espoo", f"/api/v1/activities/{key}").status_code == 404
    assert "Kielikahvila" in in_finder("kototori")
    item = visit("kototori", f"/api/v1/activities/{key}?lang=fi").json()
    assert item["url"].startswith("http://kototori.localhost")
    assert "Kaksi samanlaista" not in read("kototori", f"{finder('fi')}{key}/").get_text()
    signed_in(coordinator).post(remove_address(pool["Kielikahvila"]))
    assert "Kielikahvila" in in_finder()


def test_hidden_activity_of_the_whole_country_stays_in_its_region(pool: dict[str, Any], admin: Any) -> None:
    place(admin, pool["Kielikahvila"], "exclude", portal="kototori", reason="Paikallinen")
    assert "Kielikahvila" not in in_finder("kototori")
    assert "Kielikahvila" in in_finder("espoo")


@pytest.mark.parametrize(
    ("title", "name", "during", "after"),
    [
        ("Kielikahvila", "pin", ["Kielikahvila", "Aamukahvi"], ["Aamukahvi", "Kielikahvila"]),
        ("Kielikahvila", "exclude", ["Aamukahvi"], ["Aamukahvi", "Kielikahvila"]),
        ("Vain Vantaalla", "include", ["Aamukahvi", "Kielikahvila", "Vain Vantaalla"], ["Aamukahvi", "Kielikahvila"]),
    ],
)
def test_placement_holds_on_its_last_day_and_not_on_the_next(
    title: str, name: str, during: list[str], after: list[str], pool: dict[str, Any], coordinator: Any
) -> None:
    """Nothing runs in between: the time is compared when somebody reads."""
    until = timezone.localdate() + 2 * DAY
    place(coordinator, pool[title], name, reason="Kokeillaan", until=until.isoformat())
    for days, expected in ((0, during), (2, during), (3, after)):
        with time_machine.travel(timezone.now() + days * DAY, tick=False):
            assert sorted(in_finder()) == sorted(in_api()) == sorted(expected)
            if name == "pin":
                assert (in_finder()[0], on_front_page()[:1]) == (expected[0], during[:1] if days < 3 else [])


def test_pins_are_reordered_with_buttons(pool: dict[str, Any], coordinator: Any) -> None:
    for title in ("Aamukahvi", "Kielikahvila"):
        place(coordinator, pool[title], "pin")
    assert on_front_page() == ["Kielikahvila", "Aamukahvi"]
    answer = signed_in(coordinator).post(move_address(pool["Aamukahvi"]), {"direction": "up"})
    assert answer.headers["Location"] == f"/admin/curation/espoo/#listing-{pool['Aamukahvi'].translation_key}"
    assert on_front_page() == ["Aamukahvi", "Kielikahvila"]
    signed_in(coordinator).post(move_address(pool["Aamukahvi"]), {"direction": "down"})
    assert on_front_page() == ["Kielikahvila", "Aamukahvi"]


# Forms


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("exclude", {"reason": ""}),
        ("exclude", {"reason": "x" * 301}),
        ("pin", {"reason": "x" * 301}),
        ("pin", {"until": "1.1.2020"}),
        ("pin", {"until": "31.12.9999"}),
        ("pin", {"until": "joskus"}),
        ("pin", {"until": "32.13.2027"}),
        ("pin", {"is_first": "middle"}),
    ],
)
def test_faulty_form_is_shown_again_with_what_was_typed(
    name: str, values: dict[str, str], pool: dict[str, Any], coordinator: Any
) -> None:
    answer = place(coordinator, pool["Kielikahvila"], name, **{"reason": "Kaksi samanlaista"} | values)
    assert answer.status_code == 400
    assert answer.context["form"].errors
    assert not Placement.objects.exists()
    typed = [value for value in values.values() if len(value) < 300 and value != "middle"]
    assert all(value in answer.content.decode() for value in typed)


def test_reason_in_several_lines_becomes_one(pool: dict[str, Any], coordinator: Any) -> None:
    place(coordinator, pool["Kielikahvila"], "pin", reason="Uusille\r\n  hyvä\talku")
    assert Placement.objects.get().reason == "Uusille hyvä alku"


def test_finnish_date_is_understood(pool: dict[str, Any], coordinator: Any) -> None:
    until = timezone.localdate() + 40 * DAY
    place(coordinator, pool["Kielikahvila"], "pin", until=f"{until.day}.{until.month}.{until.year}")
    assert Placement.objects.get().until == until


def test_form_of_a_change_has_what_was_decided(pool: dict[str, Any], coordinator: Any) -> None:
    until = timezone.localdate() + 9 * DAY
    place(coordinator, pool["Kielikahvila"], "pin", reason="Uusille", until=until.isoformat())
    form = signed_in(coordinator).get(place_address(pool["Kielikahvila"], "pin")).context["form"]
    assert (form["reason"].value(), form["until"].value()) == ("Uusille", until)
    assert "is_first" not in form.fields
    other = signed_in(coordinator).get(place_address(pool["Kielikahvila"], "exclude")).context["form"]
    assert (other["reason"].value(), other["until"].value()) == (None, None)


def test_last_one_is_told_what_is_replaced(pool: dict[str, Any], coordinator: Any, espoo: Portal) -> None:
    colleague = make_member(espoo, name="colleague@example.org")
    place(colleague, pool["Kielikahvila"], "pin", reason="Uusille")
    said = words(place(coordinator, pool["Kielikahvila"], "exclude", reason="Täynnä"))
    assert "Kototori Espoo: ei näytetä" in said
    assert "Uusille" in said
    assert "colleague@example.org" in said


def test_placing_what_makes_no_difference_says_why(pool: dict[str, Any], coordinator: Any) -> None:
    answer = place(coordinator, pool["Kielikahvila"], "include", reason="Hyvä paikka")
    assert answer.status_code == 400
    assert "Hyvä paikka" in answer.content.decode()
    assert not Placement.objects.exists()


def test_person_comes_back_where_they_were(pool: dict[str, Any], coordinator: Any) -> None:
    target = f"{POOL}?q=kahvila"
    data = {"reason": "", "until": "", "is_first": "first"}
    client, address = signed_in(coordinator), place_address(pool["Kielikahvila"], "pin")
    for asked, given in (
        (target, target),
        ("https://evil.example/", f"{LIST}espoo/"),
        ("//evil.example", f"{LIST}espoo/"),
    ):
        assert client.post(address, data | {"next": asked}).headers["Location"] == given


def test_markup_in_reason_and_title_is_text(organisation: Any, coordinator: Any) -> None:
    page = make_activity(organisation, MARKUP)
    client = signed_in(coordinator)
    data = {"reason": MARKUP, "until": "", "is_first": "first"}
    answers = [
        client.post(place_address(page, "exclude"), {**data, "reason": MARKUP + "x" * 300}),
        client.post(place_address(page, "exclude"), data, follow=True),
        client.get(LIST),
        client.get(POOL),
        client.get(place_address(page, "exclude")),
        client.get(remove_address(page)),
        client.get(url("edit", page.pk)),
        client.get(url("history", page.pk)),
    ]
    assert [MARKUP in answer.content.decode() for answer in answers] == [False] * len(answers)
    assert all("&lt;b&gt;" in answer.content.decode() for answer in answers)


# Who


@pytest.mark.parametrize(
    ("person", "status"), [("coordinating_editor", 404), ("vantaa_coordinator", 404), ("translator", 403)]
)
def test_others_get_nothing(person: str, status: int, pool: dict[str, Any], request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(person)
    page = pool["Kielikahvila"]
    Placement.objects.create(
        portal=Portal.objects.get(slug="espoo"), listing=page.record, kind=PlacementKind.PINNED, reason="Salainen syy"
    )
    client = signed_in(user)
    addresses = [f"{LIST}espoo/", remove_address(page), *(place_address(page, name) for name in ("pin", "exclude"))]
    if status == 403:
        addresses += [LIST, reverse("listings_placement_choices", args=[page.translation_key])]
    answers = [client.get(address) for address in addresses]
    data = {"reason": "Ei ole meidän", "until": "", "is_first": "first"}
    answers += [client.post(address, data) for address in (*addresses[1:4], move_address(page))]
    assert {answer.status_code for answer in answers} == {status}
    assert not any("Salainen syy" in answer.content.decode() for answer in (*answers, client.get(POOL)))
    assert Placement.objects.get().reason == "Salainen syy"


def test_anonymous_is_sent_to_the_sign_in(pool: dict[str, Any], client: Any) -> None:
    for address in (LIST, f"{LIST}espoo/", place_address(pool["Kielikahvila"], "pin")):
        assert client.get(address, headers={"host": "kototori.localhost:8000"}).status_code == 302


@pytest.mark.parametrize("portal", ["vantaa", "kototori", "nowhere", "0"])
def test_other_portals_names_in_the_address_are_404(portal: str, pool: dict[str, Any], coordinator: Any) -> None:
    page = pool["Kielikahvila"]
    for address in (f"{LIST}{portal}/", place_address(page, "pin", portal), remove_address(page, portal)):
        assert signed_in(coordinator).get(address).status_code == 404
        assert signed_in(coordinator).post(address, {"reason": "x"}).status_code in {404, 405}
    assert not Placement.objects.exists()


@pytest.mark.parametrize("name", ["unpin", "pinned", "PIN", "remove-all"])
def test_unknown_word_in_the_address_is_404(name: str, pool: dict[str, Any], coordinator: Any) -> None:
    assert signed_in(coordinator).get(place_address(pool["Kielikahvila"], name)).status_code == 404


def test_drafts_title_is_not_told(other_organisation: Any, organisation: Any, coordinator: Any) -> None:
    drafts = [make_activity(parent, "Salainen", live=False) for parent in (other_organisation, organisation)]
    client = signed_in(coordinator)
    for page in (*drafts, type("Nothing", (), {"translation_key": uuid.uuid4()})):
        for name in ("pin", "include", "exclude"):
            answers = (client.get(place_address(page, name)), client.post(place_address(page, name), {"reason": "x"}))
            assert [answer.status_code for answer in answers] == [404, 404]
            assert not any("Salainen" in answer.content.decode() for answer in answers)
        assert client.get(remove_address(page)).status_code == 404
    assert "Salainen" not in client.get(f"{POOL}?scope=country").content.decode()


def test_activity_that_is_no_longer_public_is_listed_without_its_title(pool: dict[str, Any], coordinator: Any) -> None:
    page = pool["Vain Vantaalla"]
    place(coordinator, page, "include", reason="Hyvä matka")
    page.title = "Salainen luonnos"
    page.save_revision()
    page.unpublish()
    for address in (LIST, remove_address(page)):
        text = words(signed_in(coordinator).get(address))
        assert ("Salainen" in text, "Vain Vantaalla" in text, "Hyvä matka" in text) == (False, False, True)
    assert signed_in(coordinator).get(place_address(page, "include")).status_code == 404
    signed_in(coordinator).post(remove_address(page))
    assert not Placement.objects.exists()


# What it costs, and two at once


@pytest.mark.parametrize("address", [LIST, f"{POOL}?placement=excluded", f"{POOL}?scope=country"])
def test_queries_do_not_grow_with_the_placements(
    address: str, organisation: Any, espoo: Portal, vantaa: Portal, coordinator: Any
) -> None:
    counts = []
    for more in (1, 9):
        for number in range(more):
            for kind in PlacementKind:
                home = make_organisation(espoo, f"Järjestö {kind} {more}-{number}")
                page = make_activity(home, f"Ryhmä {kind} {more}-{number}")
                Placement.objects.create(portal=espoo, listing=page.record, kind=kind, reason="x")
        with CaptureQueriesContext(connection) as queries:
            assert signed_in(coordinator).get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_both_get_an_answer(espoo: Portal, organisation: Any) -> None:
    """One placement remains, and whoever was later is told what was there."""
    page = make_activity(organisation)
    users = [make_member(espoo, name=f"{number}@example.org") for number in range(4)]
    start, answers = threading.Barrier(len(users)), []

    def decide(number: int) -> None:
        name = ("pin", "exclude")[number % 2]
        try:
            client = signed_in(users[number])
            start.wait()
            data = {"reason": f"Syy {number}", "until": "", "is_first": "first"}
            answers.append(client.post(place_address(page, name), data, follow=True))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[number]) for number in range(len(users))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [200] * len(users)
    assert Placement.objects.count() == 1
    assert sum("Korvaa aiemman" in words(answer) for answer in answers) == len(users) - 1
