"""Rights come before everything in every action: before its state, and before anything of the record is shown."""

import datetime
import importlib
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from listings.actions.adopt_translation import adopt_translation
from listings.actions.base import Action
from listings.actions.cancel_date import CancelDate, RestoreDate
from listings.actions.change_status import (
    CancelListing,
    ChangeStatus,
    ConfirmListing,
    EndListing,
    ListingActionError,
    ListingActionPermissionError,
    PauseListing,
    ResumeListing,
)
from listings.actions.copy_activity import CopyActivity
from listings.actions.errors import ActionPermissionError
from listings.actions.move_family import MoveFamily
from listings.actions.save_translation import SaveTranslation
from listings.actions.suspend_organisation import ResumeOrganisation, SuspendOrganisation
from listings.enums import Decider, ListingStatus
from listings.models import CancelledDate, Listing
from listings.views import CHANGES
from regions.models import Portal, PortalRole
from tests.listings.admin import signed_in, url
from tests.listings.factories import make_activity, make_editor, record_of, translated
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

SECRET = "Salattu syyskauden aloitus"
#: The first ones come in to the admin.
STRANGERS = ("coordinating_neighbour", "vantaa_coordinator", "neighbours_editor", "ar_translator", "other_translator")


@pytest.fixture
def ar_translator(espoo: Portal) -> Any:
    """A translator of the same portal, into a language in which there is nothing of it."""
    return make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"])


@pytest.fixture
def other_translator(vantaa: Portal) -> Any:
    return make_member(vantaa, PortalRole.TRANSLATOR, languages=["sv"])


