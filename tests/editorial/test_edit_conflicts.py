"""Nobody's text is overwritten unseen: stale forms, double clicks, autosave, and answers to a review at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from editorial.edit_conflicts.page_lock import EditConflictError, under_lock
from editorial.edit_conflicts.page_version import PageVersion
from listings.models import ActivityPage
from regions.models import Portal
from tests.listings.admin import form_of, hidden_fields, signed_in, url
from tests.listings.factories import make_activity
from tests.regions.factories import make_member
from tests.search.factories import edit

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


def latest(page: Any) -> Any:
    return ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def live(page: Any) -> Any:
    return ActivityPage.objects.get(pk=page.pk)


def send_to_review(page: Any, user: Any) -> TaskState:
    latest(page).get_workflow().start(latest(page), user)
    return live(page).current_workflow_task_state


def answer_url(page: Any, action: str, state: Any) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def form_on(answer: Any) -> dict[str, str]:
    """What the form of a conflict's page would send."""
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    fields = page.select('.nice-padding form input[type="hidden"][name]')
    return {str(field["name"]): str(field.get("value", "")) for field in fields}


# Stale forms


@pytest.mark.parametrize("action", ["", "action-submit", "action-publish"])
def test_stale_form_overwrites_nothing(activity: Any, colleague: Any, coordinator: Any, action: str) -> None:
    mine, theirs = signed_in(coordinator), signed_in(colleague)
    stale = form_of(mine, url("edit", activity.pk), summary="Minun tekstini")
    theirs.post(url("edit", activity.pk), form_of(theirs, url("edit", activity.pk), summary="Heidän tekstinsä"))
    answer = mine.post(url("edit", activity.pk), stale | ({action: "1"} if action else {}))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Minun tekstini" in text
    assert "Heidän tekstinsä" in text
    assert latest(activity).summary == "Heidän tekstinsä"


def test_form_without_its_version_is_refused(activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk), title="Väärennetty")
    for names in (("loaded_revision_id",), ("loaded_revision_created_at",), ("loaded_revision_id", "edit_form_key")):
        forged = {name: value for name, value in form.items() if name not in names}
        assert client.post(url("edit", activity.pk), forged).status_code == 409
    assert latest(activity).title == "Kielikahvila"


def test_key_of_another_persons_form_opens_nothing(activity: Any, colleague: Any, coordinator: Any) -> None:
    mine, theirs = signed_in(coordinator), signed_in(colleague)
    stale = form_of(mine, url("edit", activity.pk), summary="Minun tekstini")
    form = form_of(theirs, url("edit", activity.pk), summary="Heidän tekstinsä")
    theirs.post(url("edit", activity.pk), form)
    answer = mine.post(url("edit", activity.pk), stale | {"edit_form_key": form["edit_form_key"]})
    assert (answer.status_code, latest(activity).summary) == (409, "Heidän tekstinsä")


def test_version_is_an_id_and_a_time(activity: Any, coordinator: Any) -> None:
    """Autosave writes a revision anew under its id."""
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk), title="Myöhässä")
    page = latest(activity)
    page.summary = "Toisaalla"
    page.save_revision(user=page.latest_revision.user, overwrite_revision=page.latest_revision)
    answer = client.post(url("edit", activity.pk), form)
    assert (answer.status_code, latest(activity).summary) == (409, "Toisaalla")


def test_conflict_offers_ways_on_that_lose_nothing(activity: Any, colleague: Any, coordinator: Any) -> None:
    mine, theirs = signed_in(coordinator), signed_in(colleague)
    stale = form_of(mine, url("edit", activity.pk), title='Minun "otsikkoni" <b>', summary="")
    theirs.post(url("edit", activity.pk), form_of(theirs, url("edit", activity.pk), summary="Heidän"))
    offered = form_on(mine.post(url("edit", activity.pk), stale | {"action-publish": "1"}))
    assert offered["title"] == 'Minun "otsikkoni" <b>'
    again = mine.post(url("edit", activity.pk), offered | {"edit_conflict_resume": "1"})
    assert (again.status_code, again.context["form"]["title"].value()) == (200, 'Minun "otsikkoni" <b>')
    assert hidden_fields(again)["loaded_revision_id"] == offered["loaded_revision_id"]
    assert latest(activity).title == "Kielikahvila"
    kept = mine.post(url("edit", activity.pk), offered)
    assert (kept.status_code, latest(activity).title, live(activity).title) == (302, *['Minun "otsikkoni" <b>'] * 2)


