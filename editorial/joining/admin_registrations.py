"""What this part adds to Wagtail's admin: its addresses, its entry in the menu, its words in the log."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from editorial.joining import admin_urls
from editorial.joining.request_views import JoinRequestsMenuItem

_LOGS = (
    ("approve_request", _("Approve"), _("Approved the request to join")),
    ("ask_back", _("Ask back"), _("Asked back about the request to join")),
    ("decline_request", _("Decline"), _("Declined the request to join")),
    ("pass_on_request", _("Pass on"), _("Passed the request to join on")),
)


def register() -> None:
    hooks.register("register_admin_urls", lambda: admin_urls.urlpatterns)
    hooks.register("register_admin_menu_item", JoinRequestsMenuItem)
    hooks.register("register_log_actions", _register_log_actions)


def _register_log_actions(actions: Any) -> None:
    for name, label, message in _LOGS:
        actions.register_action(f"editorial.{name}", label, message)
