"""Rights of an organisation's editors at the desk: to its activities, and to nothing else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.permissions import policy_registry

from listings.models import ActivityPage, Concept, Organisation, OrganisationMembership, Placement, Venue
from regions.models import Municipality, Portal
from tests.announcing.desk_requests import NEW, check_path, edit_path, latest, save, send, writer
from tests.announcing.form_data import filled
from tests.listings.factories import concept, make_activity, make_editor, make_organisation, record_of
from tests.people.visiting import at
from tests.regions.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

YEAR = timezone.localdate().year + 1


def needed() -> dict[str, Any]:
    """What the form of a new activity can't be without."""
    return {
        "title": "Ompelukerho",
        "format": concept("format", "group").pk,
        "themes": [concept("theme", "language").pk],
        "slots__0__weekdays": ["2"],
        "slots__0__start": "17",
        "slots__0__end": "19",
        "municipality": "049",
    }


# Their own activities


def test_a_new_activity_is_of_the_writers_organisation(organisation: Any, neighbour: Any, editor: Any) -> None:
    save(writer(editor), NEW, **needed())
    page = ActivityPage.objects.get(title="Ompelukerho")
    assert (page.get_parent().pk, page.live, page.owner) == (organisation.pk, False, editor)


def test_a_new_activity_is_written_in_the_chosen_language(organisation: Any, editor: Any) -> None:
    save(writer(editor), NEW, **needed() | {"title": "مقهى", "written_in": "ar"})
    assert ActivityPage.objects.get().record.source_language == "ar"


def test_a_new_form_asks_in_the_language_of_its_organisation(espoo: Portal) -> None:
    swedish = make_editor(make_organisation(espoo, "Brobyggarna rf", language="sv"), "bro@example.org")
    assert filled(writer(swedish).get(NEW))["written_in"] == ["sv"]


def test_the_language_can_change_until_the_first_publication(organisation: Any, editor: Any) -> None:
    draft, public = make_activity(organisation, live=False), make_activity(organisation, "Julkinen")
    for page in (draft, public):
        save(writer(editor), edit_path(page), written_in="en")
    pages = [ActivityPage.objects.get(pk=page.pk) for page in (draft, public)]
    assert [(page.language, page.record.source_language) for page in pages] == [("en", "en"), ("fi", "fi")]


def test_an_editor_opens_their_activity_on_every_portals_host(activity: Any, editor: Any) -> None:
    for portal in ("espoo", "vantaa", "kototori"):
        answer = writer(editor, portal).get(edit_path(activity))
        assert (answer.status_code, filled(answer)["title"]) == (200, ["Kielikahvila"]), portal


def test_an_editors_change_of_a_public_activity_is_a_draft(activity: Any, editor: Any) -> None:
    assert save(writer(editor), edit_path(activity), title="Uusi nimi").status_code == 302
    row = ActivityPage.objects.get(pk=activity.pk)
    assert (row.title, latest(activity).title, row.workflow_in_progress) == ("Kielikahvila", "Uusi nimi", False)


def test_an_editor_sends_their_activity_to_review(activity: Any, editor: Any) -> None:
    client = writer(editor)
    save(client, edit_path(activity), title="Uusi nimi", action="check")
    assert send(client, activity).status_code == 302
    row = ActivityPage.objects.get(pk=activity.pk)
    assert (row.title, row.workflow_in_progress) == ("Kielikahvila", True)


@pytest.mark.parametrize("action", ["publish", "action-publish", "approve", "action-workflow-action"])
def test_an_editor_does_not_publish(activity: Any, editor: Any, action: str) -> None:
    """Neither with a value of our own button, nor with what the admin's buttons send."""
    client = writer(editor)
    admins = {"action-publish": "1", "action-workflow-action": "1", "workflow-action-name": "approve"}
    save(client, edit_path(activity), title="Uusi nimi", action=action, **{action: "1"})
    client.post(edit_path(activity), filled(client.get(edit_path(activity)), title="Uusi nimi", **admins))
    client.post(check_path(activity), filled(client.get(check_path(activity)), action=action, **admins))
    client.post(check_path(activity), filled(client.get(check_path(activity)), action=action, **admins))
    assert ActivityPage.objects.get(pk=activity.pk).title == "Kielikahvila"


