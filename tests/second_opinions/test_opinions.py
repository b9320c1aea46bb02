"""A reviewer asks another translator of the language, who reads it beside the original, and decides nothing."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.compared_strings.version_strings import place_name
from editorial.second_opinions.actions.ask_opinion import AskOpinion
from editorial.second_opinions.actions.errors import OpinionError, OpinionPermissionError
from editorial.second_opinions.askable_translators import askable_translators
from editorial.second_opinions.asked_opinions import asked_rows
from editorial.second_opinions.models import SecondOpinion
from editorial.translation_strings.source_strings import source_strings
from listings.models import ActivityPage
from regions.models import Portal, PortalMembership, PortalRole
from tests.announcing.shown_forms import forms_without_a_button
from tests.listings.admin import signed_in
from tests.people.visiting import at, new_mails
from tests.regions.factories import make_member
from tests.remarks.remarked_texts import all_fields
from tests.review_screen.waiting_texts import screen_form, screen_url, waiting, words
from tests.translating.orders import sent, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

BETTER = "يمكن إحضار الأطفال معكم."


def address(opinion: SecondOpinion, language: str = "en") -> str:
    return f"/{language}/desk/opinions/{opinion.pk}/"


def last_string(page: Any) -> str:
    return place_name(source_strings(ActivityPage.objects.get(pk=page.pk))[-1])


def press(client: Any, state: Any, button: str, **typed: str) -> Any:
    shown = client.get(screen_url(state))
    return client.post(screen_url(state), all_fields(shown) | screen_form(shown) | typed | {"answer": button})


@pytest.fixture
def opinion(state: Any, coordinator: Any, amal: Any) -> SecondOpinion:
    return AskOpinion(state, coordinator, amal.pk, "Onko tämä kohtelias?").execute()


def test_a_day_of_a_second_opinion(page: Any, state: Any, coordinator: Any, amal: Any) -> None:
    reviewer = signed_in(coordinator)
    new_mails()
    asked = press(reviewer, state, "ask", translator=str(amal.pk), question="Onko tämä kohtelias?", comment="Kesken")
    assert asked.status_code == 200
    assert screen_form(asked)["comment"] == "Kesken"
    opinion = SecondOpinion.objects.get()
    [mail] = new_mails()
    assert (mail.to, "Onko tämä kohtelias?" in mail.body) == ([amal.email], True)
    client = at("espoo", amal)
    for where in ("/en/desk/", "/en/desk/translations/"):
        assert address(opinion) in client.get(where).text
    shown = client.get(address(opinion))
    assert '<html lang="en" dir="ltr"' in shown.text
    texts = [(one.get("lang"), one.text.strip()) for one in BeautifulSoup(shown.text, "html.parser").select(".typed")]
    assert ("fi", "Saa ottaa lapset.") in texts
    assert ("ar", "يمكن إحضار أطفال.") in texts
    name = last_string(page)
    said = {"verdict": "changes", "words": "Hyvä muuten", f"remark-{name}": "Kankea", f"suggestion-{name}": BETTER}
    assert client.post(address(opinion), said).status_code == 302
    [mail] = new_mails()
    assert (mail.to, "Hyvä muuten" in mail.body) == ([coordinator.email], True)
    seen = reviewer.get(screen_url(state))
    row = BeautifulSoup(seen.text, "html.parser").find(id=f"change-{name}")
    assert row is not None
    assert all(words in row.text for words in ("Amal Aalto", "Kankea", BETTER))
    assert "Hyvä muuten" in words(seen)
    assert not version(page).live
    assert waiting(version(page)).pk == state.pk
    taken = press(reviewer, state, f"take-over-{opinion.pk}", comment="Kesken")
    fields = all_fields(taken)
    assert (fields[f"remark-{name}"], fields[f"suggestion-{name}"]) == ("Kankea", BETTER)
    assert fields["comment"] == "Kesken"
    assert address(opinion) not in client.get("/en/desk/translations/").text
    assert forms_without_a_button(client.get(address(opinion))) == []


def test_who_can_be_asked(
    page: Any, state: Any, coordinator: Any, amal: Any, translator: Any, espoo: Portal, vantaa: Portal
) -> None:
    make_member(espoo, PortalRole.TRANSLATOR, languages=["sv"], name="sv@example.org")
    make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar"], name="vantaa@example.org")
    found = askable_translators(state, state.revision.as_object(), espoo, coordinator)
    assert found == [amal]
    assert translator not in found
    PortalMembership.objects.create(user=coordinator, portal=espoo, role=PortalRole.TRANSLATOR, languages=["ar"])
    assert askable_translators(state, state.revision.as_object(), espoo, coordinator) == [amal]
    with pytest.raises(OpinionError):
        AskOpinion(state, coordinator, translator.pk).execute()
    ActivityPage.objects.get(pk=page.pk).unpublish()
    assert askable_translators(state, state.revision.as_object(), espoo, coordinator) == []


def test_only_the_portals_coordinators_ask_and_one_person_once(
    state: Any, coordinator: Any, vantaa_coordinator: Any, amal: Any, sanna: Any
) -> None:
    for person in (vantaa_coordinator, sanna.user, amal):
        with pytest.raises(OpinionPermissionError):
            AskOpinion(state, person, amal.pk).execute()
    new_mails()
    for _number in range(2):
        AskOpinion(state, coordinator, amal.pk).execute()
    assert (SecondOpinion.objects.count(), len(new_mails())) == (1, 1)
    state.reject(user=coordinator, comment="Ei")
    with pytest.raises(OpinionError):
        AskOpinion(state, coordinator, amal.pk).execute()


def test_nobody_else_reads_or_answers_it(
    opinion: SecondOpinion, translator: Any, coordinator: Any, sanna: Any, amal: Any, espoo: Portal
) -> None:
    other = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="toinen@example.org")
    for person in (translator, coordinator, sanna.user, other):
        client = at("espoo", person)
        assert client.get(address(opinion)).status_code == 404
        assert client.post(address(opinion), {"verdict": "well"}).status_code == 404
    assert at("espoo").get(address(opinion)).status_code == 302
    PortalMembership.objects.filter(user=amal).update(languages=["sv"])
    assert at("espoo", amal).get(address(opinion)).status_code == 404
    assert asked_rows(type(amal).objects.get(pk=amal.pk)) == []
    assert not SecondOpinion.objects.exclude(verdict="").exists()


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({}, 422),
        ({"verdict": "approve"}, 422),
        ({"verdict": "changes"}, 422),
        ({"verdict": "well", "words": "x" * 2001}, 422),
        ({"verdict": "well"}, 302),
    ],
)
def test_an_opinion_says_something(opinion: SecondOpinion, amal: Any, typed: dict[str, str], status: int) -> None:
    answered = at("espoo", amal).post(address(opinion), typed)
    assert answered.status_code == status
    assert (SecondOpinion.objects.get().verdict == "well") == (status == 302)
    if typed.get("words"):
        assert typed["words"] in answered.text


def test_after_the_review_it_isnt_needed(
    page: Any, opinion: SecondOpinion, state: Any, coordinator: Any, amal: Any, translator: Any
) -> None:
    client = at("espoo", amal)
    assert sent(at("espoo", translator), page, {"title": "مقهى آخر"}, "send").status_code == 302
    assert waiting(version(page)).pk != state.pk
    assert client.get(address(opinion)).status_code == 302
    assert client.post(address(opinion), {"verdict": "well"}).status_code == 422
    assert asked_rows(amal) == []


def test_statements_are_the_same_at_one_and_at_ten_requests(
    state: Any, coordinator: Any, amal: Any, espoo: Portal
) -> None:
    client, counts = signed_in(coordinator), []
    for number in (1, 10):
        for place in range(number):
            person = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name=f"{number}-{place}@example.org")
            AskOpinion(state, coordinator, person.pk).execute()
        client.get(screen_url(state))  # notes who looks, and loads what a process keeps
        with CaptureQueriesContext(connection) as captured:
            assert client.get(screen_url(state)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    AskOpinion(state, coordinator, amal.pk).execute()
    with CaptureQueriesContext(connection) as captured:
        assert len(asked_rows(type(amal).objects.get(pk=amal.pk))) == 1
    assert len(captured) <= 3