def test_conflict_compares_only_fields_that_differ(activity: Any, colleague: Any, coordinator: Any) -> None:
    mine, theirs = signed_in(coordinator), signed_in(colleague)
    stale = form_of(mine, url("edit", activity.pk))
    theirs.post(url("edit", activity.pk), form_of(theirs, url("edit", activity.pk), summary="Uusi tiivistelmä"))
    answer = mine.post(url("edit", activity.pk), stale)
    assert [found.theirs for found in answer.context["differences"]] == ["Uusi tiivistelmä"]


def test_stale_revert_is_refused(activity: Any, editor: Any, coordinator: Any) -> None:
    first = activity.latest_revision
    edit(activity, publish=False, title="Toinen")
    client = signed_in(coordinator)
    address = url("revisions_revert", activity.pk, first.pk)
    form = form_of(client, address)
    edit(live(activity), publish=False, title="Kolmas")
    assert (client.post(address, form).status_code, latest(activity).title) == (409, "Kolmas")


def test_conflict_shows_nothing_to_whoever_may_not_edit(activity: Any, other_editor: Any) -> None:
    answer = signed_in(other_editor).post(url("edit", activity.pk), {"title": "x"})
    assert answer.status_code in {302, 403, 404}
    assert "Kielikahvila" not in answer.content.decode()


@pytest.fixture
def other_editor(vantaa: Portal) -> Any:
    return make_member(vantaa)


# Sent twice