def test_review_is_a_task_of_the_portals_coordinator(activity: Any, editor: Any, coordinator: Any) -> None:
    from wagtail.models import TaskState

    client = writer(editor)
    save(client, edit_path(activity), title="Uusi nimi")
    send(client, activity)
    assert [state.revision.content["title"] for state in TaskState.objects.reviewable_by(coordinator)] == ["Uusi nimi"]
    assert not TaskState.objects.reviewable_by(editor).exists()


def test_an_editor_of_two_organisations_writes_for_both(organisation: Any, neighbour: Any, editor: Any) -> None:
    OrganisationMembership.objects.create(user=editor, organisation=record_of(neighbour))
    client = writer(editor)
    asked = client.get(NEW)
    assert all(name in asked.text for name in ("Siltasanat ry", "Naapuripöytä ry"))
    save(client, f"{NEW}?organisation={record_of(neighbour).pk}", **needed())
    assert ActivityPage.objects.get(title="Ompelukerho").get_parent().pk == neighbour.pk
    mine = make_activity(organisation)
    assert client.get(edit_path(mine)).status_code == 200


def test_memberships_made_in_bulk_give_rights_too(activity: Any, organisation: Any) -> None:
    user = make_user("bulk@example.org")
    row = OrganisationMembership(user=user, organisation=record_of(organisation))
    OrganisationMembership.objects.bulk_create([row])
    assert save(writer(user), edit_path(activity), title="Uusi nimi").status_code == 302
    assert latest(activity).title == "Uusi nimi"


def test_a_removed_membership_ends_the_rights_at_the_next_request(activity: Any, editor: Any) -> None:
    client = writer(editor)
    form = client.get(edit_path(activity))
    OrganisationMembership.objects.filter(user=editor).delete()
    for answer in (
        client.get(edit_path(activity)),
        client.post(edit_path(activity), filled(form, title="Myöhässä", action="save")),
        client.post(check_path(activity), filled(form)),
        client.post(NEW, filled(form, title="Myöhässä", action="save")),
    ):
        assert answer.status_code in (403, 404)
    assert latest(activity).title == "Kielikahvila"
    assert not ActivityPage.objects.filter(title="Myöhässä").exists()


# Nothing of others


def test_nothing_is_added_below_another_organisation(organisation: Any, neighbour: Any, editor: Any) -> None:
    client, foreign = writer(editor), str(record_of(neighbour).pk)
    form = filled(client.get(NEW), action="save", **needed())
    assert client.get(f"{NEW}?organisation={foreign}").status_code == 404
    assert client.post(NEW, form | {"organisation": [foreign]}).status_code == 404
    assert client.post(f"{NEW}?organisation={foreign}", form | {"organisation": [foreign]}).status_code == 404
    assert not ActivityPage.objects.exists()


def test_a_new_activity_does_not_take_the_place_of_anothers(
    organisation: Any, neighbour: Any, editor: Any, neighbours_editor: Any
) -> None:
    theirs = make_activity(neighbour, "Pöytäseurue", live=False)
    client = writer(editor)
    form = filled(client.get(NEW), action="save", **needed()) | {"listing_key": [str(theirs.translation_key)]}
    assert client.post(NEW, form).status_code == 404
    assert (latest(theirs).title, ActivityPage.objects.count()) == ("Pöytäseurue", 1)


def test_other_peoples_typed_forms_are_closed(organisation: Any, editor: Any, neighbours_editor: Any) -> None:
    client = writer(editor)
    form = filled(client.get(NEW), title="Salainen luonnos")
    typed = f"/fi/desk/activities/{form['listing_key'][0]}/"
    assert client.post(f"{typed}typed/", form).status_code == 200
    colleague = make_editor(organisation, "kollega@example.org")
    for stranger in (neighbours_editor, colleague):
        other = at("espoo", stranger)
        assert other.get(typed).status_code == 404
        assert other.post(f"{typed}typed/forget/").status_code == 404
    assert filled(client.get(typed))["title"] == ["Salainen luonnos"]


