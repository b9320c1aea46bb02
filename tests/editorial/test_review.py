"""A portal's review: its coordinators approve, and only the approved version is public."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Task, TaskState, Workflow

from editorial.review.models import ReviewChangedError, ReviewState, ReviewTask
from listings.models import ActivityPage, Listing, OrganisationPage
from regions.models import Portal
from search.indexer import drain_outbox
from search.models import ListingDocument
from tests.regions.factories import make_member, make_user
from tests.search.factories import draft_activity, edit, make_activity, make_organisation, make_translation


@pytest.fixture
def organisation(espoo: Portal) -> OrganisationPage:
    return make_organisation(espoo)


def shown_title(page: ActivityPage, language: str = "fi") -> str | None:
    drain_outbox()
    document = ListingDocument.objects.filter(pk=page.translation_key).first()
    return document.texts.get(language, {}).get("title") if document else None


def submit(page: ActivityPage) -> None:
    page.get_workflow().start(page, make_user("editor@example.org"))


def approve(page: ActivityPage, coordinator: object) -> None:
    page = ActivityPage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    state.approve(user=coordinator)


def test_an_activity_is_reviewed_by_its_own_portals_coordinators(espoo: Portal, organisation: OrganisationPage) -> None:
    vantaa = Portal.objects.get(slug="vantaa")
    page = draft_activity(organisation)
    submit(page)
    task = ActivityPage.objects.get(pk=page.pk).current_workflow_task
    assert task.user_can_access_editor(page, make_member(espoo))
    assert not task.user_can_access_editor(page, make_member(vantaa))


def test_articles_of_every_language_have_the_portals_review(espoo: Portal) -> None:
    workflows = {home.get_workflow() for home in espoo.homes.all()}
    assert workflows == {espoo.directory.get_workflow()}
    assert workflows != {Workflow.objects.order_by("pk").first()}


def test_draft_becomes_public_by_approval_only(espoo: Portal, organisation: OrganisationPage) -> None:
    page = draft_activity(organisation)
    submit(page)
    assert shown_title(page) is None
    approve(page, make_member(espoo))
    assert shown_title(page) == "Kielikahvila"


def test_approved_version_stays_public_while_an_edit_is_reviewed(espoo: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Vanha nimi")
    submit(edit(page, publish=False, title="Uusi nimi"))
    assert shown_title(page) == "Vanha nimi"
    approve(page, make_member(espoo))
    assert shown_title(page) == "Uusi nimi"


def test_approval_never_publishes_an_edit_made_after_submitting(espoo: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Vanha nimi")
    submit(edit(page, publish=False, title="Katsottavaksi"))
    edit(page, publish=False, title="Lisätty jälkikäteen")
    approve(page, make_member(espoo))
    assert shown_title(page) == "Katsottavaksi"
    page = ActivityPage.objects.get(pk=page.pk)
    assert (page.workflow_in_progress, page.has_unpublished_changes) == (False, True)
    assert page.get_latest_revision_as_object().title == "Lisätty jälkikäteen"


def test_program_does_not_approve_past_what_has_happened_since(espoo: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Vanha nimi")
    other = edit(page, publish=False, title="Muu versio").latest_revision
    submit(edit(page, publish=False, title="Katsottavaksi"))
    state = ActivityPage.objects.get(pk=page.pk).current_workflow_task_state
    sent = state.revision
    TaskState.objects.filter(pk=state.pk).update(revision=other)
    with pytest.raises(ReviewChangedError):
        state.approve(user=make_member(espoo))
    TaskState.objects.filter(pk=state.pk).update(revision=sent)
    ActivityPage.objects.get(pk=page.pk).unpublish()
    with pytest.raises(ReviewChangedError) as refused:
        ReviewState.objects.get(pk=state.pk).approve(user=make_member(espoo, name="toinen@example.org"))
    assert not ActivityPage.objects.get(pk=page.pk).live
    ReviewState.objects.get(pk=state.pk).approve(
        user=make_member(espoo, name="kolmas@example.org"), seen=refused.value.current
    )
    assert ActivityPage.objects.get(pk=page.pk).title == "Katsottavaksi"


def test_nobody_is_locked_out_while_a_text_waits(espoo: Portal, organisation: OrganisationPage) -> None:
    page = draft_activity(organisation)
    submit(page)
    lock = ActivityPage.objects.get(pk=page.pk).get_lock()
    assert lock is None or not lock.for_user(make_user("writer@example.org"))


def test_a_version_sent_instead_takes_over_the_place(espoo: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Vanha nimi")
    submit(edit(page, publish=False, title="Katsottavaksi"))
    first = ActivityPage.objects.get(pk=page.pk).current_workflow_task_state
    edit(page, publish=False, title="Parempi")
    ReviewState.objects.get(pk=first.pk).replace(make_user("writer@example.org"))
    second = ActivityPage.objects.get(pk=page.pk).current_workflow_task_state
    assert (second.started_at, second.revision.content["title"]) == (first.started_at, "Parempi")
    with pytest.raises(PermissionDenied):
        ReviewState.objects.get(pk=first.pk).approve(user=make_member(espoo))
    approve(page, make_member(espoo, name="toinen@example.org"))
    assert shown_title(page) == "Parempi"


def test_pausing_survives_the_approval_of_an_older_draft(espoo: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    submit(edit(page, publish=False, title="Uusi nimi"))
    Listing.objects.filter(pk=page.translation_key).update(status="paused")
    approve(page, make_member(espoo))
    assert shown_title(page) == "Uusi nimi"
    assert ListingDocument.objects.get(pk=page.translation_key).status == "paused"


def test_draft_translation_is_public_by_its_own_approval_only(espoo: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation)
    translation = make_translation(page, "sv", publish=False, title="Språkcafé")
    submit(translation)
    assert shown_title(page, "sv") is None
    approve(translation, make_member(espoo))
    assert shown_title(page, "sv") == "Språkcafé"


def test_review_is_answered_once(espoo: Portal, organisation: OrganisationPage) -> None:
    page = draft_activity(organisation)
    submit(page)
    states = [ActivityPage.objects.get(pk=page.pk).current_workflow_task_state for _ in range(2)]
    states[0].reject(user=make_member(espoo))
    with pytest.raises(PermissionDenied):
        states[1].approve(user=make_member(espoo, name="toinen@example.org"))
    assert shown_title(page) is None


def test_revision_that_was_written_anew_is_reviewed_again(espoo: Portal, organisation: OrganisationPage) -> None:
    """No page of ours does so; a script on the revision itself may."""
    page = make_activity(organisation, "Vanha nimi")
    submit(edit(page, publish=False, title="Katsottavaksi"))
    revision = ActivityPage.objects.get(pk=page.pk).latest_revision
    revision.content["title"] = "Vaihdettu"
    revision.created_at = timezone.now()
    revision.save()
    approve(page, make_member(espoo))
    assert (shown_title(page), ActivityPage.objects.get(pk=page.pk).workflow_in_progress) == ("Vanha nimi", True)
    approve(page, make_member(espoo, name="toinen@example.org"))
    assert shown_title(page) == "Vaihdettu"


def test_reviews_of_an_older_installation_become_ours(espoo: Portal, organisation: OrganisationPage) -> None:
    page = draft_activity(organisation)
    submit(page)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM editorial_reviewstate; DELETE FROM editorial_reviewtask")
    for model, base in ((GroupApprovalTask, Task), (TaskState, TaskState)):
        base.objects.update(content_type=ContentType.objects.get_for_model(model))
    call_command("refresh_portals", verbosity=0)
    page = ActivityPage.objects.get(pk=page.pk)
    assert isinstance(page.current_workflow_task_state, ReviewState)
    assert isinstance(page.current_workflow_task, ReviewTask)
    approve(page, make_member(espoo))
    assert shown_title(page) == "Kielikahvila"
