"""The home's own activities: what needs the person, the groups, and what stands beside each activity."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from editorial.announcing.models import TypedForm
from listings.actions.cancel_date import CancelDate
from listings.actions.change_status import CancelListing, EndListing, PauseListing, UndoEnd
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.enums import OrganisationRole
from listings.models import ActivityDate, Listing, OrganisationMembership
from regions.models import Municipality
from tests.listings.factories import make_activity, make_organisation, record_of, translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

#: Statements of the home at most, whatever a person has.
MOST_STATEMENTS = 12


def listing_of(page: Any) -> Listing:
    listing: Listing = Listing.objects.get(pk=page.translation_key)
    return listing


def home(user: Any, query: str = "", portal: str = "espoo", language: str = "en") -> str:
    answer = at(portal, user).get(f"/{language}/desk/{query}")
    assert answer.status_code == 200
    return str(answer.text)


def groups(page: str) -> dict[str, list[str]]:
    """Titles by the heading of their group."""
    found: dict[str, list[str]] = {}
    for part in page.split('<section aria-labelledby="group-')[1:]:
        part = part.split("</section>")[0]
        heading = re.search(r"<h2[^>]*>\s*([^<]*?)\s*<", part)
        assert heading
        found[heading[1]] = [unescape(title) for title in re.findall(r"<h3>\s*<bdi[^>]*>(.*?)</bdi>", part)]
    return found


def item(page: str, title: str) -> str:
    """The item of an activity in the list, without tags."""
    part = page.split(f">{title}</bdi></h3>")[1].split("</li>")[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", part).split()))


def needs(page: str) -> str:
    if 'aria-labelledby="needs"' not in page:
        return ""
    return " ".join(re.sub(r"<[^>]+>", " ", page.split('aria-labelledby="needs"')[1].split("</section>")[0]).split())


def submitted(page: Any, user: Any) -> Any:
    return page.get_workflow().start(page, user)


def returned(page: Any, user: Any, by: Any, words: str = "Mistä ovesta tullaan sisään?") -> None:
    submitted(page, user)
    page.current_workflow_task_state.task.on_action(page.current_workflow_task_state, by, "reject", comment=words)


@pytest.fixture
def ready(organisation: Any, sanna: Any, coordinator: Any) -> dict[str, Any]:
    """An activity in every group."""
    today = timezone.localdate()
    pages = {
        "Näkyvä": make_activity(organisation, "Näkyvä"),
        "Tarkistettava": make_activity(organisation, "Tarkistettava", live=False),
        "Kesken oleva": make_activity(organisation, "Kesken oleva", live=False),
        "Tauolla oleva": make_activity(organisation, "Tauolla oleva"),
        "Päättynyt": make_activity(organisation, "Päättynyt"),
        "Ohi mennyt": make_activity(
            organisation,
            "Ohi mennyt",
            season_start=today - datetime.timedelta(days=60),
            season_end=today - datetime.timedelta(days=20),
        ),
        "Vahvistamaton": make_activity(organisation, "Vahvistamaton"),
    }
    pages["Tarkistettava"].save_revision()
    submitted(pages["Tarkistettava"], sanna.user)
    pages["Kesken oleva"].save_revision()
    PauseListing(listing_of(pages["Tauolla oleva"]), sanna.user, until=today + datetime.timedelta(days=3)).execute()
    EndListing(listing_of(pages["Päättynyt"]), sanna.user).execute()
    Listing.objects.filter(pk=pages["Vahvistamaton"].translation_key).update(
        confirm_by=today - datetime.timedelta(days=1)
    )
    return pages


def test_every_activity_stands_in_its_group(ready: dict[str, Any], veikko: Any) -> None:
    page = home(veikko.user)
    assert groups(page) == {
        "In sight": ["Näkyvä"],
        "Waits for review": ["Tarkistettava"],
        "Unfinished": ["Kesken oleva"],
        "On a break": ["Tauolla oleva"],
        "Ended or over": ["Ohi mennyt", "Päättynyt", "Vahvistamaton"],
    }


ACTS = {
    "Näkyvä": ["#languages", "", "copy/", "cancel-date/", "pause/", "confirm/", "end/"],
    "Tarkistettava": ["#languages", "", "copy/"],
    "Kesken oleva": ["#languages", "", "delete/"],
    "Tauolla oleva": ["#languages", "", "copy/", "resume/", "end/"],
    "Päättynyt": ["copy/", "end/"],
    "Ohi mennyt": ["copy/", "", "end/"],
    "Vahvistamaton": ["confirm/", "", "copy/", "end/"],
}


@pytest.mark.parametrize("title", ACTS)
def test_what_can_be_done_is_in_sight(ready: dict[str, Any], sanna: Any, title: str) -> None:
    page = home(sanna.user)
    key = ready[title].translation_key
    part = page.split(f">{title}</bdi></h3>")[1].split("</li>")[0]
    found = re.findall(rf'(?:href|action)="/en/desk/activities/{key}/([^"]*)"', part)
    assert found == ACTS[title]


def test_an_item_says_when_where_in_which_languages_and_how_it_stands(
    organisation: Any, sanna: Any, coordinator: Any
) -> None:
    year = timezone.localdate().year + 1
    page = make_activity(
        organisation,
        "Kahvila",
        season_start=datetime.date(year, 1, 12),
        season_end=datetime.date(year, 5, 25),
    )
    translated(page, "sv", title="Kafé")
    translated(page, "ar", title="مقهى", live=False)
    words = item(home(sanna.user), "Kahvila")
    for expected in ("In sight", "Tuesdays", "17:00", str(year), "Next time:", "Espoo", "suomi", "svenska"):
        assert expected in words, expected
    assert "العربية" not in words
    CancelListing(listing_of(page), sanna.user).execute()
    assert "Cancelled" in item(home(sanna.user), "Kahvila")


def test_a_title_has_its_own_language_and_direction(organisation: Any, sanna: Any) -> None:
    make_activity(organisation, "مقهى اللغة", language="ar")
    assert '<h3><bdi lang="ar" dir="rtl">مقهى اللغة</bdi></h3>' in home(sanna.user)


def test_the_next_time_is_one_that_takes_place(activity: Any, sanna: Any) -> None:
    today = timezone.localdate()
    tuesday = today + datetime.timedelta(days=(1 - today.weekday()) % 7 or 7)
    CancelDate(listing_of(activity), tuesday, sanna.user).execute()
    words = item(home(sanna.user, language="fi"), "Kielikahvila")
    following = tuesday + datetime.timedelta(days=7)
    assert f"{following.day}.{following.month}." in words
    assert f"{tuesday.day}.{tuesday.month}." not in words


def test_a_draft_is_shown_as_it_was_saved_last(organisation: Any, sanna: Any) -> None:
    page = make_activity(organisation, "Vanha nimi", live=False)
    page.title = "Uusi nimi"
    page.schedule_kind = "single"
    page.municipality = Municipality.objects.get(pk="092")
    page.slots = []
    page.dates = [ActivityDate(date=datetime.date(2031, 3, 4), start=datetime.time(18))]
    page.save_revision()
    text = home(sanna.user, language="fi")
    assert "Uusi nimi" in text
    assert "4.3.2031" in item(text, "Uusi nimi")
    assert "Vantaa" in item(text, "Uusi nimi")


def test_returned_comes_first_with_the_reviewers_words(
    activity: Any, sanna: Any, veikko: Any, coordinator: Any
) -> None:
    coordinator.first_name, coordinator.last_name = "Eeva", "Espoo"
    coordinator.save()
    activity.title = "Kielikahvila 2"
    activity.save_revision(user=sanna.user)
    returned(activity, sanna.user, coordinator)
    for person in (sanna.user, veikko.user):
        words = needs(home(person))
        assert "Mistä ovesta tullaan sisään?" in words
        assert "Eeva Espoo" in words
        assert "Correct and send again" in words
    assert "your change: returned" in item(home(sanna.user), "Kielikahvila")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def test_the_words_of_who_has_approved_it_arrive_and_go(
    activity: Any, sanna: Any, veikko: Any, coordinator: Any
) -> None:
    """They stay for two weeks, or until the text is another one; without words there is nothing to read."""
    coordinator.first_name, coordinator.last_name = "Eeva", "Espoo"
    coordinator.save()

    def approve(title: str, words: str) -> None:
        activity.title = title
        activity.save_revision(user=sanna.user)
        submitted(activity, sanna.user)
        state = activity.current_workflow_task_state
        state.task.on_action(state, coordinator, "approve", comment=words)
        activity.refresh_from_db()

    approve("Kielikahvila 2", "")
    assert needs(home(sanna.user)) == ""
    approve("Kielikahvila 3", "Kiitos, hieno kahvila!")
    for person in (sanna.user, veikko.user):
        words = needs(home(person))
        assert "Eeva Espoo has approved it and writes to you" in words
        assert "Kiitos, hieno kahvila!" in words
    answers = TaskState.objects.exclude(comment="")
    for days, is_shown in ((13, True), (15, False), (0, True)):
        answers.update(finished_at=timezone.now() - datetime.timedelta(days=days))
        assert ("hieno kahvila" in needs(home(sanna.user))) is is_shown, days
    activity.title = "Kielikahvila 4"
    activity.save_revision(user=sanna.user)
    assert needs(home(sanna.user)) == ""


def test_another_language_is_one_link_away_where_the_portal_has_one(
    activity: Any, sanna: Any, espoo: Any, coordinator: Any
) -> None:
    address = f'href="/en/desk/activities/{activity.translation_key}/#languages"'
    assert address in home(sanna.user)
    EndListing(listing_of(activity), sanna.user).execute()
    assert address not in home(sanna.user)
    UndoEnd(listing_of(activity), sanna.user).execute()
    assert 'id="languages"' in at("espoo", sanna.user).get(f"/en/desk/activities/{activity.translation_key}/").text


def test_what_is_to_be_confirmed_takes_one_press(activity: Any, sanna: Any) -> None:
    today = timezone.localdate()
    Listing.objects.update(confirm_by=today + datetime.timedelta(days=5))
    page = home(sanna.user)
    assert "Yes, it is still valid" in needs(page)
    answer = at("espoo", sanna.user).post(f"/en/desk/activities/{activity.translation_key}/confirm/")
    assert answer.status_code == 302
    assert listing_of(activity).confirmed_on == today
    assert needs(home(sanna.user)) == ""


@pytest.mark.parametrize(("days", "is_shown"), [(10, True), (60, False)])
def test_a_season_that_ends_soon_is_said(organisation: Any, sanna: Any, days: int, is_shown: bool) -> None:
    make_activity(organisation, "Kausi", season_end=timezone.localdate() + datetime.timedelta(days=days))
    assert ("Copy for a new season" in needs(home(sanna.user))) is is_shown


def test_a_single_event_asks_for_nothing(organisation: Any, sanna: Any) -> None:
    day = timezone.localdate() + datetime.timedelta(days=3)
    dates = [ActivityDate(date=day, start=datetime.time(18))]
    make_activity(organisation, "Juhla", schedule_kind="single", slots=[], dates=dates)
    page = home(sanna.user)
    assert groups(page) == {"In sight": ["Juhla"]}
    assert needs(page) == ""


def test_what_is_typed_and_not_saved_is_its_writers_alone(record: Any, activity: Any, sanna: Any, veikko: Any) -> None:
    fields = [["title", "Uusi ryhmä"]]
    TypedForm.objects.create(
        person=sanna.user, listing_key="11111111-1111-4111-8111-111111111111", organisation=record, fields=fields
    )
    page = home(sanna.user)
    assert "Uusi ryhmä" in needs(page)
    assert 'href="/en/desk/activities/11111111-1111-4111-8111-111111111111/"' in page
    assert "Uusi ryhmä" not in home(veikko.user)


def test_what_is_thrown_away_waits_for_nobody(record: Any, sanna: Any) -> None:
    key = "11111111-1111-4111-8111-111111111111"
    fields = [["title", "Uusi ryhmä"]]
    TypedForm.objects.create(person=sanna.user, listing_key=key, organisation=record, fields=fields)
    at("espoo", sanna.user).post(f"/fi/desk/activities/{key}/typed/forget/")
    assert "Uusi ryhmä" not in home(sanna.user)


def test_nothing_yet_says_what_to_do(record: Any, sanna: Any) -> None:
    page = home(sanna.user)
    assert "You haven't announced anything yet" in unescape(page)
    assert 'href="/en/desk/activities/new/"' in page


def test_others_activities_are_not_there(
    activity: Any, sanna: Any, neighbours_editor: Any, coordinator: Any, translator: Any
) -> None:
    assert "Kielikahvila" in home(sanna.user)
    for person, portal in ((neighbours_editor, "espoo"), (translator, "espoo"), (coordinator, "kototori")):
        assert "Kielikahvila" not in home(person, portal=portal)


def test_a_suspended_organisations_activities_are_not_offered(activity: Any, record: Any, sanna: Any) -> None:
    SuspendOrganisation(record).execute()
    page = home(sanna.user)
    assert groups(page) == {}
    assert "suspended" in page


def test_organisations_of_all_portals_on_every_host(
    organisation: Any, activity: Any, sanna: Any, vantaa: Any, national: Any
) -> None:
    own = make_organisation(vantaa, "Vihreä Sohva ry")
    make_activity(own, "Vantaan kerho")
    assert "Your organisations</" not in home(sanna.user).split("group-")[0].replace("aria-label", "")
    OrganisationMembership.objects.create(user=sanna.user, organisation=record_of(own))
    for portal in ("espoo", "vantaa", "kototori"):
        page = home(sanna.user, portal=portal, language="fi")
        assert groups(page) == {"Näkyvissä": ["Kielikahvila", "Vantaan kerho"]}
        assert "Vihreä Sohva ry" in item(page, "Vantaan kerho")
    chosen = home(sanna.user, f"?organisation={own.translation_key}")
    assert groups(chosen) == {"In sight": ["Vantaan kerho"]}
    assert f'href="/en/desk/activities/new/?organisation={own.translation_key}"' in chosen
    foreign = home(sanna.user, f"?organisation={make_organisation(vantaa, 'Muu ry').translation_key}")
    assert groups(foreign) == {"In sight": ["Kielikahvila", "Vantaan kerho"]}


@pytest.fixture
def many(organisation: Any) -> list[Any]:
    return [make_activity(organisation, f"Kerho {number:03}") for number in range(45)]


def test_a_long_list_is_found_by_words_in_any_language_and_by_place(
    many: list[Any], organisation: Any, sanna: Any
) -> None:
    translated(many[7], "sv", title="Hantverkskväll")
    make_activity(organisation, "Muualla", municipality=Municipality.objects.get(pk="092"))
    for query, expected in (
        ("kerho 013", ["Kerho 013"]),
        ("hantverk", ["Kerho 007"]),
        ("VANTAA", ["Muualla"]),
        ("vanda muual", ["Muualla"]),
    ):
        found = groups(home(sanna.user, f"?q={query}"))
        assert found == {"In sight": expected}, query
    nothing = home(sanna.user, "?q=eiole")
    assert groups(nothing) == {}
    assert "0 activities found" in nothing


@pytest.mark.parametrize("query", ["%00", "%25%25", "'", "x" * 5000, "%F0%9F%98%80", "a " * 400])
def test_odd_words_find_nothing_and_break_nothing(activity: Any, sanna: Any, query: str) -> None:
    answer = at("espoo", sanna.user).get(f"/en/desk/?q={query}")
    assert answer.status_code in (200, 400, 414)


def test_pages_of_the_list(many: list[Any], sanna: Any) -> None:
    first = home(sanna.user)
    assert groups(first) == {"In sight": [f"Kerho {number:03}" for number in range(20)]}
    assert "(45)" in first
    assert 'href="?page=2"' in first
    last = home(sanna.user, "?page=3")
    assert groups(last) == {"In sight": [f"Kerho {number:03}" for number in range(40, 45)]}
    for odd in ("0", "-1", "x", "999", "1e9"):
        assert groups(home(sanna.user, f"?page={odd}"))
    assert groups(home(sanna.user, "?state=paused")) == {}
    assert len(groups(home(sanna.user, "?state=in-sight&page=2"))["In sight"]) == 20


def test_the_home_takes_few_statements_and_as_many_for_many_activities(
    organisation: Any, sanna: Any, coordinator: Any, espoo: Any
) -> None:
    def statements(query: str = "") -> int:
        client = at("espoo", sanna.user)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(f"/en/desk/{query}").status_code == 200
        return len(counted)

    def add(count: int, owner: Any) -> None:
        for number in range(count):
            page = make_activity(owner, f"Kerho {number}", live=number % 3 > 0)
            if number % 3 == 0:
                page.save_revision(user=sanna.user)
                returned(page, sanna.user, coordinator)

    add(5, organisation)
    other = make_organisation(espoo, "Toinen ry")
    OrganisationMembership.objects.create(
        user=sanna.user, organisation=record_of(other), role=OrganisationRole.RESPONSIBLE
    )
    statements()  # what a process reads once
    few = statements()
    assert few <= MOST_STATEMENTS
    add(50, organisation)
    add(3, other)
    assert statements() == few
    assert statements("?q=kerho") <= MOST_STATEMENTS
    assert statements("?page=2&state=in-sight") <= MOST_STATEMENTS
