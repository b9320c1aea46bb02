"""Rights of an organisation's editors, which the desk's actions ask for, and of coordinators in the admin.

Editors have no admin. What they do at the desk is tested in ``tests.announcing``.
"""

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from listings.actions.sync_editor_rights import sync_editor_group
from listings.models import ActivityPage, OrganisationGroup, OrganisationMembership
from regions.actions.sync_rights import sync_rights
from regions.models import Portal, PortalMembership, PortalRole
from tests.listings.admin import form_of, is_open, signed_in, url
from tests.listings.factories import also_coordinating, make_activity, make_editor, record_of, translated
from tests.regions.factories import make_member, make_user

pytestmark = pytest.mark.django_db

ACCESS = "wagtailadmin.access_admin"


def fresh(user: Any) -> Any:
    """The person without what the object remembers of their rights."""
    return type(user).objects.get(pk=user.pk)


#: Sending to review is asked of the page alone: every page with a review can be sent by whoever may write it.
NAMES = ("add_subpage", "edit", "copy", "delete", "move", "publish", "unpublish")
NOTHING = dict.fromkeys(NAMES, False)


def rights_on(page: Any, user: Any) -> dict[str, bool]:
    tester = page.permissions_for_user(fresh(user))
    return {name: getattr(tester, f"can_{name}")() for name in NAMES}


def test_editors_write_and_send_their_organisations_page_and_decide_nothing(
    organisation: Any, neighbour: Any, editor: Any
) -> None:
    own, other = organisation.permissions_for_user(editor), neighbour.permissions_for_user(editor)
    assert (own.can_edit(), own.can_submit_for_moderation(), own.can_add_subpage()) == (True, True, True)
    decisions = ("publish", "unpublish", "delete", "move", "copy", "lock", "unlock", "set_view_restrictions")
    assert [name for name in decisions if getattr(own, f"can_{name}")()] == []
    assert not other.can_edit()
    assert not other.can_submit_for_moderation()


def test_editors_write_their_organisations_other_languages_too(organisation: Any, neighbour: Any, editor: Any) -> None:
    own = translated(organisation, "sv", title="Broord rf").permissions_for_user(editor)
    other = translated(neighbour, "sv", title="Grannbordet").permissions_for_user(editor)
    assert (own.can_edit(), own.can_publish(), own.can_delete(), own.can_move()) == (True, False, False, False)
    assert not other.can_edit()


def test_an_editor_writes_activities_and_does_not_publish_them(activity: Any, editor: Any) -> None:
    assert rights_on(activity, editor) == NOTHING | {"edit": True, "copy": True}
    assert activity.permissions_for_user(editor).can_submit_for_moderation()


@pytest.mark.parametrize("live", [True, False])
def test_other_organisations_are_closed_to_an_editor(
    other_activity: Any, neighbour: Any, editor: Any, live: bool
) -> None:
    others = (other_activity, other_activity.get_parent().specific, neighbour, make_activity(neighbour, live=live))
    assert [rights_on(page, editor) for page in others] == [NOTHING] * 4


def test_an_editor_of_two_organisations_writes_for_both(neighbour: Any, organisation: Any, editor: Any) -> None:
    OrganisationMembership.objects.create(user=editor, organisation=record_of(neighbour))
    assert [rights_on(page, editor)["add_subpage"] for page in (organisation, neighbour)] == [True, True]


def test_a_removed_membership_ends_the_rights(activity: Any, editor: Any) -> None:
    OrganisationMembership.objects.filter(user=editor).delete()
    assert rights_on(activity, editor) == NOTHING


def test_memberships_made_in_bulk_give_rights_too(activity: Any, organisation: Any) -> None:
    user = make_user("bulk@example.org")
    OrganisationMembership.objects.bulk_create(
        [OrganisationMembership(user=user, organisation=record_of(organisation))]
    )
    assert rights_on(activity, user)["edit"]


def test_an_organisation_has_one_group_for_all_its_editors(organisation: Any, editor: Any) -> None:
    make_editor(organisation, "second@example.org")
    assert OrganisationGroup.objects.get().group.user_set.count() == 2