@pytest.fixture
def hidden_venue(neighbour: Any) -> Venue:
    """A place that only an activity with a hidden address uses."""
    town = Municipality.objects.get(pk="092")
    venue: Venue = Venue.objects.create(name="Turvatalo", street="Piilokuja 1", municipality=town)
    make_activity(neighbour, venue=venue, sensitive=True, address_hidden=True)
    return venue


def test_a_form_takes_no_venue_that_its_writer_does_not_see(activity: Any, editor: Any, hidden_venue: Venue) -> None:
    client = writer(editor)
    answer = save(client, edit_path(activity), venue=hidden_venue.pk)
    texts = [answer.text, client.get(edit_path(activity)).text, client.get(check_path(activity)).text]
    assert latest(activity).venue is None
    assert not any("Turvatalo" in text or "Piilokuja" in text for text in texts)
    assert hidden_venue not in Venue.objects.for_editor(editor)


def test_an_open_venue_is_theirs_to_choose(activity: Any, editor: Any) -> None:
    venue = Venue.objects.create(name="Kirjasto", municipality=Municipality.objects.get(pk="049"))
    assert venue in Venue.objects.for_editor(editor)


def test_a_page_keeps_its_current_venue(editor: Any, hidden_venue: Venue, organisation: Any) -> None:
    page = make_activity(organisation, venue=hidden_venue)
    save(writer(editor), edit_path(page), title="Uusi nimi")
    assert (latest(page).title, latest(page).venue) == ("Uusi nimi", hidden_venue)


def test_an_editor_hides_an_address_from_others(activity: Any, editor: Any, neighbours_editor: Any) -> None:
    shelter = Venue.objects.create(name="Suojapaikka", municipality=Municipality.objects.get(pk="092"))
    page = latest(activity)
    page.venue = shelter
    page.save_revision(user=editor)
    save(writer(editor), edit_path(activity), address_hidden="on")
    assert latest(activity).address_hidden
    hidden = latest(activity).venue
    assert hidden in Venue.objects.for_editor(editor)
    assert hidden not in Venue.objects.for_editor(neighbours_editor)


def test_pictures_of_their_portal_alone_are_theirs_to_choose(editor: Any, espoo: Portal, vantaa: Portal) -> None:
    images = get_image_model()
    ours, theirs = (
        images.objects.create(title=portal.slug, file=get_test_image_file(), collection=portal.collection)
        for portal in (espoo, vantaa)
    )
    offered = policy_registry.get_by_type(images).instances_user_has_any_permission_for(editor, ["choose"])
    assert (ours in offered, theirs in offered) == (True, False)


def test_a_form_takes_no_picture_of_another_portal(activity: Any, editor: Any, vantaa: Portal) -> None:
    image = get_image_model().objects.create(
        title="Vantaan kuva", file=get_test_image_file(), collection=vantaa.collection
    )
    answer = save(writer(editor), edit_path(activity), image=image.pk, image_alt="Kuva")
    assert (latest(activity).image, "Vantaan kuva" in answer.text) == (None, False)


def test_only_what_is_public_or_their_own_may_be_a_co_organiser(
    espoo: Portal, organisation: Any, neighbour: Any, editor: Any
) -> None:
    secret = record_of(make_organisation(espoo, "Keskeneräinen ry", live=False))
    offered = Organisation.objects.choosable_by(editor)
    assert {record_of(organisation), record_of(neighbour)} <= set(offered)
    assert secret not in offered


def test_a_form_takes_no_co_organiser_that_is_not_public(activity: Any, espoo: Portal, editor: Any) -> None:
    secret = record_of(make_organisation(espoo, "Keskeneräinen ry", live=False))
    answer = save(writer(editor), edit_path(activity), co_organisers=[secret.pk])
    assert not latest(activity).co_organisers.exists()
    assert "Keskeneräinen" not in answer.text


# What is offered


def offered_values(answer: Any, name: str) -> set[str]:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(answer.content.decode(), "html.parser")
    found = [*page.select(f'input[name="{name}"]'), *page.select(f'select[name="{name}"] option')]
    return {str(one.get("value", "")) for one in found}


