"""Registrations of the screens of trust with Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button

from editorial.trust.sending_ways import organisation_of
from editorial.trust.trust_words import LOGS
from editorial.trust_screens import admin_urls
from editorial.trust_screens.trust_frame import TrustMenuItem
from listings.models import FamilyPage
from regions.permissions import may_coordinate


def register() -> None:
    hooks.register("register_admin_urls", lambda: admin_urls.urlpatterns)
    hooks.register("register_admin_menu_item", TrustMenuItem)
    hooks.register("register_log_actions", _register_log_actions)
    hooks.register("register_page_header_buttons", _take_back_button)


def _take_back_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """On every published text of an organisation, for its portal's coordinators."""
    if not page.live or not isinstance(page, FamilyPage) or page.record is None:
        return
    if may_coordinate(user, organisation_of(page).home_portal):
        url = reverse("review_take_back", args=[page.pk])
        yield Button(_("Take back to the version before"), url, icon_name="rotate", priority=45)


def _register_log_actions(actions: Any) -> None:
    for name, formatter in LOGS.items():
        actions.register_action(name)(formatter)
    for name, label, message in (
        (
            "take_back_version",
            gettext_lazy("Take a text back"),
            gettext_lazy("Took the published text back to the version before"),
        ),
        (
            "change_review_rules",
            gettext_lazy("Change rules of review"),
            gettext_lazy("Changed the portal's rules of review"),
        ),
        (
            "grant_translator_trust",
            gettext_lazy("Change trust in a translator"),
            gettext_lazy("Changed in which languages a translator publishes without review"),
        ),
    ):
        actions.register_action(f"editorial.{name}", label, message)
