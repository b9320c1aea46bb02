"""Lists, filters and choosers of the admin name one's own people and things, and they name them by their titles."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from taggit.models import Tag
from wagtail.models import Page, Task

from listings.actions.change_status import EndListing
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import ActivityDate, ActivityPage, ActivityTag, Listing, Organisation
from regions.models import Portal
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_activity, make_organisation, record_of, translated

pytestmark = pytest.mark.django_db

PEOPLE = ("coordinating_editor", "coordinating_neighbour", "coordinator", "vantaa_coordinator")
NAMES = {"coordinating_editor": "Wilhelmiina", "coordinating_neighbour": "Xeniaanna", "vantaa_editor": "Ypsilanteri"}


@pytest.fixture
def owned(request: pytest.FixtureRequest, organisation: Any, neighbour: Any, other_organisation: Any) -> dict[str, Any]:
    """An activity of each coordinating_editor, who has a name that nobody else has, owns it and has saved it."""
    pages = {}
    homes = {
        "coordinating_editor": organisation,
        "coordinating_neighbour": neighbour,
        "vantaa_editor": other_organisation,
    }
    for name, parent in homes.items():
        person = request.getfixturevalue(name)
        person.first_name = NAMES[name]
        person.save()
        page = make_activity(parent)
        Page.objects.filter(pk=page.pk).update(owner=person)
        page.save_revision(user=person, log_action=True)
        pages[name] = page
    return pages


def text_at(user: Any, address: str) -> str:
    answer = signed_in(user).get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    return "" if answer.status_code == 302 else str(content.decode(errors="replace"))


LISTS = [
    "/admin/pages/",
    "/admin/pages/{parent}/",
    "/admin/pages/{parent}/results/",
    "/admin/pages/usage/listings/activitypage/",
    "/admin/pages/usage/listings/organisationpage/",
    "/admin/pages/usage/wagtailcore/page/",
    "/admin/workflows/usage/{workflow}/",
    "/admin/workflows/usage/{workflow}/results/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/listings/pool/",
    "/admin/",
]
SEEN = {
    "coordinating_editor": {"coordinating_editor"},
    "coordinating_neighbour": {"coordinating_neighbour"},
    "coordinator": {"coordinating_editor", "coordinating_neighbour"},
    "vantaa_coordinator": {"vantaa_editor"},
}


@pytest.mark.parametrize("name", PEOPLE)
def test_filters_name_people_of_pages_that_one_sees(name: str, owned: Any, request: Any, espoo: Portal) -> None:
    user = request.getfixturevalue(name)
    hidden = {text for person, text in NAMES.items() if person not in SEEN[name] | {name}}
    for page in owned.values():
        workflow = page.get_workflow()
        for address in LISTS:
            text = text_at(user, address.format(parent=page.get_parent().pk, workflow=workflow.pk if workflow else 1))
            assert (address, {word for word in hidden if word in text}) == (address, set())


def test_coordinator_filters_by_the_people_of_the_portal(owned: Any, coordinator: Any) -> None:
    text = text_at(coordinator, f"/admin/pages/{owned['coordinating_editor'].get_parent().pk}/")
    assert NAMES["coordinating_editor"] in text


@pytest.mark.parametrize("name", ["coordinating_editor", "coordinator"])
def test_workflows_are_for_national_administrators(name: str, request: Any, vantaa: Portal, admin: Any) -> None:
    task = Task.objects.filter(name__contains="Vantaa").first()
    assert task is not None
    user = request.getfixturevalue(name)
    paths = ["task_chooser/", "task_chooser/results/", f"task_chooser/{task.pk}/", "list/", "tasks/index/"]
    for path in paths:
        assert signed_in(user).get(f"/admin/workflows/{path}").status_code == 404
    assert "Vantaa" in text_at(admin, f"/admin/workflows/{paths[0]}")


# Co-organisers


@pytest.fixture
def organisations(espoo: Portal, vantaa: Portal) -> dict[str, Any]:
    suspended = make_organisation(vantaa, "Jäähyllä ry")
    SuspendOrganisation(record_of(suspended)).execute()
    unpublished = make_organisation(vantaa, "Poissa ry")
    unpublished.unpublish()
    return {
        "public": make_organisation(vantaa, "Avoin ry"),
        "suspended": suspended,
        "draft": make_organisation(vantaa, "Keskeneräinen ry", live=False),
        "unpublished": unpublished,
        "at home": make_organisation(espoo, "Uusi espoolainen ry", live=False),
    }


def offered(user: Any, page: Any) -> dict[str, str]:
    field = signed_in(user).get(url("edit", page.pk)).context["form"].fields["co_organisers"]
    return {str(value): label for value, label in field.choices}


def test_co_organisers_are_public_ones_by_name(
    activity: Any, coordinating_editor: Any, organisations: Any, organisation: Any
) -> None:
    assert sorted(offered(coordinating_editor, activity).values()) == ["Avoin ry", "Siltasanat ry"]


def test_coordinator_also_names_new_ones_of_the_portal(activity: Any, coordinator: Any, organisations: Any) -> None:
    assert "Uusi espoolainen ry" in offered(coordinator, activity).values()
    assert "Keskeneräinen ry" not in offered(coordinator, activity).values()


@pytest.mark.parametrize("which", ["suspended", "draft", "unpublished"])
def test_stored_co_organiser_stays(which: str, activity: Any, coordinating_editor: Any, organisations: Any) -> None:
    record = record_of(organisations[which])
    activity.co_organisers = [record]
    activity.save_revision().publish()
    client = signed_in(coordinating_editor)
    client.post(url("edit", activity.pk), form_of(client, url("edit", activity.pk), title="Uusi nimi"))
    latest = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert (latest.title, list(latest.co_organisers.all())) == ("Uusi nimi", [record])
    assert ("Keskeneräinen ry" in offered(coordinating_editor, activity).values()) is False


@pytest.mark.parametrize("which", ["suspended", "draft", "unpublished"])
def test_co_organiser_that_is_not_offered_is_refused(
    which: str, activity: Any, coordinating_editor: Any, organisations: Any
) -> None:
    chosen = [str(record_of(organisations[name]).pk) for name in ("public", which)]
    client = signed_in(coordinating_editor)
    answer = client.post(url("edit", activity.pk), form_of(client, url("edit", activity.pk), co_organisers=chosen))
    latest = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert (answer.status_code, list(latest.co_organisers.all())) == (200, [])
    assert organisations[which].title not in answer.content.decode()


def test_public_co_organiser_is_saved(activity: Any, coordinating_editor: Any, organisations: Any) -> None:
    record = record_of(organisations["public"])
    client = signed_in(coordinating_editor)
    client.post(url("edit", activity.pk), form_of(client, url("edit", activity.pk), co_organisers=[str(record.pk)]))
    latest = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert list(latest.co_organisers.all()) == [record]


def test_names_cost_the_same_for_any_number(espoo: Portal) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert all(str(organisation) for organisation in Organisation.objects.titled())
        return len(captured)

    make_organisation(espoo, "Ensimmäinen ry")
    one = statements()
    for number in range(5):
        make_organisation(espoo, f"Järjestö {number} ry")
    assert statements() == one == 1


def test_record_is_called_by_its_title_in_the_editors_language(activity: Any, organisation: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    translated(activity, "ar", title="مسودة", live=False)
    names = []
    for language in ("sv", "fi", "ar", "ru"):
        with translation.override(language):
            names.append(str(Listing.objects.get(pk=activity.translation_key)))
    assert names == ["Språkkafé", "Kielikahvila", "Kielikahvila", "Kielikahvila"]
    assert str(record_of(organisation)) == "Siltasanat ry"


def test_draft_has_no_name_for_others(organisation: Any) -> None:
    draft = make_activity(organisation, "Salainen", live=False)
    listing = Listing.objects.get(pk=draft.translation_key)
    assert "Salainen" not in str(listing)
    assert str(Listing.objects.titled(drafts=Listing.objects.all()).get(pk=listing.pk)) == "Salainen"


# What is over


def over(organisation: Any, how: str) -> Any:
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    past = {"date": yesterday, "start": datetime.time(9)}
    facts: dict[str, dict[str, Any]] = {
        "valid_until": {"valid_until": yesterday},
        "season": {"season_start": yesterday - datetime.timedelta(days=60), "season_end": yesterday},
        "date": {"schedule_kind": "single", "slots": [], "dates": [ActivityDate(**past)]},
    }
    page = make_activity(organisation, f"Ohi {how}", **facts.get(how, {}))
    if how == "expired":
        Listing.objects.filter(pk=page.translation_key).update(confirm_by=yesterday)
    if how == "ended":
        EndListing(page.record).execute()
    if how == "unpublished":
        page.unpublish()
    return page


HOW = ["valid_until", "season", "date", "expired", "ended", "unpublished"]


@pytest.mark.parametrize("how", HOW)
def test_tags_of_what_is_over_are_not_suggested(
    how: str, organisation: Any, other_organisation: Any, coordinating_editor: Any
) -> None:
    for page, name in ((over(other_organisation, how), "kalasoppa"), (make_activity(other_organisation), "kahvi")):
        tag = Tag.objects.create(name=name, slug=name)
        ActivityTag.objects.create(tag=tag, content_object_id=page.pk)
    assert signed_in(coordinating_editor).get("/admin/tag-autocomplete/?term=ka").json() == ["kahvi"]


@pytest.mark.parametrize("how", HOW)
def test_what_is_over_leaves_other_portals_lists(
    how: str, organisation: Any, other_organisation: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    page = over(other_organisation, how)  # in Espoo's municipality, so in its scope while it is public
    current = make_activity(other_organisation, "Jatkuu yhä")
    mine = Listing.objects.visible_to(coordinator)
    assert {listing.pk for listing in mine} & {page.translation_key, current.translation_key} == {
        current.translation_key
    }
    for export in ("", "?export=csv"):
        assert f"Ohi {how}" not in text_at(coordinator, f"/admin/listings/pool/{export}")
        assert f"Ohi {how}" in text_at(vantaa_coordinator, f"/admin/listings/pool/{export}")


# Versions of one family


def test_who_sees_not_all_of_a_family_does_not_read_the_titles_of_its_drafts(
    activity: Any, vantaa_coordinator: Any, coordinator: Any
) -> None:
    translated(activity, "sv", title="Hemligt utkast", live=False)
    translated(activity, "en", title="Open café")
    page = ActivityPage.objects.get(pk=activity.pk)
    for viewer, titles in ((vantaa_coordinator, {"Open café"}), (coordinator, {"Open café", "Hemligt utkast"})):
        page.viewer = viewer
        assert {version.title for version in page.get_translations()} == titles
