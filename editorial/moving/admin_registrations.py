"""Registrations of moving with Wagtail's admin: addresses, buttons of a page, words in the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from editorial.moving import admin_urls
from editorial.moving.moved_records import home_of, waits_or_is_public
from listings.models import ActivityPage, OrganisationPage
from regions.permissions import coordinates, may_coordinate


def register() -> None:
    hooks.register("register_admin_urls", lambda: admin_urls.urlpatterns)
    hooks.register("register_page_header_buttons", move_buttons)
    hooks.register("register_log_actions", _register_log_actions)


def move_buttons(page: Any, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button that asks another portal, on source pages of the portals that the person coordinates."""
    specific = page.specific if type(page).__name__ == "Page" else page
    if not coordinates(user) or not isinstance(specific, ActivityPage | OrganisationPage) or not specific.is_source:
        return
    record = specific.record
    if record is None or not may_coordinate(user, home_of(record)) or not waits_or_is_public(specific):
        return
    name = "ask_to_move_listing" if isinstance(specific, ActivityPage) else "ask_to_move_organisation"
    yield Button(_("Move to another portal"), reverse(name, args=[record.pk]), priority=95, icon_name="site")


def _register_log_actions(actions: Any) -> None:
    for name, label, message in (
        ("ask_to_move", _("Ask another portal"), _("Asked another portal to take it over")),
        ("accept_move", _("Accept"), _("Took it over to another portal")),
        ("decline_move", _("Decline"), _("Another portal doesn't take it over")),
        ("withdraw_move", _("Withdraw"), _("Withdrew the request to move")),
    ):
        actions.register_action(f"editorial.{name}", label, message)
