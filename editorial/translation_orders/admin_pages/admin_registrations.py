"""Registrations of translations with Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from editorial.translation_orders.admin_pages import language_admin_urls
from editorial.translation_orders.admin_pages.language_views import LanguagesMenuItem
from editorial.translation_orders.translated_texts import orderable
from regions.permissions import coordinates, may_coordinate


def register() -> None:
    hooks.register("register_admin_urls", lambda: language_admin_urls.urlpatterns)
    hooks.register("register_admin_menu_item", LanguagesMenuItem)
    hooks.register("register_page_header_buttons", _order_button)


def _order_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """On every public original, for its portal's coordinators."""
    if not coordinates(user) or not page.live:
        return
    found = orderable(page)
    if found is not None and may_coordinate(user, found[0]):
        url = reverse("order_translations", args=[page.pk])
        yield Button(_("Order translations"), url, icon_name="globe", priority=90)
