"""The id that a form brings for a new activity may be anything: another activity's, another page's, a deleted one's."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import ActivityPage, Listing, OrganisationMembership
from tests.announcing.desk_requests import NEW, edit_path, latest, save
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity, record_of
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def test_form_of_a_new_activity_is_no_way_to_one_of_a_suspended_organisation(
    sanna: Any, activity: Any, record: Any, neighbour: Any
) -> None:
    """Whoever also writes for an organisation that is in the service chooses that one in the form."""
    OrganisationMembership.objects.create(user=sanna.user, organisation=record_of(neighbour))
    client = at("espoo", sanna.user)
    form = filled(client.get(edit_path(activity)), title="Kirjoitettu kiellosta huolimatta", action="save")
    SuspendOrganisation(record).execute()
    form |= {"organisation": [str(record_of(neighbour).pk)], "listing_key": [str(activity.translation_key)]}
    assert client.post(NEW, form).status_code == 403
    assert latest(activity).title == "Kielikahvila"


@pytest.mark.parametrize("language", ["fi", "en"])
def test_new_activity_never_gets_the_id_of_another_page(
    language: str, neighbours_editor: Any, organisation: Any, record: Any
) -> None:
    """The other page would have a version in a language that it hasn't been written in, and could get none."""
    answer = save(
        at("espoo", neighbours_editor),
        NEW,
        title="Kaapattu",
        written_in=language,
        listing_key=str(record.pk),
        spoken_languages__INITIAL_FORMS="0",
    )
    assert answer.status_code == 404
    assert list(Page.objects.filter(translation_key=record.pk)) == [organisation.page_ptr]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_copy_never_gets_the_id_of_another_page(
    language: str, neighbours_editor: Any, neighbour: Any, organisation: Any, record: Any
) -> None:
    own, client = make_activity(neighbour, "Oma kerho", live=False), at("espoo", neighbours_editor)
    save(client, edit_path(own), written_in=language)
    asked = client.get(f"{edit_path(own)}copy/")
    form = filled(asked, listing_key=str(record.pk), season_start="12.1.2027", season_end="25.5.2027")
    assert client.post(f"{edit_path(own)}copy/", form).status_code == 409
    assert list(Page.objects.filter(translation_key=record.pk)) == [organisation.page_ptr]


def test_activity_whose_page_is_deleted_is_not_written_again(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    form = filled(client.get(edit_path(activity)), title="Uusi", action="save")
    ActivityPage.objects.get(pk=activity.pk).delete()
    assert Listing.objects.filter(pk=activity.translation_key).exists()
    for path in (edit_path(activity), NEW):
        answer = client.post(path, form | {"listing_key": [str(activity.translation_key)]})
        assert 400 <= answer.status_code < 500, path
    fresh = filled(client.get(NEW), title="Uusi", action="save", spoken_languages__INITIAL_FORMS="0")
    assert 400 <= client.post(NEW, fresh | {"listing_key": [str(activity.translation_key)]}).status_code < 500
    assert client.get(edit_path(activity)).status_code == 404
