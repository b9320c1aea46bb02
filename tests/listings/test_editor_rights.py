"""Who sees and does what in the admin: editors their organisation's activities, translators their language,
coordinators
their portal.
"""

from typing import Any

import pytest
from django.urls import reverse
from modelsearch.backends import get_search_backend
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import rich_text

from listings.models import ActivityPage, OrganisationGroup, OrganisationMembership, Venue
from regions.models import Municipality, Portal, PortalGroup, PortalRole
from tests.listings.conftest import signed_in
from tests.listings.factories import make_activity, make_editor, record_of, translated
from tests.regions.factories import make_member, make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def is_open(answer: Any) -> bool:
    """Wagtail sends whoever may not see a page back to the start of the admin."""
    return bool(answer.status_code == 200)


@pytest.fixture
def review(espoo: Portal) -> Workflow:
    """Espoo's directory under review by its coordinators."""
    task = GroupApprovalTask.objects.create(name="Espoo")
    task.groups.add(PortalGroup.objects.get(portal=espoo, role=PortalRole.COORDINATOR).group)
    workflow = Workflow.objects.create(name="Espoo")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=espoo.directory)
    return workflow


def form_of(client: Any, address: str, **values: Any) -> dict[str, Any]:
    """What a browser would send back from the form at an address, with some values changed."""
    form = client.get(address).context["form"]
    data: dict[str, Any] = {}
    for part in (form, *form.formsets.values()):
        forms = [part] if part is form else [part.management_form, *part.forms]
        for one in forms:
            for bound in one:
                value = bound.value()
                if value is not None and value is not False:
                    data[bound.html_name] = value
    data["description"] = rich_text(str(data.get("description") or ""))
    return {key: value for key, value in (data | values).items() if value is not None}


# Editors


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


def test_an_editor_submits_their_activity_for_review(activity: Any, editor: Any, review: Workflow) -> None:
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


# Translators


def test_a_translator_opens_a_version_in_their_language(activity: Any, translator: Any) -> None:
    version = translated(activity, "ar", title="مقهى", live=False)
    assert is_open(signed_in(translator).get(url("edit", version.pk)))


@pytest.mark.parametrize("language", ["sv", None])
def test_a_translator_opens_neither_source_nor_other_languages(
    activity: Any, translator: Any, language: str | None
) -> None:
    page = translated(activity, language, title="Språkkafé") if language else activity
    assert not is_open(signed_in(translator).get(url("edit", page.pk)))


def test_a_translator_of_another_portal_opens_nothing(activity: Any, vantaa: Portal) -> None:
    version = translated(activity, "ar", title="مقهى", live=False)
    stranger = make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar"])
    assert not is_open(signed_in(stranger).get(url("edit", version.pk)))


def test_a_translator_does_not_publish(activity: Any, translator: Any) -> None:
    version = translated(activity, "ar", title="مقهى", live=False)
    signed_in(translator).post(url("edit", version.pk), {"action": "publish"})
    assert not ActivityPage.objects.get(pk=version.pk).live


@pytest.mark.parametrize("view", ["copy", "move", "unpublish", "delete"])
def test_a_translator_only_edits(activity: Any, translator: Any, view: str) -> None:
    version = translated(activity, "ar", title="مقهى")
    assert not is_open(signed_in(translator).get(url(view, version.pk)))


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
    may = espoo.directory.permissions_for_user(admin)
    assert [may.can_delete(), may.can_move(), may.can_copy(), may.can_unpublish()] == [False] * 4


# wagtail-localize's own views


def submit_url(page: Any) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def test_an_editor_orders_translations_of_their_activity(activity: Any, editor: Any) -> None:
    assert is_open(signed_in(editor).get(submit_url(activity)))


def test_an_editor_orders_none_of_others(other_activity: Any, editor: Any) -> None:
    assert not is_open(signed_in(editor).get(submit_url(other_activity)))