def test_what_is_replaced_or_over_is_offered_where_it_is_chosen_alone(activity: Any, editor: Any) -> None:
    chosen, other = concept("theme", "language"), concept("theme", "sport")
    successor = Concept.objects.filter(vocabulary="theme").exclude(pk__in=[chosen.pk, other.pk]).first()
    Concept.objects.filter(pk__in=[chosen.pk, other.pk]).update(replaced_by=successor)
    Municipality.objects.filter(pk__in=["049", "092"]).update(valid_until=datetime.date(2020, 12, 31))
    answer = writer(editor).get(edit_path(activity))
    themes, towns = offered_values(answer, "themes"), offered_values(answer, "municipality")
    assert (str(chosen.pk) in themes, str(other.pk) in themes) == (True, False)
    assert ("049" in towns, "092" in towns) == (True, False)


# What is typed


def test_dates_and_times_are_read_as_people_write_them(activity: Any, editor: Any) -> None:
    values = {
        "season_start": f"4.2.{YEAR}",
        "season_end": f"30. huhtikuuta {YEAR}",
        "slots__0__start": "klo 18",
        "slots__0__end": "24:00",
    }
    assert save(writer(editor), edit_path(activity), **values).status_code == 302
    draft, slot = latest(activity), latest(activity).slots.get()
    assert (draft.season_start, draft.season_end) == (datetime.date(YEAR, 2, 4), datetime.date(YEAR, 4, 30))
    assert (slot.start, slot.end) == (datetime.time(18), datetime.time())


def test_a_text_that_is_no_date_stays_with_a_sentence(activity: Any, editor: Any) -> None:
    answer = save(writer(editor), edit_path(activity), season_start="helmikuussa", slots__0__start="illalla")
    again = filled(answer)
    assert (answer.status_code, again["season_start"], again["slots-0-start"]) == (422, ["helmikuussa"], ["illalla"])
    assert "esimerkiksi" in answer.text
    assert latest(activity).season_start is None


def test_a_number_that_nobody_can_dial_is_not_taken(activity: Any, editor: Any) -> None:
    answer = save(writer(editor), edit_path(activity), sign_up_type="contact", sign_up_phone="044 98")
    assert (answer.status_code, filled(answer)["sign_up_phone"]) == (422, ["044 98"])
    phones = "Liisa 044 987 6543 (ma–pe 9–15) / 019 876 543 alanumero 7"
    save(writer(editor), edit_path(activity), sign_up_type="contact", sign_up_phone=phones)
    assert latest(activity).sign_up_phone == phones


def test_a_draft_is_saved_whatever_it_lacks(organisation: Any, editor: Any) -> None:
    page = make_activity(organisation, live=False)
    values = {"municipality": "", "themes": [], "format": "", "slots__0__end": "15.00", "price_type": "paid"}
    assert save(writer(editor), edit_path(page), **values).status_code == 302
    saved = latest(page)
    assert (saved.municipality, saved.format, saved.price_type) == (None, None, "paid")


