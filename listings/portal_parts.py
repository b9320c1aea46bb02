"""Parts that this app adds to a portal: the directory of organisations, and rights of its coordinators."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from listings.models import DirectoryPage
from regions.models import PortalRole
from regions.portal_parts import PortalContext, PortalPart, register

DIRECTORY_SLUG = "directory"

#: Rights outside the page tree, by (app, code name); page rights come with the portal's homes, below which the
#: directory is.
COORDINATOR_RIGHTS = (
    ("listings", "add_venue"),
    ("listings", "change_venue"),
    ("listings", "view_venue"),
)


def permissions_by_name(names: tuple[tuple[str, str], ...]) -> list[Permission]:
    """Return the permissions of (app label, code name) pairs, in one query."""
    condition = Q(pk=None)
    for app, codename in names:
        condition |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(condition))


def ensure_directory(context: PortalContext) -> None:
    """Ensure the portal's directory below its first home, live. Later parts find it in ``shared["directory"]``."""
    directory = DirectoryPage.objects.filter(portal=context.portal).first()
    if directory is None:
        directory = _make_directory(context)
        context.report(_("directory of organisations"))
    context.shared["directory"] = directory


def _make_directory(context: PortalContext) -> DirectoryPage:
    home: Any = context.homes[context.portal.first_language]
    with translation.override(context.portal.first_language):
        title = _("Directory of organisations")
    directory = DirectoryPage(
        title=title,
        slug=DIRECTORY_SLUG,
        locale=home.locale,
        portal=context.portal,
        owner=context.user,
        live=False,
    )
    home.add_child(instance=directory)
    directory.save_revision(user=context.user, changed=False).publish(user=context.user)
    directory.refresh_from_db()
    return directory


def ensure_coordinator_rights(context: PortalContext) -> None:
    """Ensure the coordinators' rights to venues."""
    group = context.groups[PortalRole.COORDINATOR]
    rights = permissions_by_name(COORDINATOR_RIGHTS)
    present = set(group.permissions.values_list("pk", flat=True))
    missing = [permission for permission in rights if permission.pk not in present]
    if missing:
        group.permissions.add(*missing)
        context.report(_("%(count)d rights of %(group)s") % {"count": len(missing), "group": group.name})


def connect() -> None:
    register(PortalPart("directory", 100, ensure_directory))
    register(PortalPart("coordinator_rights", 110, ensure_coordinator_rights))