@pytest.mark.parametrize("action", ["action-submit", "action-publish", "x"])
def test_form_sent_twice_has_one_effect(activity: Any, coordinator: Any, action: str) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk), title="Kerran") | {action: "1"}
    answers = [client.post(url("edit", activity.pk), form) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert activity.revisions.filter(content__title="Kerran").count() == 1


def test_new_page_sent_twice_is_one_page(activity: Any, organisation: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    chosen = {"themes": [theme.pk for theme in activity.themes.all()], "format": activity.format_id}
    address = reverse("wagtailadmin_pages:add", args=["listings", "activitypage", organisation.pk])
    form = form_of(client, address, title="Uusi kerho", **chosen)
    answers = [client.post(address, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert ActivityPage.objects.filter(title="Uusi kerho").count() == 1
    later = client.post(address, form | {"summary": "Lisää"})
    page = ActivityPage.objects.get(title="Uusi kerho")
    assert (later.status_code, later["Location"]) == (307, url("edit", page.pk))
    assert client.post(url("edit", page.pk), form | {"summary": "Lisää"}).status_code == 302
    assert latest(page).summary == "Lisää"


# Autosave


def autosave(client: Any, page: Any, form: dict[str, Any]) -> Any:
    return client.post(url("edit", page.pk), form, headers=JSON)


def test_autosave_renews_the_forms_version(activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk), summary="Yksi")
    first = autosave(client, activity, form).json()
    form |= first["field_updates"]
    second = autosave(client, activity, form | {"summary": "Kaksi", "overwrite_revision_id": first["revision_id"]})
    assert second.json()["revision_id"] == first["revision_id"]
    form |= second.json()["field_updates"]
    sent = client.post(url("edit", activity.pk), form | {"summary": "Kolme", "action-publish": "1"})
    assert (sent.status_code, live(activity).summary) == (302, "Kolme")


def test_form_that_is_sent_while_it_saves_itself_is_not_stale(activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk), summary="Tallennetaan")
    autosave(client, activity, form)
    answer = client.post(url("edit", activity.pk), form | {"title": "", "action-publish": "1"})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)
    again = hidden_fields(answer)
    assert again["loaded_revision_id"] == str(live(activity).latest_revision_id)
    assert autosave(client, activity, form | {"summary": "Jälkijunassa"}).status_code == 409
    sent = client.post(url("edit", activity.pk), form | again | {"action-publish": "1"})
    assert (sent.status_code, live(activity).summary) == (302, "Tallennetaan")


def test_autosave_of_a_stale_form_is_refused(activity: Any, colleague: Any, coordinator: Any) -> None:
    mine, theirs = signed_in(coordinator), signed_in(colleague)
    stale = form_of(mine, url("edit", activity.pk), summary="Minun")
    theirs.post(url("edit", activity.pk), form_of(theirs, url("edit", activity.pk), summary="Heidän"))
    answer = autosave(mine, activity, stale)
    assert (answer.status_code, answer.json()["error_code"]) == (409, "invalid_revision")
    assert latest(activity).summary == "Heidän"


def test_another_window_of_the_same_person_is_another_form(activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    one, two = (form_of(client, url("edit", activity.pk), summary=text) for text in ("Yksi", "Kaksi"))
    autosave(client, activity, one)
    assert client.post(url("edit", activity.pk), two).status_code == 409


def test_autosave_keeps_a_revision_that_is_reviewed(activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk), summary="Lähetetty")
    form |= autosave(client, activity, form).json()["field_updates"]
    state = send_to_review(activity, coordinator)
    before = state.revision.content["summary"]
    saved = autosave(client, activity, form | {"summary": "Muutettu", "overwrite_revision_id": state.revision_id})
    assert saved.json()["revision_id"] != state.revision_id
    state.revision.refresh_from_db()
    assert (before, state.revision.content["summary"]) == ("Lähetetty", "Lähetetty")


def test_code_does_not_write_over_a_revision_that_is_reviewed(activity: Any, editor: Any) -> None:
    page = latest(edit(activity, publish=False, summary="Lähetetty"))
    state = send_to_review(page, editor)
    page = latest(page)
    page.summary = "Muutettu"
    revision = page.save_revision(user=page.latest_revision.user, overwrite_revision=page.latest_revision)
    state.revision.refresh_from_db()
    assert (revision.pk != state.revision_id, state.revision.content["summary"]) == (True, "Lähetetty")


# Review


@pytest.mark.parametrize("button", ["action-publish", "action-workflow-action"])
def test_form_neither_publishes_nor_answers_what_waits(
    activity: Any, editor: Any, coordinator: Any, button: str
) -> None:
    """The screen shows what an answer is about; what was typed in the form is kept, and can be saved."""
    state = send_to_review(edit(activity, publish=False, summary="Luonos"), editor)
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk), summary="Luonnos")
    refused = client.post(url("edit", activity.pk), form | {button: "1", "workflow-action-name": "approve"})
    assert (refused.status_code, f'href="/admin/review/{state.pk}/"' in refused.content.decode()) == (409, True)
    assert live(activity).summary != "Luonnos"
    assert live(activity).workflow_in_progress
    again = client.post(url("edit", activity.pk), form_on(refused) | {"edit_conflict_resume": "1"})
    assert again.context["form"]["summary"].value() == "Luonnos"
    assert client.post(url("edit", activity.pk), form).status_code == 302
    assert latest(activity).summary == "Luonnos"
    assert live(activity).workflow_in_progress


def test_bulk_publishing_leaves_what_waits(activity: Any, editor: Any, coordinator: Any) -> None:
    state = send_to_review(edit(activity, publish=False, summary="Luonos"), editor)
    client = signed_in(coordinator)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={activity.pk}"
    refused = client.post(address, form_on(client.get(address)))
    assert (refused.status_code, f"/admin/review/{state.pk}/" in refused.content.decode()) == (409, True)
    assert live(activity).workflow_in_progress


def test_dialogs_of_wagtail_lead_to_the_screen(activity: Any, editor: Any, coordinator: Any) -> None:
    state = send_to_review(edit(activity, publish=False, summary="Uusi"), editor)
    client = signed_in(coordinator)
    shown = client.post(answer_url(activity, "approve", state), {"comment": "Hyvä"}, follow=True)
    assert (shown.status_code, shown.context["comment"]) == (200, "Hyvä")
    ajax = {"x-requested-with": "XMLHttpRequest"}
    dialog = client.post(answer_url(activity, "reject", state), {}, headers=ajax).json()
    assert dialog == {"step": "success", "redirect": f"/admin/review/{state.pk}/"}
    assert live(activity).workflow_in_progress


def test_task_state_of_another_page_is_404(activity: Any, organisation: Any, editor: Any, coordinator: Any) -> None:
    state = send_to_review(edit(activity, publish=False, summary="Uusi"), editor)
    other = make_activity(organisation, "Toinen kerho")
    assert signed_in(coordinator).post(answer_url(other, "approve", state), {}).status_code == 404
    assert live(activity).workflow_in_progress


