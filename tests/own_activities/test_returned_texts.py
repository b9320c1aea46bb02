"""The home says what was returned beside activities' first texts: organisations' own texts, and second languages."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation

from listings.actions.adopt_translation import adopt_translation
from listings.actions.change_status import EndListing
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import Listing, OrganisationMembership
from tests.listings.factories import locale, make_activity, make_organisation, record_of, translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

#: Statements of the home at most, whatever a person has.
MOST_STATEMENTS = 12


def home(user: Any, query: str = "", language: str = "en") -> str:
    answer = at("espoo", user).get(f"/{language}/desk/{query}")
    assert answer.status_code == 200
    return str(answer.text)


def needs(page: str) -> str:
    """What needs the person, without tags."""
    if 'aria-labelledby="needs"' not in page:
        return ""
    part = page.split('aria-labelledby="needs"')[1].split("</section>")[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", part).split()))


def returned(page: Any, writer: Any, by: Any, words: str = "Kerro enemmän") -> None:
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    page.current_workflow_task_state.specific.reject(user=by, comment=words)


def second(page: Any, code: str = "sv", title: str = "På svenska") -> Any:
    return translated(page, code, title=title, live=False)


def test_an_organisations_returned_text_is_a_need_of_all_its_people(
    organisation: Any, record: Any, sanna: Any, veikko: Any, neighbours_editor: Any, coordinator: Any
) -> None:
    coordinator.first_name, coordinator.last_name = "Eeva", "Espoo"
    coordinator.save()
    returned(organisation, sanna.user, coordinator, "Mitä te teette?")
    for person in (sanna.user, veikko.user):
        page = home(person)
        for words in ("Siltasanat ry", "Eeva Espoo", "Mitä te teette?", "Correct and send again"):
            assert words in needs(page), words
        assert f'class="button" href="/en/desk/organisations/{record.pk}/"' in page
    assert "Mitä te teette?" not in home(neighbours_editor)
    assert needs(home(sanna.user, "?q=silta")) == ""


@pytest.mark.parametrize("kind", ["activity", "organisation"])
def test_a_returned_second_language_is_a_need(
    activity: Any, organisation: Any, sanna: Any, veikko: Any, coordinator: Any, kind: str
) -> None:
    first = activity if kind == "activity" else organisation
    returned(second(first), sanna.user, coordinator)
    place = "activities" if kind == "activity" else "organisations"
    page = home(veikko.user)
    for words in ("På svenska", "svenska", first.title, "Kerro enemmän", "Correct and send again"):
        assert words in needs(page), words
    assert f'class="button" href="/en/desk/{place}/{first.translation_key}/languages/sv/"' in page
    assert '<b lang="sv" dir="ltr">På svenska</b>' in page
    assert f'<bdi lang="sv">svenska</bdi>) of <bdi lang="fi">{first.title}</bdi>' in page


def test_it_is_a_need_until_it_is_sent_again_or_taken_back(organisation: Any, sanna: Any, coordinator: Any) -> None:
    returned(organisation, sanna.user, coordinator)
    assert "Kerro enemmän" in needs(home(sanna.user))
    organisation.current_workflow_state.resume(sanna.user)
    assert needs(home(sanna.user)) == ""
    organisation.current_workflow_state.cancel(sanna.user)
    assert needs(home(sanna.user)) == ""


def test_a_translators_text_is_the_translators_to_mend(
    activity: Any, sanna: Any, translator: Any, coordinator: Any
) -> None:
    arabic = second(activity, "ar", "مقهى")
    adopt_translation(arabic)
    StringTranslation.objects.filter(locale=locale("ar")).update(last_translated_by=translator)
    returned(arabic, translator, coordinator)
    assert needs(home(sanna.user)) == ""


def test_a_text_that_a_coordinator_has_opened_among_the_translations_stays_its_writers(
    activity: Any, sanna: Any, coordinator: Any
) -> None:
    swedish = second(activity)
    swedish.save_revision(user=sanna.user)
    adopt_translation(swedish)
    returned(swedish, sanna.user, coordinator)
    assert "På svenska" in needs(home(sanna.user))


def test_nothing_is_asked_for_what_has_ended_or_is_suspended(
    activity: Any, organisation: Any, record: Any, sanna: Any, coordinator: Any
) -> None:
    returned(second(activity), sanna.user, coordinator)
    EndListing(Listing.objects.get(pk=activity.translation_key), sanna.user).execute()
    assert needs(home(sanna.user)) == ""
    returned(organisation, sanna.user, coordinator)
    SuspendOrganisation(record).execute()
    assert "Kerro enemmän" not in home(sanna.user)


def test_returned_texts_take_the_same_few_statements(
    organisation: Any, espoo: Any, sanna: Any, coordinator: Any
) -> None:
    def statements() -> int:
        client = at("espoo", sanna.user)
        with CaptureQueriesContext(connection) as counted:
            assert "Kerro enemmän" in client.get("/en/desk/").text
        return len(counted)

    def add(count: int) -> None:
        for number in range(count):
            page = make_activity(organisation, f"Kerho {number}", live=number % 2 > 0)
            returned(page if number % 2 == 0 else second(page), sanna.user, coordinator)
        other = make_organisation(espoo, f"Järjestö {count}")
        OrganisationMembership.objects.create(user=sanna.user, organisation=record_of(other))
        returned(other, sanna.user, coordinator)
        returned(second(other), sanna.user, coordinator)

    add(3)
    statements()  # what a process reads once
    few = statements()
    assert few <= MOST_STATEMENTS
    add(30)
    assert statements() == few
    assert "There are more of these" in home(sanna.user)
