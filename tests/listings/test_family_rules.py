"""Copying, moving and deleting: effects on a family of language versions and on its record."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupCollectionPermission

from listings.actions.copy_activity import CopyActivity, CopyActivityError, CopyActivityPermissionError
from listings.actions.move_family import MoveFamily, MoveFamilyError, MoveFamilyPermissionError
from listings.enums import ListingStatus, OrganisationStatus
from listings.models import (
    ActivityContact,
    ActivityDate,
    ActivityPage,
    FamilyRuleError,
    Listing,
    Organisation,
    OrganisationGroup,
    OrganisationMembership,
    OrganisationPage,
)
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_editor, record_of, translated

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


def listing_of(page: Any) -> Listing:
    listing: Listing = Listing.objects.get(pk=page.translation_key)
    return listing


# Copying


def test_a_copy_is_a_draft_with_a_record_of_its_own(activity: Any, editor: Any) -> None:
    copy = CopyActivity(activity, editor).execute()
    assert (copy.live, listing_of(copy).copied_from_id) == (False, activity.translation_key)


def test_a_copy_has_the_times_and_facts_of_the_original(activity: Any, editor: Any) -> None:
    copy = CopyActivity(activity, editor).execute()
    assert (copy.schedule, list(copy.themes.all())) == (activity.schedule, list(activity.themes.all()))


def test_a_copy_opens_in_the_editor_with_its_times(activity: Any, editor: Any) -> None:
    copy = CopyActivity(activity, editor).execute()
    draft = ActivityPage.objects.get(pk=copy.pk).get_latest_revision_as_object()
    assert draft.schedule == activity.schedule


def test_the_original_keeps_its_rows_after_copying(activity: Any, editor: Any) -> None:
    CopyActivity(activity, editor).execute()
    assert ActivityPage.objects.get(pk=activity.pk).slots.count() == 1


def test_translations_stay_with_the_original(activity: Any, editor: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    copy = CopyActivity(activity, editor).execute()
    assert copy.family().count() == 1


def test_dates_that_are_over_are_not_copied(organisation: Any) -> None:
    page = make_activity(
        organisation,
        schedule_kind="series",
        slots=[],
        dates=[ActivityDate(date=YESTERDAY), ActivityDate(date=TOMORROW)],
        sign_up_deadline=YESTERDAY,
        season_start=YESTERDAY,
        season_end=YESTERDAY,
    )
    copy = CopyActivity(page).execute()
    assert ([row.date for row in copy.dates.all()], copy.sign_up_deadline, copy.season_end) == ([TOMORROW], None, None)


def test_a_person_whose_time_is_over_is_not_copied(organisation: Any) -> None:
    person = ActivityContact(name="Maija", phone="1", consent_on=YESTERDAY, keep_until=YESTERDAY)
    copy = CopyActivity(make_activity(organisation, contacts=[person])).execute()
    assert not copy.contacts.exists()


def test_the_status_stays_with_the_original(activity: Any) -> None:
    Listing.objects.filter(pk=activity.translation_key).update(status=ListingStatus.PAUSED)
    assert listing_of(CopyActivity(activity).execute()).status == ListingStatus.ACTIVE


def test_a_translation_can_not_be_copied(activity: Any) -> None:
    with pytest.raises(CopyActivityError):
        CopyActivity(translated(activity, "sv", title="Språkkafé")).execute()


def test_stranger_does_not_copy_an_activity(activity: Any, other_organisation: Any) -> None:
    stranger = make_editor(other_organisation, "stranger@example.org")
    with pytest.raises(CopyActivityPermissionError):
        CopyActivity(activity, stranger).execute()


def test_stranger_gets_the_permission_error_for_copying_a_translation(activity: Any, other_organisation: Any) -> None:
    stranger = make_editor(other_organisation, "stranger@example.org")
    with pytest.raises(CopyActivityPermissionError):
        CopyActivity(translated(activity, "sv", title="Språkkafé"), stranger).execute()


@pytest.mark.parametrize("write", ["copy", "create_alias"])
def test_wagtails_own_copies_are_refused(activity: Any, write: str) -> None:
    with pytest.raises(FamilyRuleError):
        getattr(activity, write)()


def test_wagtails_copy_view_leads_to_ours(activity: Any, coordinator: Any) -> None:
    answer = signed_in(coordinator).get(reverse("wagtailadmin_pages:copy", args=[activity.pk]))
    assert answer["Location"] == reverse("listings_copy_activity", args=[activity.pk])


def test_the_copy_view_makes_a_draft_and_opens_it(activity: Any, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(reverse("listings_copy_activity", args=[activity.pk]))
    copy = ActivityPage.objects.exclude(pk=activity.pk).get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[copy.pk])


# Moving


def test_moving_an_organisation_takes_everything_along(activity: Any, organisation: Any, vantaa: Portal) -> None:
    translated(organisation, "sv", title="Brospråk rf")
    translated(activity, "sv", title="Språkkafé")
    directory = vantaa.directory
    MoveFamily(organisation, directory).execute()
    directory.refresh_from_db()
    assert directory.get_descendants().count() == 4


def test_a_moved_organisation_has_a_new_home(activity: Any, organisation: Any, vantaa: Portal) -> None:
    MoveFamily(organisation, vantaa.directory).execute()
    assert listing_of(activity).home_portal == vantaa


def test_wagtails_move_moves_the_family(organisation: Any, vantaa: Portal) -> None:
    translated(organisation, "sv", title="Brospråk rf")
    organisation.move(vantaa.directory, pos="last-child")
    assert {page.get_parent().specific.portal for page in organisation.family()} == {vantaa}


def test_wagtails_move_view_moves_the_family(organisation: Any, vantaa: Portal, admin: Any) -> None:
    translated(organisation, "sv", title="Brospråk rf")
    directory = vantaa.directory
    signed_in(admin).post(reverse("wagtailadmin_pages:move_confirm", args=[organisation.pk, directory.pk]))
    assert {page.get_parent().specific.portal for page in organisation.family()} == {vantaa}


def test_an_activity_moves_to_another_organisation_in_all_languages(activity: Any, neighbour: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    MoveFamily(activity, neighbour).execute()
    neighbour.refresh_from_db()
    assert (neighbour.get_children().count(), listing_of(activity).organisation_id) == (2, neighbour.translation_key)


def test_a_translation_does_not_move_alone(activity: Any, neighbour: Any) -> None:
    with pytest.raises(MoveFamilyError):
        MoveFamily(translated(activity, "sv", title="Språkkafé"), neighbour).execute()


def test_a_coordinator_does_not_move_into_another_portal(organisation: Any, vantaa: Portal, coordinator: Any) -> None:
    with pytest.raises(MoveFamilyPermissionError):
        MoveFamily(organisation, vantaa.directory, coordinator).execute()


def test_translator_gets_the_permission_error_for_moving_a_translation(
    activity: Any, neighbour: Any, translator: Any
) -> None:
    with pytest.raises(MoveFamilyPermissionError):
        MoveFamily(translated(activity, "sv", title="Språkkafé"), neighbour, translator).execute()


def test_editors_keep_their_rights_in_the_new_home(organisation: Any, editor: Any, vantaa: Portal) -> None:
    MoveFamily(organisation, vantaa.directory).execute()
    group = OrganisationGroup.objects.get(organisation=record_of(organisation)).group
    rights = GroupCollectionPermission.objects.filter(group=group)
    assert set(rights.values_list("collection", flat=True)) == {vantaa.collection_id}


# Deleting


def test_deleting_a_source_takes_its_translations_along(activity: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    activity.delete()
    assert not ActivityPage.objects.filter(translation_key=activity.translation_key).exists()


def test_deleting_a_source_ends_the_record(activity: Any) -> None:
    activity.delete()
    record = listing_of(activity)
    assert (record.status, record.ended_on) == (ListingStatus.ENDED, timezone.localdate())


def test_deleting_a_source_by_queryset_takes_its_translations_along(activity: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    ActivityPage.objects.filter(pk=activity.pk).delete()
    assert not ActivityPage.objects.filter(translation_key=activity.translation_key).exists()


def test_deleting_all_versions_at_once_leaves_a_sound_tree(activity: Any, organisation: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    activity.family().delete()
    organisation.refresh_from_db()
    assert organisation.numchild == 0


def test_a_raw_delete_ends_the_record(activity: Any) -> None:
    with connection.cursor() as cursor:
        for table in ("listings_activityslot", "listings_activitypage_themes"):
            column = "page_id" if table.endswith("slot") else "activitypage_id"
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [activity.pk])
        cursor.execute("DELETE FROM listings_activitypage WHERE page_ptr_id = %s", [activity.pk])
        cursor.execute("DELETE FROM wagtailcore_page WHERE id = %s", [activity.pk])
    assert listing_of(activity).status == ListingStatus.ENDED


def test_deleting_a_translation_leaves_the_source(activity: Any) -> None:
    translated(activity, "sv", title="Språkkafé").delete()
    assert listing_of(activity).status == ListingStatus.ACTIVE
    assert activity.family().count() == 1


def test_deleting_an_organisation_takes_everything_along(activity: Any, organisation: Any) -> None:
    translated(organisation, "sv", title="Brospråk rf")
    translated(activity, "sv", title="Språkkafé")
    organisation.delete()
    assert (OrganisationPage.objects.count(), ActivityPage.objects.count()) == (0, 0)


def test_a_deleted_organisation_has_left_and_its_activities_have_ended(activity: Any, organisation: Any) -> None:
    organisation.delete()
    record = Organisation.objects.get(pk=organisation.translation_key)
    assert (record.status, listing_of(activity).status) == (OrganisationStatus.LEFT, ListingStatus.ENDED)


def test_deleting_an_organisation_ends_its_editors_rights(organisation: Any, editor: Any) -> None:
    organisation.delete()
    assert (OrganisationMembership.objects.exists(), editor.groups.exists()) == (False, False)


def test_a_coordinator_deletes_an_organisation_in_the_admin(activity: Any, organisation: Any, coordinator: Any) -> None:
    translated(organisation, "sv", title="Brospråk rf")
    signed_in(coordinator).post(reverse("wagtailadmin_pages:delete", args=[organisation.pk]))
    assert not OrganisationPage.objects.filter(translation_key=organisation.translation_key).exists()


def test_both_versions_can_be_deleted_in_one_bulk_action(activity: Any, admin: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    signed_in(admin).post(f"{url}?id={activity.pk}&id={version.pk}")
    assert not ActivityPage.objects.exists()


def test_an_editor_does_not_delete_a_draft_whose_translation_is_public(activity: Any, editor: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    activity.unpublish()
    activity.refresh_from_db()
    assert not activity.permissions_for_user(editor).can_delete()
