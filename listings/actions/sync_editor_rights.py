"""Rights of an organisation's editors, derived from ``OrganisationMembership`` rows. Nothing else writes them.

Editors work at the desk. They have no right to the admin; the rights to pages and pictures are what the desk's actions
ask for.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from listings.models import Organisation, OrganisationGroup, OrganisationMembership, OrganisationPage
from listings.portal_parts import permissions_by_name

#: On the organisation's source page, below which all of its activities stand.
PAGE_RIGHTS = (("wagtailcore", "add_page"), ("wagtailcore", "change_page"))
#: On the home portal's collection. Who adds an image may also change it: it is their own.
IMAGE_RIGHTS = (("wagtailimages", "add_image"), ("wagtailimages", "choose_image"))


@transaction.atomic
def sync_editor_group(organisation: Organisation) -> Group:
    """Give the organisation's group of editors exactly the rights that it should have, and return it. Idempotent.

    To be called when the first membership appears and when the organisation has moved.
    """
    row = OrganisationGroup.objects.select_related("group").filter(organisation=organisation).first()
    if row is None:
        group = Group.objects.create(name=_group_name(organisation))
        OrganisationGroup.objects.create(organisation=organisation, group=group)
    else:
        group = row.group
    group.permissions.clear()
    _sync_page_rights(group, organisation)
    _sync_image_rights(group, organisation.home_portal.collection)
    return group


def _group_name(organisation: Organisation) -> str:
    """Return a name that a national administrator recognises and no other organisation has."""
    page = OrganisationPage.objects.source_of(organisation)
    return f"{page.title[:100] if page else organisation.identifier} · {organisation.pk}"


def _sync_page_rights(group: Group, organisation: Organisation) -> None:
    page = OrganisationPage.objects.source_of(organisation)
    rights = {(page.pk, permission.pk) for permission in permissions_by_name(PAGE_RIGHTS)} if page else set()
    rows = {(row.page_id, row.permission_id): row for row in GroupPagePermission.objects.filter(group=group)}
    GroupPagePermission.objects.filter(pk__in=[rows[key].pk for key in rows.keys() - rights]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page_id, permission_id=permission_id)
        for page_id, permission_id in rights - rows.keys()
    )


def _sync_image_rights(group: Group, collection: Collection | None) -> None:
    permissions: list[Permission] = permissions_by_name(IMAGE_RIGHTS) if collection else []
    rights = {(collection.pk, permission.pk) for permission in permissions} if collection else set()
    rows = {
        (row.collection_id, row.permission_id): row for row in GroupCollectionPermission.objects.filter(group=group)
    }
    GroupCollectionPermission.objects.filter(pk__in=[rows[key].pk for key in rows.keys() - rights]).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection_id, permission_id=permission_id)
        for collection_id, permission_id in rights - rows.keys()
    )


def groups_of(user_id: int) -> tuple[set[int], set[int]]:
    """Return the groups that the person must be in, and this app's groups that the person is in (``RightsSource``)."""
    organisations = OrganisationMembership.objects.effective().filter(user_id=user_id).values("organisation")
    groups = OrganisationGroup.objects.filter(organisation__in=organisations).values_list("group_id", flat=True)
    managed = OrganisationGroup.objects.filter(group__user=user_id).values_list("group_id", flat=True)
    return set(groups), set(managed)


def drop_editors(organisation: Organisation) -> None:
    """Delete the memberships and the group of an organisation that has left."""
    OrganisationMembership.objects.filter(organisation=organisation).delete()
    groups: Any = Group.objects.filter(organisation_group__organisation=organisation)
    groups.delete()
