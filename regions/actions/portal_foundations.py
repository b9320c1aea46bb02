"""The steps of ``open_portal`` in this app. Each is idempotent and appends what it has changed to ``changes``."""

import uuid
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
)

from regions.models import Portal, PortalGroup, PortalHomePage, PortalRole

#: The roles that have a group, with its English name. Others don't use the admin, so they have none.
GROUP_NAMES = {PortalRole.COORDINATOR: "coordinators"}

#: What a coordinator may do with the pages of their portal. Not ``bulk_delete``: nobody needs to delete whole subtrees.
COORDINATOR_PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")

COORDINATOR_COLLECTION_RIGHTS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
)


def home_slug(portal_slug: str, language: str) -> str:
    return f"{portal_slug}-{language}"


def remove_wagtail_defaults(changes: list[str]) -> None:
    """Remove what Wagtail's migrations leave in a new database, unless somebody has changed it.

    That is a “Welcome” page, a default site, which would answer for every unknown host, and two groups with rights over
    the whole tree and its review.
    """
    page_type = ContentType.objects.get_for_model(Page)
    welcome = Page.objects.filter(
        depth=2,
        slug="home",
        content_type=page_type,
        numchild=0,
        latest_revision=None,
        title__startswith="Welcome to your",
    ).first()
    if welcome is None:
        return
    Site.objects.filter(hostname="localhost", is_default_site=True, root_page=welcome).delete()
    if not Site.objects.filter(root_page=welcome).exists():
        welcome.delete()
        changes.append(_("removed: Wagtail's welcome page and default site"))
    _remove_default_groups(changes)


def _remove_default_groups(changes: list[str]) -> None:
    groups = Group.objects.filter(name__in=["Moderators", "Editors"], user=None)
    if groups.count() != 2:
        return
    tasks = GroupApprovalTask.objects.filter(name="Moderators approval", task_states=None)
    Workflow.objects.filter(name="Moderators approval", workflow_states=None, workflow_tasks__task__in=tasks).delete()
    tasks.delete()
    groups.delete()
    changes.append(_("removed: Wagtail's default groups and workflow"))


def ensure_homes(portal: Portal, user: Any, changes: list[str]) -> dict[str, PortalHomePage]:
    """One live home per language, directly below the root, translations of each other; in the portal's order."""
    homes = {
        home.locale.language_code: home
        for home in PortalHomePage.objects.fronts().filter(portal=portal).select_related("locale")
    }
    key = next((home.translation_key for home in homes.values()), uuid.uuid4())
    for language in portal.languages:
        if language not in homes:
            homes[language] = _make_home(portal, language, key, user)
            changes.append(_("home in %s") % language)
    for home in homes.values():
        home.portal = portal
    return {language: homes[language] for language in portal.languages}


def _make_home(portal: Portal, language: str, key: uuid.UUID, user: Any) -> PortalHomePage:
    locale, _is_new = Locale.objects.get_or_create(language_code=language)
    home = PortalHomePage(
        title=portal.title,
        slug=home_slug(portal.slug, language),
        locale=locale,
        translation_key=key,
        portal=portal,
        owner=user,
        live=False,
    )
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision(user=user, changed=False).publish(user=user, skip_permission_checks=True)
    home.refresh_from_db()
    return home


def ensure_site_root(portal: Portal, homes: dict[str, PortalHomePage]) -> None:
    site, first = portal.site, homes[portal.first_language]
    if site.root_page_id != first.pk:
        site.root_page_id = first.pk
        site.save()


def ensure_groups(portal: Portal, changes: list[str]) -> dict[str, Group]:
    """The groups by role; their names follow the portal's."""
    rows = {row.role: row.group for row in PortalGroup.objects.filter(portal=portal).select_related("group")}
    for role, label in GROUP_NAMES.items():
        name = f"{portal.title}: {label}"
        group = rows.get(role)
        if group is None:
            group = Group.objects.create(name=_free_name(name))
            PortalGroup.objects.create(portal=portal, role=role, group=group)
            rows[role] = group
            changes.append(_("group %s") % group.name)
        elif not group.name.startswith(name):
            group.name = _free_name(name)
            group.save(update_fields=["name"])
            changes.append(_("group %s") % group.name)
    return {str(role): rows[role] for role in GROUP_NAMES}


def _free_name(name: str) -> str:
    taken = set(Group.objects.filter(name__startswith=name).values_list("name", flat=True))
    candidates = (name, *(f"{name} ({number})" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def ensure_collection(portal: Portal, changes: list[str]) -> None:
    """A collection of the portal's own, so that other portals' people don't see its images and documents."""
    collection = portal.collection
    if collection is None:
        portal.collection = Collection.get_first_root_node().add_child(name=portal.title)
        portal.save(update_fields=["collection"])
        changes.append(_("collection %s") % portal.title)
    elif collection.name != portal.title:
        collection.name = portal.title
        collection.save(update_fields=["name"])


def ensure_rights(
    portal: Portal, homes: dict[str, PortalHomePage], groups: dict[str, Group], changes: list[str]
) -> None:
    """Admin access, and pages, images and documents of this portal, for its coordinators.

    Translators have no group: they may edit a language, which ``permissions_for_user`` of the pages decides.
    """
    permissions = _permissions()
    coordinators = groups[PortalRole.COORDINATOR]
    if not coordinators.permissions.filter(pk=permissions["wagtailadmin", "access_admin"].pk).exists():
        coordinators.permissions.add(permissions["wagtailadmin", "access_admin"])
        changes.append(_("admin access of %s") % coordinators.name)
    added = grant_page_rights(
        coordinators, list(homes.values()), [permissions["wagtailcore", name] for name in COORDINATOR_PAGE_RIGHTS]
    ) + grant_collection_rights(
        coordinators, portal.collection, [permissions[key] for key in COORDINATOR_COLLECTION_RIGHTS]
    )
    if added:
        changes.append(_("%(count)d rights of %(group)s") % {"count": added, "group": coordinators.name})


def _permissions() -> dict[tuple[str, str], Permission]:
    condition = Q(content_type__app_label="wagtailadmin", codename="access_admin") | Q(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=COORDINATOR_PAGE_RIGHTS
    )
    for app, codename in COORDINATOR_COLLECTION_RIGHTS:
        condition |= Q(content_type__app_label=app, codename=codename)
    rows = Permission.objects.filter(condition).select_related("content_type")
    return {(row.content_type.app_label, row.codename): row for row in rows}


def grant_page_rights(group: Group, pages: list[Any], permissions: list[Permission]) -> int:
    """Give a group these permissions on these pages; the number of rows that were missing. Two queries at most."""
    present = set(
        GroupPagePermission.objects.filter(group=group, page__in=pages).values_list("page_id", "permission_id")
    )
    missing = [
        GroupPagePermission(group=group, page_id=page.pk, permission=permission)
        for page in pages
        for permission in permissions
        if (page.pk, permission.pk) not in present
    ]
    GroupPagePermission.objects.bulk_create(missing)
    return len(missing)


def grant_collection_rights(group: Group, collection: Any, permissions: list[Permission]) -> int:
    """Give a group these permissions on a collection; the number of rows that were missing. Two queries at most."""
    present = set(
        GroupCollectionPermission.objects.filter(group=group, collection=collection).values_list(
            "permission_id", flat=True
        )
    )
    missing = [
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in permissions
        if permission.pk not in present
    ]
    GroupCollectionPermission.objects.bulk_create(missing)
    return len(missing)