def test_a_coordinator_orders_none_in_another_portal(other_activity: Any, coordinator: Any) -> None:
    assert not is_open(signed_in(coordinator).get(submit_url(other_activity)))


def test_an_editor_orders_no_translation_of_the_organisation(organisation: Any, editor: Any) -> None:
    assert not is_open(signed_in(editor).get(submit_url(organisation)))


@pytest.mark.parametrize("person", ["editor", "coordinator"])
def test_nobody_updates_translations_elsewhere(other_activity: Any, person: str, request: Any) -> None:
    from wagtail_localize.models import TranslationSource

    source, _made = TranslationSource.get_or_create_from_instance(other_activity)
    client = signed_in(request.getfixturevalue(person))
    assert not is_open(client.get(reverse("wagtail_localize:update_translations", args=[source.pk])))


def test_updating_translations_never_publishes(activity: Any, admin: Any) -> None:
    from wagtail_localize.models import TranslationSource

    version = translated(activity, "sv", title="Språkkafé")
    client = signed_in(admin)
    client.get(url("edit", version.pk))
    activity.title = "Uusi"
    activity.save_revision().publish()
    source = TranslationSource.objects.get()
    client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"})
    assert ActivityPage.objects.get(pk=version.pk).title == "Språkkafé"


def test_the_report_of_all_portals_translations_is_closed(activity: Any, coordinator: Any) -> None:
    assert not is_open(signed_in(coordinator).get(reverse("wagtail_localize:translations_report")))


def test_a_version_is_not_detached_from_its_source(activity: Any, coordinator: Any) -> None:
    from wagtail_localize.models import Translation

    version = translated(activity, "sv", title="Språkkafé")
    client = signed_in(coordinator)
    client.get(url("edit", version.pk))
    client.post(reverse("wagtail_localize:stop_translation", args=[Translation.objects.get().pk]))
    assert Translation.objects.get().enabled


# Venues


@pytest.fixture
def venue(espoo: Portal) -> Venue:
    return Venue.objects.create(name="Tapiolan kirjasto", municipality=Municipality.objects.get(pk="049"))


def test_a_venue_is_kept_by_its_towns_portal(venue: Venue, espoo: Portal) -> None:
    assert venue.portal == espoo


def test_an_editor_chooses_venues(venue: Venue, editor: Any) -> None:
    answer = signed_in(editor).get(reverse("wagtailsnippetchoosers_listings_venue:choose"))
    assert "Tapiolan kirjasto" in answer.content.decode()


def test_a_hidden_address_is_not_offered_to_others(venue: Venue, neighbour: Any, editor: Any) -> None:
    make_activity(neighbour, venue=venue, sensitive=True, address_hidden=True)
    answer = signed_in(editor).get(reverse("wagtailsnippetchoosers_listings_venue:choose"))
    assert "Tapiolan kirjasto" not in answer.content.decode()


def test_an_editor_does_not_change_venues(venue: Venue, editor: Any) -> None:
    assert not is_open(signed_in(editor).get(reverse("wagtailsnippets_listings_venue:edit", args=[venue.pk])))


def test_a_coordinator_changes_the_venues_of_their_portal(venue: Venue, coordinator: Any) -> None:
    assert is_open(signed_in(coordinator).get(reverse("wagtailsnippets_listings_venue:edit", args=[venue.pk])))


def test_a_coordinator_does_not_change_another_portals_venues(venue: Venue, vantaa: Portal) -> None:
    stranger = make_member(vantaa, PortalRole.COORDINATOR)
    assert not is_open(signed_in(stranger).get(reverse("wagtailsnippets_listings_venue:edit", args=[venue.pk])))


@pytest.mark.parametrize("name", ["concept", "conceptlabel"])
def test_only_national_administrators_keep_vocabularies(coordinator: Any, admin: Any, name: str) -> None:
    address = reverse(f"wagtailsnippets_listings_{name}:list")
    assert (is_open(signed_in(coordinator).get(address)), is_open(signed_in(admin).get(address))) == (False, True)
