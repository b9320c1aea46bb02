"""Sending what was checked, sending it again, and what waits meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import TaskState, WorkflowState

from editorial.announcing.actions.send_announcement import SendAnnouncement
from editorial.announcing.models import TypedForm
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.review_answers import review_standing
from listings.addresses import activity_path
from listings.models import ActivityContact, ActivityDate, OrganisationMembership
from search.indexer import drain_outbox
from tests.announcing.review_steps import answer, desk_url, make_draft, save, send, stored, version_of, waiting
from tests.listings.admin import form_of, signed_in, url
from tests.people.visiting import at, new_mails
from tests.review_screen.waiting_texts import screen_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def draft(organisation: Any) -> Any:
    return make_draft(organisation)


def test_sent_twice_is_one_review(draft: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    form = version_of(draft)
    answers = [client.post(desk_url(draft, "check/"), form) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, "/fi/desk/")] * 2
    assert TaskState.objects.for_instance(stored(draft)).count() == 1
    assert [message.to for message in new_mails()] == [[coordinator.email]]
    assert "Lähetetty. Sen lukevat koordinaattorit: Kototori Espoo." in client.get("/fi/desk/").text


def test_only_the_version_that_was_checked_is_sent(draft: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    checked = version_of(draft)
    save(draft, sanna.user, title="Ompelukahvila")
    refused = client.post(desk_url(draft, "check/"), checked)
    assert (refused.status_code, waiting(draft)) == (409, None)
    assert ("<del" in refused.text, "Kielikahvila" in refused.text, "Ompelukahvila" in refused.text) == (True,) * 3
    for forged in (
        {"loaded_revision_id": "1"},
        {"loaded_revision_id": "9" * 30, "loaded_revision_created_at": "\u0661"},
    ):
        assert client.post(desk_url(draft, "check/"), forged).status_code == 409
    assert client.post(desk_url(draft, "check/"), {}).status_code == 409
    assert waiting(draft) is None


def test_a_version_of_another_page_is_not_shown(draft: Any, sanna: Any, other_organisation: Any) -> None:
    foreign = make_draft(other_organisation, "Salainen luonnos")
    refused = at("espoo", sanna.user).post(desk_url(draft, "check/"), version_of(foreign))
    assert (refused.status_code, "Salainen" in refused.text) == (409, False)


def test_what_is_typed_and_not_saved_is_said_and_not_sent(draft: Any, record: Any, sanna: Any, veikko: Any) -> None:
    client = at("espoo", sanna.user)
    warning = "jota ei ole tallennettu"
    assert warning not in client.get(desk_url(draft, "check/")).text
    fields = [["title", "Ompelukahvila"]]
    TypedForm.objects.create(person=sanna.user, listing_key=draft.translation_key, organisation=record, fields=fields)
    shown = client.get(desk_url(draft, "check/")).text
    assert warning in shown
    assert f'href="{desk_url(draft)}"' in shown.split(warning)[1].split("</section>")[0]
    assert "Ompelukahvila" not in shown
    assert warning not in at("espoo", veikko.user).get(desk_url(draft, "check/")).text
    assert send(client, draft).status_code == 302
    assert waiting(draft).revision.content["title"] == "Kielikahvila"
    assert TypedForm.objects.exists()
    home = client.get("/fi/desk/").text
    assert f'<a href="{desk_url(draft)}#languages">' in home


def test_what_is_wrong_is_not_sent(draft: Any, sanna: Any) -> None:
    save(draft, sanna.user, municipality=None, summary="")
    client = at("espoo", sanna.user)
    assert 'class="form bar" method="post"' not in client.get(desk_url(draft, "check/")).text
    for sent in (version_of(draft), {}):
        refused = client.post(desk_url(draft, "check/"), sent)
        assert (refused.status_code, waiting(draft)) == (422, None)
        assert f'href="{desk_url(draft)}#id_municipality"' in refused.text


def test_what_is_wrong_is_named_by_its_question_in_the_readers_language(draft: Any, sanna: Any) -> None:
    """The model's own names of fields are there in Finnish and Swedish alone."""
    save(draft, sanna.user, municipality=None, sign_up_type="required")
    for language, questions in (
        ("fi", ("Missä kunnassa?", "Pitääkö ilmoittautua?")),
        ("ar", ("في أي مدينة؟", "هل يلزم التسجيل؟")),
    ):
        address = desk_url(draft, "check/").replace("/fi/", f"/{language}/")
        shown = at("espoo", sanna.user).get(address).text
        assert [f"<b>{question}</b>" in shown for question in questions] == [True, True]


