"""Rights appear and vanish with memberships, at once."""

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db.models import Q
from django.test import Client

from regions.actions.sync_rights import sources, sync_rights
from regions.models import Portal, PortalGroup, PortalHomePage, PortalMembership, PortalRole
from regions.permissions import is_national_admin, may_coordinate, portals_with_role, translator_languages
from tests.regions.factories import make_member, make_user, open_portal

pytestmark = pytest.mark.django_db


def group_names(user: Any) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_a_coordinators_membership_gives_the_portals_group_and_its_end_takes_it(espoo: Portal) -> None:
    user = make_member(espoo)
    assert group_names(user) == {"Kototori Espoo: coordinators"}
    PortalMembership.objects.get(user=user).delete()
    assert group_names(user) == set()


def test_queryset_delete_removes_rights(espoo: Portal) -> None:
    user = make_member(espoo)
    PortalMembership.objects.filter(user=user).delete()
    assert group_names(user) == set()


def test_bulk_writes_reach_the_groups(espoo: Portal, vantaa: Portal) -> None:
    user = make_user()
    PortalMembership.objects.bulk_create([PortalMembership(user=user, portal=espoo, role=PortalRole.COORDINATOR)])
    assert group_names(user) == {"Kototori Espoo: coordinators"}
    PortalMembership.objects.filter(user=user).update(portal=vantaa)
    assert group_names(user) == {"Kototori Vantaa: coordinators"}


def test_membership_given_to_another_user_removes_rights_from_the_first(espoo: Portal) -> None:
    first, second = make_member(espoo), make_user("second@example.org")
    membership = PortalMembership.objects.get(user=first)
    membership.user = second
    membership.save()
    assert (group_names(first), group_names(second)) == (set(), {"Kototori Espoo: coordinators"})


def test_inactive_account_has_no_group(espoo: Portal) -> None:
    user = make_member(espoo)
    user.is_active = False
    user.save()
    assert group_names(user) == set()
    user.is_active = True
    user.save()
    assert group_names(user) == {"Kototori Espoo: coordinators"}


def test_a_removed_right_is_gone_at_the_next_request(espoo: Portal, on_national: Client) -> None:
    user = make_member(espoo)
    on_national.force_login(user)
    home = espoo.homes.get(locale__language_code="fi")
    edit = f"/admin/pages/{home.pk}/edit/"
    assert on_national.get(edit).status_code == 200
    PortalMembership.objects.filter(user=user).delete()
    assert on_national.get(edit).status_code == 403


def test_groups_added_by_hand_stay(espoo: Portal) -> None:
    user = make_member(espoo)
    user.groups.add(Group.objects.create(name="Choir"))
    sync_rights(user)
    PortalMembership.objects.filter(user=user).delete()
    assert group_names(user) == {"Choir"}


def test_syncing_again_changes_nothing(espoo: Portal) -> None:
    assert sync_rights(make_member(espoo)) is False


def test_a_national_admin_is_a_superuser_while_the_membership_lasts(national: Portal) -> None:
    user = make_member(national, PortalRole.NATIONAL_ADMIN)
    user.refresh_from_db()
    assert (user.is_superuser, user.is_staff, is_national_admin(user)) == (True, True, True)
    PortalMembership.objects.filter(user=user).delete()
    user.refresh_from_db()
    assert (user.is_superuser, user.is_staff) == (False, False)


def test_a_superuser_of_the_command_line_needs_no_membership(national: Portal) -> None:
    user = make_user(is_superuser=True)
    sync_rights(user)
    user.refresh_from_db()
    assert user.is_superuser


def test_a_national_role_in_a_regional_portal_gives_nothing(espoo: Portal) -> None:
    user = make_member(espoo, PortalRole.NATIONAL_ADMIN)
    user.refresh_from_db()
    assert not user.is_superuser


def test_a_counsellor_does_not_enter_the_admin(espoo: Portal, on_national: Client) -> None:
    on_national.force_login(make_member(espoo, PortalRole.COUNSELLOR))
    assert on_national.get("/admin/").status_code == 403


def test_a_translator_has_no_group_and_does_not_enter_the_admin(espoo: Portal, on_national: Client) -> None:
    user = make_member(espoo, PortalRole.TRANSLATOR, languages=["en"])
    on_national.force_login(user)
    assert not user.groups.exists()
    for path in ("/admin/", f"/admin/pages/{espoo.homes.earliest('pk').pk}/edit/"):
        answer = on_national.get(path)
        assert (answer.status_code, "/desk/" in answer.content.decode()) == (403, True)