def test_bulk_publishing_is_of_what_was_shown(activity: Any, coordinator: Any) -> None:
    edit(activity, publish=False, summary="Nähty")
    client = signed_in(coordinator)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={activity.pk}"
    question = form_on(client.get(address))
    assert client.post(address, {}).status_code == 409
    edit(live(activity), publish=False, summary="Näkemätön")
    assert client.post(address, question).status_code == 409
    assert live(activity).summary != "Näkemätön"
    assert client.post(address, form_on(client.get(address))).status_code == 302
    assert live(activity).summary == "Näkemätön"


# The guard itself, as other forms use it


def test_lock_lets_whoever_has_seen_the_latest_write(activity: Any) -> None:
    seen = PageVersion.current(live(activity))
    with under_lock(activity.pk, seen):
        edit(live(activity), publish=False, summary="Uusi")
    with pytest.raises(EditConflictError) as raised, under_lock(activity.pk, seen):
        pytest.fail("a stale version got the lock")
    assert raised.value.current == PageVersion.current(live(activity))


# At the same moment


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run jobs in threads that start together. Returns what each returned or raised."""
    barrier, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number: int, job: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[number] = job()
        except Exception as error:
            results[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("names", [("approve", "approve"), ("approve", "reject"), ("reject", "approve")])
def test_of_two_answers_at_once_one_wins(espoo: Portal, activity: Any, names: tuple[str, str]) -> None:
    edit(activity, publish=False, summary="Uusi")
    state = send_to_review(activity, None)
    people = [make_member(espoo, name=f"{name}@example.org") for name in ("eka", "toka")]

    def job(number: int) -> Callable[[], Any]:
        own = TaskState.objects.get(pk=state.pk).specific
        return lambda: getattr(own, names[number])(user=people[number])

    results = at_once(job(0), job(1))
    won = [number for number, result in enumerate(results) if isinstance(result, TaskState)]
    assert len(won) == 1, results
    assert all(isinstance(result, PermissionDenied) for n, result in enumerate(results) if n not in won)
    status = TaskState.objects.get(pk=state.pk).status
    workflow = WorkflowState.objects.get(pk=state.workflow_state_id).status
    approved = names[won[0]] == "approve"
    assert (status, workflow) == (("approved", "approved") if approved else ("rejected", "needs_changes"))
    assert (live(activity).summary == "Uusi") is approved


@pytest.mark.django_db(transaction=True)
def test_forms_at_once_are_one_submission(espoo: Portal, activity: Any) -> None:
    client = signed_in(make_member(espoo))
    form = form_of(client, url("edit", activity.pk), summary="Kerran") | {"action-submit": "1"}
    results = at_once(*[lambda: client.post(url("edit", activity.pk), form).status_code] * 4)
    assert set(results) == {302}, results
    assert activity.revisions.filter(content__summary="Kerran").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_at_once_one_is_kept(espoo: Portal, activity: Any) -> None:
    clients = [signed_in(make_member(espoo, name=f"{name}@example.org")) for name in ("eka", "toka", "kolmas")]
    forms = [form_of(client, url("edit", activity.pk), summary=f"Kuka {n}") for n, client in enumerate(clients)]
    jobs = [
        lambda client=client, form=form: client.post(url("edit", activity.pk), form).status_code
        for client, form in zip(clients, forms, strict=True)
    ]
    results = at_once(*jobs)
    assert sorted(results) == [302, 409, 409]
    assert latest(activity).summary == f"Kuka {results.index(302)}"


@pytest.mark.django_db(transaction=True)
def test_new_page_sent_at_once_is_one_page(espoo: Portal, activity: Any, organisation: Any) -> None:
    client = signed_in(make_member(espoo))
    address = reverse("wagtailadmin_pages:add", args=["listings", "activitypage", organisation.pk])
    chosen = {"themes": [theme.pk for theme in activity.themes.all()], "format": activity.format_id}
    form = form_of(client, address, title="Uusi kerho", **chosen)
    results = at_once(*[lambda: client.post(address, form).status_code] * 3)
    assert (set(results), ActivityPage.objects.filter(title="Uusi kerho").count()) == ({302}, 1)
