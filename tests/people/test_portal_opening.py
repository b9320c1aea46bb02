"""Whoever opens a portal says who coordinates it; that person is invited."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from editorial.mails.models import Mail
from editorial.people.actions.accept_invitation import accept_invitation
from editorial.people.models import Invitation
from regions import portal_parts
from regions.models import Portal, PortalMembership, PortalRole
from tests.listings.admin import signed_in
from tests.regions.factories import make_member, make_user
from tests.regions.test_portal_admin import form_data

pytestmark = pytest.mark.django_db


def open_lohja(*more: str) -> str:
    out = StringIO()
    call_command("open_portal", "lohja", "--name=Lohja", "--languages=fi,sv", "--municipalities=444", *more, stdout=out)
    return out.getvalue()


def test_the_form_asks_for_the_coordinator_and_invites(national_administrator: Any) -> None:
    answer = signed_in(national_administrator).post("/admin/portals/new/", form_data(coordinator="Liisa@example.org"))
    assert answer.status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.address, invitation.role) == ("liisa@example.org", PortalRole.COORDINATOR)
    assert (invitation.portal.slug, invitation.invited_by) == ("lohja", national_administrator)
    accept_invitation(invitation, make_user("liisa@example.org"))
    assert PortalMembership.objects.filter(portal__slug="lohja", role=PortalRole.COORDINATOR).count() == 1


@pytest.mark.parametrize("address", ["", "liisa", "a@b c.fi"])
def test_without_a_whole_address_no_regional_portal_opens(national_administrator: Any, address: str) -> None:
    answer = signed_in(national_administrator).post("/admin/portals/new/", form_data(coordinator=address))
    assert "coordinator" in answer.context["form"].errors
    assert not Portal.objects.filter(slug="lohja").exists()


def test_a_portal_that_is_open_is_not_asked_again(national_administrator: Any, espoo: Portal) -> None:
    client = signed_in(national_administrator)
    assert "coordinator" not in client.get(f"/admin/portals/edit/{espoo.pk}/").context["form"].fields


def test_the_command_invites_once(national: Portal) -> None:
    assert "coordinator" in open_lohja("--coordinator=liisa@example.org")
    assert "no change" in open_lohja("--coordinator=Liisa@example.org")
    assert (Invitation.objects.count(), Mail.objects.count()) == (1, 1)
    accept_invitation(Invitation.objects.get(), make_user("liisa@example.org"))
    mails = Mail.objects.count()
    assert "no change" in open_lohja("--coordinator=liisa@example.org")
    assert (Invitation.objects.filter(accepted_at=None).count(), Mail.objects.count()) == (0, mails)


def test_the_command_opens_without_a_coordinator(national: Portal) -> None:
    open_lohja()
    assert not Invitation.objects.exists()


def test_a_malformed_address_opens_nothing(national: Portal) -> None:
    with pytest.raises(CommandError, match="coordinator"):
        open_lohja("--coordinator=liisa")
    assert not Portal.objects.filter(slug="lohja").exists()


def test_a_host_without_people_opens_portals_and_asks_for_nobody(
    national_administrator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(portal_parts.registry._entries, portal_parts.COORDINATOR)
    values = form_data()
    values.pop("coordinator")
    assert signed_in(national_administrator).post("/admin/portals/new/", values).status_code == 302
    assert Portal.objects.filter(slug="lohja").exists()


def test_the_national_administrator_sees_portals_without_coordinator(
    national_administrator: Any, espoo: Portal, vantaa: Portal
) -> None:
    make_member(espoo, PortalRole.COORDINATOR)
    from listings.dashboard import needs_of

    needs = {need.words: need.count for need in needs_of(national_administrator)}
    assert [count for words, count in needs.items() if "koordinaattori" in words] == [1]