def test_returned_text_resumes_its_review_with_the_reviewers_words(draft: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    send(client, draft)
    answer(draft, coordinator, "reject", "Mistä ovesta\ntullaan sisään?")
    for address in (desk_url(draft), desk_url(draft, "check/")):
        shown = client.get(address).text
        assert "Mistä ovesta<br>tullaan sisään?" in shown
        assert coordinator.email in shown
        assert "tänään" in shown
    save(draft, sanna.user, place_details="Pääovesta")
    assert send(client, draft).status_code == 302
    assert WorkflowState.objects.for_instance(stored(draft)).count() == 1
    assert waiting(draft).revision.content["place_details"] == "Pääovesta"
    answer(draft, coordinator, "approve", "Kiitos!")
    standing = review_standing(draft.pk)
    assert standing is not None
    assert (standing.is_approved, standing.comment, stored(draft).live) == (True, "Kiitos!", True)
    assert "Kiitos!" in client.get(desk_url(draft)).text


def test_a_newer_version_keeps_its_place_and_mails_nobody(draft: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    send(client, draft)
    first = waiting(draft)
    new_mails()
    save(draft, sanna.user, title="Ompelukahvila")
    shown = client.get(desk_url(draft, "check/")).text
    assert ("vanhempi teksti" in shown, "Ompelukahvila" in shown, "<del" in shown) == (True, True, True)
    assert send(client, draft).status_code == 302
    second = waiting(draft)
    assert (second.pk != first.pk, second.started_at, second.is_overwritten()) == (True, first.started_at, False)
    assert new_mails() == []
    stale = answer(draft, coordinator, "approve", state=first)
    assert (stale.status_code, "Ompelukahvila" in stale.content.decode(), stored(draft).live) == (409, True, False)
    answer(draft, coordinator, "approve")
    assert stored(draft).title == "Ompelukahvila"


def test_mail_that_waits_tells_of_the_newer_version(draft: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    send(client, draft)
    save(draft, sanna.user, title="Ompelukahvila")
    send(client, draft)
    [message] = new_mails()
    assert (message.to, "Ompelukahvila" in message.subject) == ([coordinator.email], True)


def test_saved_and_not_sent_changes_nothing_of_what_is_approved(draft: Any, sanna: Any, coordinator: Any) -> None:
    send(at("espoo", sanna.user), draft)
    save(draft, sanna.user, title="Kesken jäänyt")
    assert answer(draft, coordinator, "approve").status_code == 302
    page = stored(draft)
    assert (page.title, page.live, page.has_unpublished_changes) == ("Kielikahvila", True, True)
    assert page.get_latest_revision_as_object().title == "Kesken jäänyt"
    assert page.current_workflow_state is None


def test_form_of_the_admin_does_not_approve_what_was_not_sent(draft: Any, sanna: Any, coordinator: Any) -> None:
    send(at("espoo", sanna.user), draft)
    save(draft, sanna.user, title="Kesken jäänyt")
    client = signed_in(coordinator)
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    refused = client.post(url("edit", draft.pk), form_of(client, url("edit", draft.pk)) | approval)
    assert (refused.status_code, stored(draft).live) == (409, False)
    assert screen_url(waiting(draft)) in refused.content.decode()
    answer(draft, coordinator, "approve")
    assert (stored(draft).title, stored(draft).live) == ("Kielikahvila", True)


def test_writer_is_not_locked_out_in_either_room(draft: Any, sanna: Any) -> None:
    send(at("espoo", sanna.user), draft)
    lock = stored(draft).get_lock()
    assert lock is None or not lock.for_user(sanna.user)
    assert not stored(draft).permissions_for_user(sanna.user).page_locked()


def test_public_text_is_not_sent_again(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    assert "Lähetä tarkistettavaksi" not in client.get(desk_url(activity, "check/")).text
    answered = client.post(desk_url(activity, "check/"), version_of(activity))
    assert answered["Location"] == desk_url(activity, "check/")
    assert waiting(activity) is None


def test_removed_person_sends_nothing(draft: Any, veikko: Any, neighbours_editor: Any) -> None:
    seen = PageVersion.current(stored(draft))
    OrganisationMembership.objects.filter(pk=veikko.pk).delete()
    assert at("espoo", veikko.user).post(desk_url(draft, "check/"), version_of(draft)).status_code == 404
    for person in (veikko.user, neighbours_editor):
        with pytest.raises(PermissionDenied):
            SendAnnouncement(stored(draft), person, seen).execute()
    assert waiting(draft) is None


# What the check page shows


def test_check_page_names_who_shows_it_and_what_is_alike(draft: Any, activity: Any, sanna: Any) -> None:
    drain_outbox()
    client = at("espoo", sanna.user)
    shown = client.get(f"{desk_url(draft, 'check/')}?show=kototori/en").text
    assert activity_path("fi", activity.translation_key) in shown
    assert "Samanlainen ilmoitus on jo" in shown
    assert "Ei näy täällä" in shown
    assert "Ei vielä tekstiä" in shown
    assert '<ul class="cards" lang="en"' in shown
    assert 'lang="en"' in client.get(f"{desk_url(draft, 'check/page/')}?show=kototori/en").text
    assert client.get(f"{desk_url(draft, 'check/')}?show=vantaa/xx%00").status_code in (200, 400)


def test_draft_without_its_days_is_checked(draft: Any, sanna: Any) -> None:
    save(draft, sanna.user, schedule_kind="", title="")
    client = at("espoo", sanna.user)
    shown = client.get(desk_url(draft, "check/"))
    assert (shown.status_code, f'href="{desk_url(draft)}#id_title"' in shown.text) == (200, True)
    assert client.get(desk_url(draft, "check/page/"))["Location"] == desk_url(draft, "check/")
    assert send(client, draft).status_code == 422


# Statements


def rows(number: int) -> dict[str, Any]:
    return {
        "schedule_kind": "series",
        "slots": [],
        "dates": [ActivityDate(date=f"2027-03-{day:02}", start="17:00", end="18:00") for day in range(1, number + 1)],
        "contacts": [ActivityContact(phone=f"050 123 45{number:02}") for number in range(number)],
    }


def statements(client: Any, method: str, address: str, data: Any = None) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert getattr(client, method)(address, data).status_code in (200, 302)
    return len(captured)


def test_checking_and_sending_take_the_same_statements_for_many_rows(
    organisation: Any, sanna: Any, coordinator: Any
) -> None:
    client = at("espoo", sanna.user)
    pages = [make_draft(organisation, f"Kurssi {number}", **rows(number)) for number in (1, 20, 1, 20)]
    for number in range(25):
        make_draft(organisation, f"Muu {number}")
    for page in pages[:2]:  # the first requests of a process load what it keeps
        client.get(desk_url(page, "check/"))
        client.post(desk_url(page, "check/"), version_of(page))
    checks = [statements(client, "get", desk_url(page, "check/")) for page in pages[2:]]
    forms = [version_of(page) for page in pages[2:]]
    sends = [
        statements(client, "post", desk_url(page, "check/"), form) for page, form in zip(pages[2:], forms, strict=True)
    ]
    previews = [statements(client, "get", desk_url(page, "check/page/")) for page in pages[2:]]
    assert len(set(checks)) == len(set(sends)) == len(set(previews)) == 1
    assert (checks[0] <= 50, sends[0] <= 110) == (True, True)
