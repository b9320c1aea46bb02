"""What the person owned passes on, review goes on, and the admin shows a deleted person instead of failing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core import mail
from django.utils import translation
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from editorial.edit_conflicts.page_lock import EditConflictError, under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.privacy.actions.erase_person import ErasePerson
from editorial.privacy.heirs import deleted_person
from listings.models import ActivityContact, ActivityPage, OrganisationMembership, Placement
from regions.people import DELETED_PERSON_NAME, DELETED_PERSON_WORDS, person_name
from search.indexer import drain_outbox
from search.models import ListingDocument
from tests.listings.admin import signed_in, url
from tests.listings.factories import make_activity, make_editor, make_organisation
from tests.privacy.traces import ADDRESS, CANARIES, Traces

pytestmark = pytest.mark.django_db


def test_pages_pass_on_to_another_responsible_person(traces: Traces) -> None:
    ErasePerson(ADDRESS).execute()
    pages = Page.objects.filter(pk__in=[traces.activity.pk, traces.draft.pk, traces.version.pk])
    assert set(pages.values_list("owner", flat=True)) == {traces.colleague.pk}
    for page in pages:
        assert page.latest_revision.content["owner"] == traces.colleague.pk
    traces.image.refresh_from_db()
    assert traces.image.uploaded_by_user_id == traces.colleague.pk


def test_pages_without_another_responsible_person_are_nobodys(traces: Traces) -> None:
    OrganisationMembership.objects.filter(user=traces.colleague).delete()
    ErasePerson(ADDRESS).execute()
    assert Page.objects.get(pk=traces.activity.pk).owner is None
    assert not OrganisationMembership.objects.exists()
    assert Page.objects.get(pk=traces.organisation.pk).live


def test_a_lock_is_opened(traces: Traces) -> None:
    assert Page.objects.get(pk=traces.activity.pk).locked
    ErasePerson(ADDRESS).execute()
    page = Page.objects.get(pk=traces.activity.pk)
    assert (page.locked, page.locked_by, page.locked_at) == (False, None, None)


def test_what_was_done_is_a_deleted_persons(traces: Traces) -> None:
    revisions = set(Revision.objects.filter(user=traces.person).values_list("pk", flat=True))
    ErasePerson(ADDRESS).execute()
    stand_in = deleted_person()
    assert set(Revision.objects.filter(user=stand_in).values_list("pk", flat=True)) == revisions
    assert PageLogEntry.objects.filter(user=stand_in).exists()
    traces.comment.refresh_from_db()
    assert traces.comment.user == stand_in
    assert traces.comment.text == f"Tarkistin. t. {DELETED_PERSON_WORDS} ({DELETED_PERSON_WORDS})"
    assert Placement.objects.get().placed_by == stand_in


def test_review_goes_on_with_the_heir(traces: Traces, coordinator: Any) -> None:
    ErasePerson(ADDRESS).execute()
    state = WorkflowState.objects.get(object_id=str(traces.draft.pk))
    assert (state.status, state.requested_by) == (WorkflowState.STATUS_IN_PROGRESS, traces.colleague)
    state.current_task_state.specific.approve(user=coordinator)
    page = ActivityPage.objects.get(pk=traces.draft.pk)
    assert page.live
    assert page.contacts.count() == 0
    assert DELETED_PERSON_WORDS in page.description
    mail.outbox.clear()


def test_contacts_go_from_page_versions_and_index(traces: Traces) -> None:
    ErasePerson(ADDRESS).execute()
    drain_outbox()
    page = ActivityPage.objects.get(pk=traces.activity.pk)
    assert (page.contacts.count(), page.sign_up_email, page.sign_up_phone) == (0, "", "")
    assert page.latest_revision.content["contacts"] == []
    document = ListingDocument.objects.get(pk=page.translation_key)
    assert "qzosoite" not in str(document.facts)


def test_an_open_form_with_the_old_contact_is_a_conflict(traces: Traces) -> None:
    seen = PageVersion.current(Page.objects.get(pk=traces.activity.pk))
    ErasePerson(ADDRESS).execute()
    with pytest.raises(EditConflictError), under_lock(traces.activity.pk, seen):
        pass
    page = Page.objects.get(pk=traces.activity.pk)
    assert page.latest_revision_created_at == page.latest_revision.created_at


def test_nobody_signs_in_as_the_deleted_person(traces: Traces) -> None:
    ErasePerson(ADDRESS).execute()
    stand_in = deleted_person()
    assert (stand_in.is_active, stand_in.email, stand_in.has_usable_password()) == (False, "", False)
    assert authenticate(username=DELETED_PERSON_NAME, password="") is None
    assert get_user_model().objects.filter(username=DELETED_PERSON_NAME).count() == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_a_deleted_person_is_named_in_the_readers_language(language: str) -> None:
    with translation.override(language):
        name = person_name(get_user_model()(username=DELETED_PERSON_NAME))
    assert name
    assert (name == "deleted person") == (language == "en")


def test_the_admin_shows_what_is_left(traces: Traces, admin: Any) -> None:
    ErasePerson(ADDRESS).execute()
    client = signed_in(admin)
    activity, draft = traces.activity.pk, traces.draft.pk
    first, last = Revision.objects.filter(object_id=str(activity)).order_by("pk").values_list("pk", flat=True)[:2]
    addresses = [
        "/admin/",
        "/admin/pages/",
        f"/admin/pages/{traces.organisation.pk}/",
        url("edit", activity),
        url("edit", draft),
        url("history", activity),
        url("history", draft),
        url("workflow_history", draft),
        url("workflow_history_detail", draft, WorkflowState.objects.get(object_id=str(draft)).pk),
        url("revisions_compare", activity, first, last),
        url("revisions_compare", activity, "live", "latest"),
        url("revisions_revert", activity, first),
        url("usage", activity),
        url("edit", traces.comment.page_id),
        url("edit", traces.version.pk),
        f"/admin/images/{traces.image.pk}/",
        "/admin/reports/site-history/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        "/admin/reports/locked/",
        "/admin/reports/aging-pages/",
        "/admin/users/",
        f"/admin/users/edit/{deleted_person().pk}/",
        "/admin/curation/espoo/",
        "/admin/listings/translations/",
        "/admin/listings/pool/",
        "/admin/privacy/",
    ]
    answers = {address: client.get(address, follow=True) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    texts = {address: answer.content.decode() for address, answer in answers.items()}
    left = {address: [name for name in CANARIES if name.lower() in text.lower()] for address, text in texts.items()}
    assert {address: names for address, names in left.items() if names} == {}
    assert DELETED_PERSON_WORDS in texts[url("history", activity)]
    assert DELETED_PERSON_WORDS in texts["/admin/curation/espoo/"]
    assert DELETED_PERSON_WORDS in texts["/admin/reports/site-history/"]


def test_editors_of_the_organisation_go_on(traces: Traces) -> None:
    ErasePerson(ADDRESS).execute()
    page = ActivityPage.objects.get(pk=traces.activity.pk)
    assert page.permissions_for_user(traces.colleague).can_edit()


def test_the_same_contact_details_of_others_stay(espoo: Any, admin: Any) -> None:
    organisation, other = make_organisation(espoo), make_organisation(espoo, "Naapuri ry")
    person = make_editor(organisation, "matti@example.org")
    person.first_name, person.last_name = "Matti", "Meikäläinen"
    person.save()
    shared = {"name": "Matti Meikäläinen", "phone": "+358401112223", "email": "toimisto@example.org"}
    rows = [
        (make_activity(organisation, "Oma"), shared),
        (make_activity(organisation, "Toimisto"), {"phone": "+358401112223", "email": "toimisto@example.org"}),
        (make_activity(other, "Naapurin"), {"name": "Matti Meikäläinen", "email": "toinen.matti@example.org"}),
    ]
    for page, values in rows:
        ActivityContact.objects.create(page=page, **values)
    erased = ErasePerson("matti@example.org").execute()
    contacts = [
        list(ActivityContact.objects.filter(page=page).values_list("name", "phone", "email")) for page, _values in rows
    ]
    assert contacts == [
        [("", "+358401112223", "toimisto@example.org")],
        [("", "+358401112223", "toimisto@example.org")],
        [("Matti Meikäläinen", "", "toinen.matti@example.org")],
    ]
    assert [place.title for place in erased.to_look_at] == ["Naapurin"]
