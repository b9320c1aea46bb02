"""Rights of editors and coordinators in the admin: to their organisation, to their portal."""

from typing import Any

import pytest
from django.urls import reverse
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from listings.models import ActivityPage, OrganisationGroup, OrganisationMembership
from regions.models import Portal
from tests.listings.admin import form_of, is_open, signed_in, url
from tests.listings.factories import make_activity, make_editor, record_of
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_editor_opens_the_form_for_a_new_activity(organisation: Any, editor: Any) -> None:
    answer = signed_in(editor).get(url("add", "listings", "activitypage", organisation.pk))
    assert is_open(answer)


def test_a_new_activity_is_written_in_the_chosen_language(organisation: Any, editor: Any) -> None:
    client = signed_in(editor)
    address = url("add", "listings", "activitypage", organisation.pk)
    theme = ActivityPage._meta.get_field("themes").related_model.objects.get(vocabulary="theme", code="language")
    kind = theme.__class__.objects.get(vocabulary="format", code="group")
    values = {"title": "مقهى", "written_in": "ar", "themes": [theme.pk], "format": kind.pk}
    client.post(address, form_of(client, address, **values))
    assert ActivityPage.objects.get().record.source_language == "ar"


def test_an_editor_opens_their_activity(activity: Any, editor: Any) -> None:
    assert is_open(signed_in(editor).get(url("edit", activity.pk)))


def test_an_editors_change_of_a_public_activity_is_a_draft(activity: Any, editor: Any) -> None:
    client = signed_in(editor)
    client.post(url("edit", activity.pk), form_of(client, url("edit", activity.pk), title="Uusi nimi"))
    row = ActivityPage.objects.get(pk=activity.pk)
    assert (row.title, row.get_latest_revision_as_object().title) == ("Kielikahvila", "Uusi nimi")


def test_an_editor_submits_their_activity_for_review(activity: Any, editor: Any) -> None:
    client = signed_in(editor)
    data = form_of(client, url("edit", activity.pk), title="Uusi nimi")
    client.post(url("edit", activity.pk), data | {"action-submit": "1"})
    assert ActivityPage.objects.get(pk=activity.pk).workflow_in_progress


def test_an_editor_does_not_publish(activity: Any, editor: Any) -> None:
    client = signed_in(editor)
    data = form_of(client, url("edit", activity.pk), title="Uusi nimi")
    client.post(url("edit", activity.pk), data | {"action-publish": "1"})
    assert ActivityPage.objects.get(pk=activity.pk).title == "Kielikahvila"


@pytest.mark.parametrize("view", ["edit", "copy", "move", "unpublish", "delete", "history", "usage"])
def test_the_organisation_page_is_closed_to_its_editors(organisation: Any, editor: Any, view: str) -> None:
    assert not is_open(signed_in(editor).get(url(view, organisation.pk)))


@pytest.mark.parametrize("view", ["edit", "copy", "move", "unpublish", "delete", "history", "usage", "view_draft"])
def test_other_organisations_activities_are_closed_to_an_editor(other_activity: Any, editor: Any, view: str) -> None:
    assert not is_open(signed_in(editor).get(url(view, other_activity.pk)))


def test_nothing_is_added_below_another_organisation(neighbour: Any, editor: Any) -> None:
    answer = signed_in(editor).get(url("add", "listings", "activitypage", neighbour.pk))
    assert not is_open(answer)


def test_the_explorer_shows_an_editor_their_organisation_alone(activity: Any, neighbour: Any, editor: Any) -> None:
    answer = signed_in(editor).get(reverse("wagtailadmin_explore_root"), follow=True)
    text = answer.content.decode()
    assert ("Kielikahvila" in text, "Naapuripöytä" in text) == (True, False)


def test_the_explorer_does_not_open_another_organisation(neighbour: Any, editor: Any) -> None:
    answer = signed_in(editor).get(reverse("wagtailadmin_explore", args=[neighbour.pk]))
    assert "Naapuripöytä" not in answer.content.decode()


@pytest.mark.parametrize("live", [True, False])
def test_the_page_chooser_shows_no_other_organisation(editor: Any, neighbour: Any, live: bool) -> None:
    make_activity(neighbour, "Pöytäseurue", live=live)
    client = signed_in(editor)
    answer = client.get(reverse("wagtailadmin_choose_page_child", args=[neighbour.pk]))
    assert answer.status_code == 404


def test_the_page_chooser_shows_an_editor_their_own_pages(activity: Any, organisation: Any, editor: Any) -> None:
    answer = signed_in(editor).get(reverse("wagtailadmin_choose_page_child", args=[organisation.pk]))
    assert "Kielikahvila" in answer.content.decode()


def test_the_page_choosers_search_finds_no_other_organisation(activity: Any, neighbour: Any, editor: Any) -> None:
    for page in (activity, make_activity(neighbour, "Kielipöytä", live=False)):
        get_search_backend().add(Page.objects.get(pk=page.pk))
    text = signed_in(editor).get(reverse("wagtailadmin_choose_page_search"), {"q": "kieli"}).content.decode()
    assert ("Kielikahvila" in text, "Kielipöytä" in text) == (True, False)


def test_an_editor_of_two_organisations_reaches_both(activity: Any, neighbour: Any, editor: Any) -> None:
    OrganisationMembership.objects.create(user=editor, organisation=record_of(neighbour))
    assert is_open(signed_in(editor).get(url("add", "listings", "activitypage", neighbour.pk)))


def test_a_removed_membership_ends_the_rights_at_the_next_request(activity: Any, editor: Any) -> None:
    client = signed_in(editor)
    client.get(url("edit", activity.pk))
    OrganisationMembership.objects.filter(user=editor).delete()
    assert not is_open(client.get(url("edit", activity.pk)))


def test_memberships_made_in_bulk_give_rights_too(activity: Any, organisation: Any) -> None:
    user = make_user("bulk@example.org")
    OrganisationMembership.objects.bulk_create(
        [OrganisationMembership(user=user, organisation=record_of(organisation))]
    )
    assert is_open(signed_in(user).get(url("edit", activity.pk)))


def test_an_organisation_has_one_group_for_all_its_editors(organisation: Any, editor: Any) -> None:
    make_editor(organisation, "second@example.org")
    assert OrganisationGroup.objects.get().group.user_set.count() == 2


# Coordinators


def test_a_coordinator_publishes_in_their_portal(activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    data = form_of(client, url("edit", activity.pk), title="Uusi nimi")
    client.post(url("edit", activity.pk), data | {"action-publish": "1"})
    assert ActivityPage.objects.get(pk=activity.pk).title == "Uusi nimi"


def test_a_coordinator_edits_an_organisation(organisation: Any, coordinator: Any) -> None:
    assert is_open(signed_in(coordinator).get(url("edit", organisation.pk)))


def test_a_coordinator_opens_nothing_of_another_portal(other_activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    pages = [other_activity, other_activity.get_parent()]
    assert not any(is_open(client.get(url("edit", page.pk))) for page in pages)


def test_the_directory_stays_where_it_is(espoo: Portal, admin: Any) -> None:
    tester = espoo.directory.permissions_for_user(admin)
    assert [tester.can_delete(), tester.can_move(), tester.can_copy(), tester.can_unpublish()] == [False] * 4