@pytest.fixture(params=STRANGERS[:2])
def stranger_in_the_admin(request: pytest.FixtureRequest) -> Any:
    """Editors and translators have no admin."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=STRANGERS)
def stranger(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


@pytest.fixture
def foreign(organisation: Any) -> dict[str, Any]:
    """What a stranger knows the numbers of: a draft, its translation, a public activity that has ended, and more."""
    draft = make_activity(organisation, SECRET, live=False)
    ended = make_activity(organisation, SECRET)
    EndListing(ended.record).execute()
    return {
        "draft": draft,
        "translation": translated(make_activity(organisation, SECRET), "sv", live=False, title=f"{SECRET} sv"),
        "ended": ended,
        "organisation": organisation,
    }


ADDRESSES = [
    *(f"/admin/listings/{{pk}}/{name}/" for name in (*CHANGES, "copy", "cancel_date", "restore_date", "nothing")),
    "/admin/localize/submit/page/{pk}/",
    "/admin/localize/page/{pk}/convert_to_alias/",
]


@pytest.mark.parametrize("which", ["draft", "translation", "ended"])
def test_stranger_does_not_learn_that_it_exists(which: str, foreign: Any, stranger_in_the_admin: Any) -> None:
    client = signed_in(stranger_in_the_admin)
    for address in (form.format(pk=foreign[which].pk) for form in ADDRESSES):
        for answer in (client.get(address), client.post(address, {"reason": "x", "date": "2027-01-05"})):
            assert (answer.status_code, SECRET in answer.content.decode()) == (404, False), address


@pytest.mark.parametrize("name", ["suspend", "resume_organisation"])
def test_stranger_does_not_reach_an_unpublished_organisation(
    name: str, organisation: Any, stranger_in_the_admin: Any
) -> None:
    organisation.unpublish()
    assert signed_in(stranger_in_the_admin).get(f"/admin/listings/{organisation.pk}/{name}/").status_code == 404


def test_stranger_does_not_reach_the_texts_of_a_translation(foreign: Any, stranger_in_the_admin: Any) -> None:
    translation = adopt_translation(foreign["translation"])
    assert translation is not None
    segment = translation.source.stringsegment_set.first()
    assert segment is not None
    client = signed_in(stranger_in_the_admin)
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    for value in ("ok", "x" * 9000):
        assert client.put(address, {"value": value}, content_type="application/json").status_code in (403, 404)
    assert client.get(f"/admin/localize/translate/{translation.pk}/pofile/download/").status_code in (403, 404)
    assert client.get(f"/admin/localize/update/{translation.source_id}/").status_code in (302, 403, 404)


def _actions(foreign: dict[str, Any], user: Any, destination: Any) -> list[Action]:
    listing, organisation = foreign["ended"].record, record_of(foreign["organisation"])
    day = timezone.localdate() - datetime.timedelta(days=1)
    return [
        *(action(listing, user) for action in (PauseListing, ResumeListing, CancelListing, EndListing, ConfirmListing)),
        CancelDate(listing, day, user),
        RestoreDate(listing, day, user),
        *(CopyActivity(foreign[name], user) for name in ("ended", "draft", "translation")),
        *(MoveFamily(foreign[name], destination, user) for name in ("ended", "translation")),
        SuspendOrganisation(organisation, user),
        ResumeOrganisation(organisation, user),
        SaveTranslation(adopt_translation(foreign["translation"]), user),
    ]


def test_rights_are_checked_before_the_state(foreign: Any, stranger: Any, other_organisation: Any) -> None:
    """Each of these would also fail for its state, or might."""
    for action in _actions(foreign, stranger, other_organisation):
        with pytest.raises(ActionPermissionError):
            action.check()
        with pytest.raises(ActionPermissionError):
            action.execute()


def test_no_action_checks_anything_before_the_rights() -> None:
    def below(action: type[Action]) -> set[type[Action]]:
        return {action}.union(*(below(narrower) for narrower in action.__subclasses__()))

    assert [action for action in below(Action) - {Action} if "check" in vars(action)] == []


def test_rights_are_those_under_the_lock(activity: Any, editor: Any, other_organisation: Any) -> None:
    action = PauseListing(activity.record, editor)
    action.check()
    activity.move(other_organisation, pos="last-child")
    with pytest.raises(ListingActionPermissionError):
        action.execute()
    assert Listing.objects.get(pk=activity.translation_key).status == ListingStatus.ACTIVE


# What a portal's coordinator has decided


DECISIONS: list[type[ChangeStatus]] = [PauseListing, CancelListing, EndListing]


def fresh(activity: Any) -> Listing:
    return Listing.objects.get(pk=activity.translation_key)


@pytest.mark.parametrize("decision", DECISIONS)
def test_editor_does_not_take_back_what_a_coordinator_decided(
    decision: Any, activity: Any, editor: Any, coordinator: Any
) -> None:
    decision(fresh(activity), coordinator).execute()
    before = fresh(activity).status
    for action in (ResumeListing, PauseListing):
        with pytest.raises(ListingActionError):
            action(fresh(activity), editor).execute()
    assert fresh(activity).status == before
    ResumeListing(fresh(activity), coordinator).execute()
    assert fresh(activity).status == ListingStatus.ACTIVE


@pytest.mark.parametrize("decision", DECISIONS)
def test_editor_takes_back_what_the_organisation_decided(decision: Any, activity: Any, editor: Any) -> None:
    decision(fresh(activity), editor).execute()
    ResumeListing(fresh(activity), editor).execute()
    assert fresh(activity).status == ListingStatus.ACTIVE


def test_going_further_does_not_give_the_say_back(activity: Any, editor: Any, coordinator: Any) -> None:
    PauseListing(fresh(activity), coordinator).execute()
    CancelListing(fresh(activity), editor).execute()
    EndListing(fresh(activity), editor).execute()
    with pytest.raises(ListingActionError):
        ResumeListing(fresh(activity), editor).execute()


def test_after_a_coordinator_resumed_it_the_organisation_decides_again(
    activity: Any, editor: Any, coordinator: Any
) -> None:
    EndListing(fresh(activity), coordinator).execute()
    ResumeListing(fresh(activity), coordinator).execute()
    PauseListing(fresh(activity), editor).execute()
    ResumeListing(fresh(activity), editor).execute()
    assert fresh(activity).status == ListingStatus.ACTIVE


def test_new_editor_does_not_take_it_back_either(activity: Any, organisation: Any, coordinator: Any) -> None:
    EndListing(fresh(activity), coordinator).execute()
    newcomer = make_editor(organisation, "newcomer@example.org")
    with pytest.raises(ListingActionError):
        ResumeListing(fresh(activity), newcomer).execute()


@pytest.mark.parametrize("address", ["", "tuki@espoo.example"])
def test_refusal_says_whom_to_ask(
    address: str, activity: Any, coordinating_editor: Any, coordinator: Any, espoo: Portal
) -> None:
    Portal.objects.filter(pk=espoo.pk).update(contact_email=address)
    EndListing(fresh(activity), coordinator).execute()
    resume = reverse("listings_change_record", args=[activity.pk, "resume"])
    for answer in (signed_in(coordinating_editor).get(resume), signed_in(coordinating_editor).post(resume)):
        text = answer.content.decode()
        assert (answer.status_code, "Kototori Espoo" in text, address in text) == (400, True, True)
    assert resume not in signed_in(coordinating_editor).get(url("edit", activity.pk)).content.decode()
    assert resume in signed_in(coordinator).get(url("edit", activity.pk)).content.decode()


def test_day_that_a_coordinator_cancelled_is_restored_by_a_coordinator(
    activity: Any, coordinating_editor: Any, coordinator: Any
) -> None:
    today = timezone.localdate()
    day = today + datetime.timedelta(days=(1 - today.weekday()) % 7)
    CancelDate(fresh(activity), day, coordinator, reason="Tulva").execute()
    restore = reverse("listings_restore_date", args=[activity.pk])
    editor = coordinating_editor
    assert restore not in signed_in(editor).get(url("edit", activity.pk)).content.decode()
    for action in (RestoreDate(fresh(activity), day, editor), CancelDate(fresh(activity), day, editor, reason="Muuta")):
        with pytest.raises(ListingActionError):
            action.execute()
    assert CancelledDate.objects.get().reason == "Tulva"
    signed_in(coordinator).post(restore, {"date": CancelledDate.objects.get().pk})
    assert not CancelledDate.objects.exists()


def test_migration_reads_from_the_log_who_decided(
    activity: Any, neighbour: Any, organisation: Any, editor: Any, coordinator: Any
) -> None:
    by_editor, resumed = make_activity(organisation, "Toinen"), make_activity(neighbour, "Kolmas")
    EndListing(fresh(activity), coordinator).execute()
    PauseListing(fresh(by_editor), coordinator).execute()
    ResumeListing(fresh(by_editor), coordinator).execute()
    PauseListing(fresh(by_editor), editor).execute()
    CancelListing(fresh(resumed), coordinator).execute()
    ResumeListing(fresh(resumed), coordinator).execute()
    today = timezone.localdate()
    days = [today + datetime.timedelta(days=(1 - today.weekday()) % 7 + 7 * week) for week in range(2)]
    for day, person in zip(days, (coordinator, editor), strict=True):
        CancelDate(fresh(by_editor), day, person).execute()
    Listing.objects.update(status_decided_by=Decider.ORGANISATION)
    CancelledDate.objects.update(decided_by=Decider.ORGANISATION)
    module = importlib.import_module("listings.migrations.0004_who_decided_a_status")
    module.read_the_log(apps, SimpleNamespace(connection=connection, quote_name=connection.ops.quote_name))
    assert fresh(activity).status_decided_by == Decider.PORTAL
    assert {fresh(page).status_decided_by for page in (by_editor, resumed)} == {Decider.ORGANISATION}
    assert list(CancelledDate.objects.order_by("date").values_list("decided_by", flat=True)) == [
        "portal",
        "organisation",
    ]