def test_migration_removes_the_groups_of_translators_alone(espoo: Portal, vantaa: Portal) -> None:
    both = make_member(espoo, PortalRole.COORDINATOR)
    PortalMembership.objects.create(user=both, portal=vantaa, role=PortalRole.TRANSLATOR, languages=["ar"])
    choir = Group.objects.create(name="Choir")
    permissions = Permission.objects.filter(codename="access_admin")
    for portal in (espoo, vantaa):
        group = Group.objects.create(name=f"{portal.title}: translators")
        group.permissions.set(permissions)
        PortalGroup.objects.create(portal=portal, role=PortalRole.TRANSLATOR, group=group)
        both.groups.add(group, choir)
    module = importlib.import_module("regions.migrations.0004_translators_leave_admin")
    for _time in range(2):
        module.remove_groups(apps, None)
        assert set(PortalGroup.objects.values_list("role", flat=True)) == {PortalRole.COORDINATOR}
        assert group_names(both) == {"Choir", f"{espoo.title}: coordinators"}
    assert not sync_rights(both)
    assert type(both).objects.get(pk=both.pk).has_perm("wagtailadmin.access_admin")
    call_command("refresh_portals", verbosity=0)
    assert not PortalGroup.objects.filter(role=PortalRole.TRANSLATOR).exists()


def test_a_coordinator_edits_no_other_portals_home(espoo: Portal, vantaa: Portal, on_national: Client) -> None:
    on_national.force_login(make_member(espoo))
    assert on_national.get(f"/admin/pages/{vantaa.homes.earliest('pk').pk}/edit/").status_code == 404


@pytest.mark.parametrize("action", ["delete", "unpublish", "move", "copy"])
def test_home_cannot_be_removed_or_moved(national: Portal, espoo: Portal, on_national: Client, action: str) -> None:
    on_national.force_login(make_member(national, PortalRole.NATIONAL_ADMIN))
    home = espoo.homes.earliest("pk")
    homes = PortalHomePage.objects.count()
    on_national.post(f"/admin/pages/{home.pk}/{action}/", {"new_title": "x", "new_slug": "x"})
    home.refresh_from_db()
    assert (home.live, PortalHomePage.objects.count()) == (True, homes)


def test_home_cannot_be_added_by_hand(national: Portal, on_national: Client) -> None:
    on_national.force_login(make_member(national, PortalRole.NATIONAL_ADMIN))
    response = on_national.get("/admin/pages/add/regions/portalhomepage/1/")
    assert response.status_code in (302, 403, 404)


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/groups/", "/admin/portals/"])
def test_users_groups_and_portals_open_only_for_national_admins(national: Portal, espoo: Portal, path: str) -> None:
    coordinator = make_member(espoo)
    coordinator.user_permissions.add(
        *Permission.objects.filter(Q(content_type__app_label="auth") | Q(content_type__app_label="regions"))
    )
    client = Client(headers={"host": "kototori.localhost"})
    client.force_login(coordinator)
    assert client.get(path).status_code == 302
    client.force_login(make_member(national, PortalRole.NATIONAL_ADMIN))
    assert client.get(path).status_code == 200


def test_registered_source_adds_and_removes_its_groups(espoo: Portal) -> None:
    group = Group.objects.create(name="Organisation 1")
    other = Group.objects.create(name="Organisation 2")
    user = make_user()
    user.groups.add(other)
    with sources.replaced("test", lambda user_id: ({group.pk}, {group.pk, other.pk})):
        sync_rights(user)
        assert group_names(user) == {"Organisation 1"}


def test_national_administrator_has_every_role_in_every_portal(national: Portal, espoo: Portal, vantaa: Portal) -> None:
    user = make_member(espoo)
    assert list(portals_with_role(user, PortalRole.COORDINATOR)) == [espoo]
    assert not portals_with_role(user, PortalRole.TRANSLATOR)
    admin = make_member(national, PortalRole.NATIONAL_ADMIN)
    admin.refresh_from_db()
    assert set(portals_with_role(admin, PortalRole.COORDINATOR)) == {national, espoo, vantaa}


def test_may_coordinate_ones_own_portal_only(espoo: Portal, vantaa: Portal) -> None:
    user = make_member(espoo)
    assert (may_coordinate(user, espoo), may_coordinate(user, vantaa)) == (True, False)


def test_a_translator_has_the_languages_that_the_portal_still_has(vantaa: Portal) -> None:
    user = make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar", "ru"])
    assert translator_languages(user, vantaa) == {"ar"}


def test_roles_are_read_once_per_user_object(espoo: Portal, django_assert_num_queries: Any) -> None:
    user = make_member(espoo)
    with django_assert_num_queries(1):
        for _time in range(3):
            may_coordinate(user, espoo)
            translator_languages(user, espoo)


def test_user_object_forgets_its_roles_when_a_membership_is_deleted(espoo: Portal) -> None:
    user = make_member(espoo)
    membership = PortalMembership.objects.get(user=user)
    membership.user = user
    assert may_coordinate(user, espoo)
    membership.delete()
    assert not may_coordinate(user, espoo)


def test_new_group_of_a_portal_is_given_to_its_members(espoo: Portal) -> None:
    user = make_member(espoo)
    Group.objects.filter(portal_group__portal=espoo).delete()
    open_portal("espoo")
    assert group_names(user) == {"Kototori Espoo: coordinators"}
