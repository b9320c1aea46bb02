"""Registrations of a portal's people with Wagtail's admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from editorial.people.portal_people import people_urls
from editorial.people.portal_people.people_menu import PeopleMenuItem


def register() -> None:
    hooks.register("register_admin_urls", lambda: people_urls.urlpatterns)
    hooks.register("register_admin_menu_item", PeopleMenuItem)
    hooks.register("register_log_actions", _register_log_actions)


def _register_log_actions(actions: Any) -> None:
    for name, label, message in (
        ("invite_to_portal", _("Invite"), _("Invited somebody to a role")),
        ("take_portal_role", _("Accept"), _("Accepted an invitation to a role")),
        ("change_portal_role", _("Change role"), _("Changed a role")),
        ("remove_portal_role", _("Remove role"), _("Took a role away")),
    ):
        actions.register_action(f"editorial.{name}", label, message)
