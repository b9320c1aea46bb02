"""What an organisation's own people may do to its pages, asked of the pages themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from wagtail.models import GroupPagePermission, WorkflowState

from editorial.desk_texts.actions.send_text import SendText
from editorial.edit_conflicts.page_version import PageVersion
from listings.actions.suspend_organisation import ResumeOrganisation, SuspendOrganisation
from listings.models import OrganisationPage
from tests.announcing.form_data import filled
from tests.listings.factories import translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def may(page: Any, person: Any) -> tuple[bool, bool, bool]:
    """Whether the person may edit, send and publish the page, as a new request finds it."""
    user = get_user_model().objects.get(pk=person.pk)
    rights = OrganisationPage.objects.get(pk=page.pk).permissions_for_user(user)
    return rights.can_edit(), rights.can_submit_for_moderation(), rights.can_publish()


@pytest.fixture(params=["first", "second"])
def own_page(request: Any, organisation: Any, record: Any) -> Any:
    return organisation if request.param == "first" else translated(organisation, "sv", live=False)


def test_own_people_edit_and_send_and_never_publish(
    own_page: Any, sanna: Any, veikko: Any, neighbours_editor: Any, coordinator: Any
) -> None:
    for person in (sanna.user, veikko.user):
        assert may(own_page, person) == (True, True, False)
    assert may(own_page, neighbours_editor) == (False, False, False)
    assert may(own_page, coordinator)[0]


def test_who_is_gone_or_closed_may_nothing(own_page: Any, sanna: Any, veikko: Any) -> None:
    veikko.delete()
    assert may(own_page, veikko.user) == (False, False, False)
    sanna.user.is_active = False
    sanna.user.save()
    assert may(own_page, sanna.user) == (False, False, False)


def test_a_suspended_organisations_people_may_nothing(own_page: Any, record: Any, sanna: Any, coordinator: Any) -> None:
    SuspendOrganisation(record, coordinator).execute()
    assert may(own_page, sanna.user) == (False, False, False)
    assert may(own_page, coordinator)[0]
    ResumeOrganisation(record, coordinator).execute()
    assert may(own_page, sanna.user) == (True, True, False)


def test_a_membership_alone_is_no_right_to_the_page(own_page: Any, sanna: Any) -> None:
    GroupPagePermission.objects.filter(group__user=sanna.user).delete()
    assert may(own_page, sanna.user) == (False, False, False)


def test_what_a_coordinator_has_locked_is_not_sent(
    organisation: Any, record: Any, sanna: Any, coordinator: Any
) -> None:
    client, path = at("espoo", sanna.user), f"/fi/desk/organisations/{record.pk}/"
    assert client.post(path, filled(client.get(path), summary="Uusi", action="save")).status_code == 302
    stored = OrganisationPage.objects.get(pk=organisation.pk)
    stored.locked, stored.locked_by = True, coordinator
    stored.save(update_fields=["locked", "locked_by"])
    with pytest.raises(PermissionDenied):
        SendText(stored, sanna.user, PageVersion.current(stored)).execute()
    assert client.post(f"{path}check/", filled(client.get(f"{path}check/"))).status_code == 403
    assert not WorkflowState.objects.exists()