@pytest.mark.parametrize(
    "values",
    [
        {"municipality": ""},
        {"schedule_kind": "single"},
        {"schedule_kind": "monthly"},
        {"sign_up_type": "required"},
        {"slots__0__end": "17.00"},
        {"themes": []},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_breaks_a_rule_is_saved_and_not_sent(organisation: Any, editor: Any, values: dict[str, Any]) -> None:
    page, client = make_activity(organisation, live=False), writer(editor)
    save(client, edit_path(page), **values, action="check")
    assert send(client, page).status_code == 422
    assert not ActivityPage.objects.get(pk=page.pk).workflow_in_progress
    mended = {"municipality": "049", "themes": [concept("theme", "language").pk], "sign_up_type": "none"}
    slot = {"slots__0__weekdays": ["2"], "slots__0__start": "17.00", "slots__0__end": "19.00"}
    save(client, edit_path(page), **mended, **slot, schedule_kind="weekly")
    assert send(client, page).status_code == 302
    assert ActivityPage.objects.get(pk=page.pk).workflow_in_progress


def test_a_public_page_that_breaks_a_rule_stays_and_is_saved(activity: Any, editor: Any) -> None:
    ActivityPage.objects.filter(pk=activity.pk).update(municipality=None)
    assert save(writer(editor), edit_path(activity), title="Uusi nimi").status_code == 302
    assert ActivityPage.objects.get(pk=activity.pk).live


# Two who write


def test_a_stale_form_overwrites_nothing(activity: Any, organisation: Any, editor: Any) -> None:
    client, other = writer(editor), writer(make_editor(organisation, "kollega@example.org"))
    stale = filled(client.get(edit_path(activity)), summary="Minun tekstini", action="save")
    save(other, edit_path(activity), summary="Heidän tekstinsä")
    answer = client.post(edit_path(activity), stale)
    assert (answer.status_code, latest(activity).summary) == (409, "Heidän tekstinsä")
    assert "Minun tekstini" in answer.text


def test_an_editor_and_a_coordinator_do_not_overwrite_each_other(activity: Any, editor: Any, coordinator: Any) -> None:
    from tests.listings.admin import form_of, signed_in, url

    client, admin = writer(editor), signed_in(coordinator)
    stale = filled(client.get(edit_path(activity)), summary="Minun tekstini", action="save")
    admins = form_of(admin, url("edit", activity.pk), summary="Koordinaattorin")
    admin.post(url("edit", activity.pk), admins)
    assert client.post(edit_path(activity), stale).status_code == 409
    client.post(f"{edit_path(activity)}typed/forget/")
    form = form_of(admin, url("edit", activity.pk), summary="Myöhässä")
    assert save(client, edit_path(activity), summary="Kirjoittajan").status_code == 302
    assert admin.post(url("edit", activity.pk), form).status_code == 409
    assert latest(activity).summary == "Kirjoittajan"


def test_a_form_without_its_version_is_refused(activity: Any, editor: Any) -> None:
    client = writer(editor)
    form = filled(client.get(edit_path(activity)), title="Väärennetty", action="save")
    for names in (("loaded_revision_id",), ("loaded_revision_created_at",)):
        forged = {name: value for name, value in form.items() if name not in names}
        assert client.post(edit_path(activity), forged).status_code in (400, 409)
    assert latest(activity).title == "Kielikahvila"


def test_a_form_sent_twice_has_one_effect(organisation: Any, editor: Any) -> None:
    client = writer(editor)
    form = filled(client.get(NEW), action="check", **needed())
    answers = [client.post(NEW, form) for _time in range(2)]
    page = ActivityPage.objects.get(title="Ompelukerho")
    assert answers[0]["Location"] == check_path(page)
    assert answers[1].status_code in (302, 409)
    first = filled(client.get(check_path(page)))
    for _time in range(2):
        client.post(check_path(page), first)
    assert page.workflow_states.count() == 1


# What it costs


def test_statements_do_not_grow_with_what_the_organisation_has(activity: Any, organisation: Any, editor: Any) -> None:
    counts = []
    for more in (0, 9):
        for number in range(more):
            make_activity(organisation, f"Ryhmä {number}")
        client = writer(editor)
        client.get(edit_path(activity))  # the first time it is noted that they have it before them
        with CaptureQueriesContext(connection) as queries:
            assert client.get(edit_path(activity)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


# What portals decide


def test_an_activity_says_what_portals_have_decided(activity: Any, editor: Any, espoo: Portal, vantaa: Portal) -> None:
    client = writer(editor)
    assert "Kototori Espoo: ei näytetä" not in client.get(edit_path(activity)).text
    for portal, kind in ((espoo, "excluded"), (vantaa, "included")):
        Placement.objects.create(portal=portal, listing=activity.record, kind=kind, reason=f"Syy: {portal.slug} <b>")
    text = client.get(edit_path(activity)).text
    assert "Kototori Espoo: ei näytetä" in text
    assert "Syy: espoo &lt;b&gt;" in text
    assert "Kototori Vantaa: otettu mukaan muualta" in text
    assert "lyft" not in text
    Placement.objects.filter(portal=espoo).update(kind="pinned")
    assert "Kototori Espoo: lyft" in client.get(f"/sv{edit_path(activity)[3:]}").text