# No admin


def group_of(organisation: Any) -> Group:
    return OrganisationGroup.objects.get(organisation=record_of(organisation)).group


def kept(group: Group) -> tuple[set[str], set[str]]:
    """The group's rights to pages and to pictures."""
    return (
        set(GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True)),
        set(GroupCollectionPermission.objects.filter(group=group).values_list("permission__codename", flat=True)),
    )


def as_before(organisation: Any) -> Group:
    """Give the organisation's group what such groups had as long as editors worked in the admin."""
    group = group_of(organisation)
    names = ("access_admin", "add_venue", "view_venue", "submit_translation")
    group.permissions.set(Permission.objects.filter(codename__in=names))
    assert group.permissions.count() == len(names)
    return group


def test_an_editors_group_has_rights_to_pages_and_pictures_alone(organisation: Any, editor: Any) -> None:
    group = group_of(organisation)
    assert not group.permissions.exists()
    assert kept(group) == ({"add_page", "change_page"}, {"add_image", "choose_image"})
    assert not fresh(editor).has_perm(ACCESS)


def test_a_group_of_before_loses_the_admin_when_it_is_synchronised(organisation: Any, editor: Any) -> None:
    group = as_before(organisation)
    for _time in range(2):
        sync_editor_group(record_of(organisation))
        assert not group.permissions.exists()
    assert kept(group) == ({"add_page", "change_page"}, {"add_image", "choose_image"})


def test_migration_takes_the_admin_from_editors_alone(
    organisation: Any, neighbour: Any, editor: Any, coordinator: Any
) -> None:
    make_editor(neighbour, "naapuri@example.org")
    groups = [as_before(page) for page in (organisation, neighbour)]
    by_hand = Group.objects.create(name="Tehty käsin")
    by_hand.permissions.set(Permission.objects.filter(codename="access_admin"))
    module = importlib.import_module("listings.migrations.0014_editors_leave_admin")
    for _time in range(2):
        module.take_admin(apps, None)
        assert [group.permissions.count() for group in groups] == [0, 0]
    assert [fresh(user).has_perm(ACCESS) for user in (editor, coordinator)] == [False, True]
    assert by_hand.permissions.count() == 1
    assert kept(groups[0]) == ({"add_page", "change_page"}, {"add_image", "choose_image"})


def test_neither_new_rights_of_portals_nor_of_people_bring_it_back(organisation: Any, editor: Any) -> None:
    call_command("refresh_portals", verbosity=0)
    sync_rights(editor)
    assert not fresh(editor).has_perm(ACCESS)


def test_migration_takes_localizes_ordering_from_coordinators(coordinator: Any, espoo: Portal) -> None:
    right = Permission.objects.get(codename="submit_translation")
    group = coordinator.groups.get()
    before = set(group.permissions.all())
    assert right not in before
    group.permissions.add(right)
    importlib.import_module("listings.migrations.0016_order_at_our_pages").take_ordering(apps, None)
    assert set(group.permissions.all()) == before


def test_who_also_coordinates_keeps_what_that_role_gives(activity: Any, editor: Any, espoo: Portal) -> None:
    both = also_coordinating(editor, espoo)
    assert is_open(signed_in(both).get(url("edit", activity.pk)))
    OrganisationMembership.objects.filter(user=both).delete()
    assert fresh(both).has_perm(ACCESS)
    PortalMembership.objects.filter(user=both).delete()
    assert not fresh(both).has_perm(ACCESS)


# Translators


def test_translators_write_versions_in_their_languages_and_nothing_else(activity: Any, translator: Any) -> None:
    arabic, swedish = (translated(activity, code, title="Otsikko", live=False) for code in ("ar", "sv"))
    assert rights_on(arabic, translator) == NOTHING | {"edit": True}
    assert [rights_on(page, translator) for page in (swedish, activity)] == [NOTHING] * 2


def test_translators_of_another_portal_have_no_right(activity: Any, vantaa: Portal) -> None:
    stranger = make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar"])
    assert rights_on(translated(activity, "ar", title="مقهى", live=False), stranger) == NOTHING


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
