"""The life-cycle of activities and organisations.

Changes hold at once, whatever drafts there are, and only editors and coordinators of the organisation make them.
"""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from listings.actions.cancel_date import CancelDate, RestoreDate
from listings.actions.change_status import (
    CancelListing,
    ConfirmListing,
    EndListing,
    ListingActionError,
    ListingActionPermissionError,
    PauseListing,
    ResumeListing,
)
from listings.actions.suspend_organisation import (
    OrganisationActionPermissionError,
    ResumeOrganisation,
    SuspendOrganisation,
)
from listings.enums import ListingStatus
from listings.models import ActivityPage, CancelledDate, Listing, Organisation
from tests.listings.admin import signed_in
from tests.listings.factories import make_editor, record_of, translated

pytestmark = pytest.mark.django_db


def listing_of(page: Any) -> Listing:
    listing: Listing = Listing.objects.get(pk=page.translation_key)
    return listing


def is_public(page: Any) -> bool:
    return bool(Listing.objects.public_apart_from_time().filter(pk=page.translation_key).exists())


def next_tuesday() -> datetime.date:
    today = timezone.localdate()
    return today + datetime.timedelta(days=(1 - today.weekday()) % 7)


def test_a_paused_activity_is_still_public(activity: Any, editor: Any) -> None:
    PauseListing(listing_of(activity), editor, reason="Kesätauko").execute()
    assert is_public(activity)
    assert listing_of(activity).status_reason == "Kesätauko"


def test_pausing_survives_the_approval_of_an_older_draft(activity: Any, editor: Any) -> None:
    activity.title = "Vanha luonnos"
    draft = activity.save_revision()
    PauseListing(listing_of(activity), editor).execute()
    draft.publish()
    assert ActivityPage.objects.get(pk=activity.pk).title == "Vanha luonnos"
    assert listing_of(activity).status == ListingStatus.PAUSED


def test_an_ended_activity_is_not_public(activity: Any, editor: Any) -> None:
    EndListing(listing_of(activity), editor).execute()
    assert not is_public(activity)


def test_an_ended_activity_can_come_back(activity: Any, editor: Any) -> None:
    EndListing(listing_of(activity), editor).execute()
    ResumeListing(listing_of(activity), editor).execute()
    assert is_public(activity)


def test_a_deleted_activity_does_not_come_back(activity: Any) -> None:
    activity.delete()
    with pytest.raises(ListingActionError):
        ResumeListing(listing_of(activity)).execute()


def test_paused_activity_can_not_be_paused_again(activity: Any) -> None:
    PauseListing(listing_of(activity)).execute()
    with pytest.raises(ListingActionError):
        PauseListing(listing_of(activity)).execute()


def test_confirming_moves_the_date_by_which_to_confirm(activity: Any, editor: Any) -> None:
    today = timezone.localdate()
    Listing.objects.filter(pk=activity.translation_key).update(confirm_by=today - datetime.timedelta(days=1))
    ConfirmListing(listing_of(activity), editor).execute()
    assert listing_of(activity).confirm_by == today + datetime.timedelta(days=180)
    assert is_public(activity)


def test_one_date_is_cancelled(activity: Any, editor: Any) -> None:
    CancelDate(listing_of(activity), next_tuesday(), editor, reason="Vetäjä sairaana").execute()
    assert listing_of(activity).cancelled_dates.get().date == next_tuesday()


def test_a_day_without_the_activity_can_not_be_cancelled(activity: Any) -> None:
    with pytest.raises(ListingActionError):
        CancelDate(listing_of(activity), next_tuesday() + datetime.timedelta(days=1)).execute()


def test_a_cancelled_date_can_be_restored(activity: Any) -> None:
    CancelDate(listing_of(activity), next_tuesday()).execute()
    RestoreDate(listing_of(activity), next_tuesday()).execute()
    assert not listing_of(activity).cancelled_dates.exists()


def test_an_editor_cancels_a_day_and_takes_it_back(activity: Any, editor: Any, neighbours_editor: Any) -> None:
    CancelDate(listing_of(activity), next_tuesday(), editor).execute()
    with pytest.raises(ListingActionPermissionError):
        RestoreDate(listing_of(activity), next_tuesday(), neighbours_editor).execute()
    RestoreDate(listing_of(activity), next_tuesday(), editor).execute()
    assert not CancelledDate.objects.exists()


def test_a_change_of_state_is_in_the_pages_log(activity: Any, editor: Any) -> None:
    CancelListing(listing_of(activity), editor).execute()
    assert PageLogEntry.objects.filter(page=activity.pk, action="listings.cancel", user=editor).exists()


@pytest.mark.parametrize("action", [PauseListing, CancelListing, EndListing, ResumeListing, ConfirmListing])
def test_stranger_does_not_change_an_activity(activity: Any, other_organisation: Any, action: Any) -> None:
    stranger = make_editor(other_organisation, "stranger@example.org")
    with pytest.raises(ListingActionPermissionError):
        action(listing_of(activity), stranger).execute()


def test_stranger_gets_the_permission_error_whatever_the_state(activity: Any, other_organisation: Any) -> None:
    stranger = make_editor(other_organisation, "stranger@example.org")
    EndListing(listing_of(activity)).execute()
    with pytest.raises(ListingActionPermissionError):
        EndListing(listing_of(activity), stranger).execute()


def test_unpublishing_the_source_takes_the_family_off(activity: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    activity.unpublish()
    assert not is_public(activity)


def test_unpublishing_the_organisation_takes_its_activities_off(activity: Any, organisation: Any) -> None:
    organisation.unpublish()
    assert not is_public(activity)


def test_suspending_the_organisation_takes_its_activities_off(
    activity: Any, organisation: Any, coordinator: Any
) -> None:
    SuspendOrganisation(record_of(organisation), coordinator).execute()
    assert not is_public(activity)
    assert not Organisation.objects.public().exists()


def test_a_suspended_organisation_comes_back_with_its_activities(
    activity: Any, organisation: Any, coordinator: Any
) -> None:
    SuspendOrganisation(record_of(organisation), coordinator).execute()
    ResumeOrganisation(record_of(organisation), coordinator).execute()
    assert is_public(activity)


def test_an_editor_does_not_suspend_their_organisation(organisation: Any, editor: Any) -> None:
    with pytest.raises(OrganisationActionPermissionError):
        SuspendOrganisation(record_of(organisation), editor).execute()


def test_a_coordinator_pauses_in_the_admin(activity: Any, coordinator: Any) -> None:
    url = reverse("listings_change_record", args=[activity.pk, "pause"])
    signed_in(coordinator).post(url, {"reason": "Kesätauko"})
    assert listing_of(activity).status == ListingStatus.PAUSED


def test_stranger_gets_404_before_the_question(activity: Any, vantaa_coordinator: Any) -> None:
    answer = signed_in(vantaa_coordinator).get(reverse("listings_change_record", args=[activity.pk, "pause"]))
    assert answer.status_code == 404


def test_impossible_change_of_state_is_answered_with_400(activity: Any, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(reverse("listings_change_record", args=[activity.pk, "resume"]))
    assert answer.status_code == 400


def test_a_date_is_cancelled_in_the_admin(activity: Any, coordinator: Any) -> None:
    url = reverse("listings_cancel_date", args=[activity.pk])
    signed_in(coordinator).post(url, {"date": next_tuesday().isoformat(), "reason": ""})
    assert listing_of(activity).cancelled_dates.count() == 1
