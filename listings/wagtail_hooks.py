"""Registrations with Wagtail's admin, without logic of their own."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from listings import admin_urls, page_hooks, policies
from listings.admin_menus import (
    DAY_CHANGES,
    available_changes,
    filter_help_items,
    filter_menu_items,
    filter_page_actions,
)
from listings.curation.curation_menu import CurationMenuItem, page_choices
from listings.dashboard import NeedsPanel
from listings.placement_wording import LOGS
from listings.pool_overview.admin import PoolAdmin
from listings.translation_work import TranslationsMenuItem
from listings.viewsets import VenueViewSet, VocabulariesGroup

# Here and not in AppConfig.ready: models must all be loaded, and Wagtail registers its own policies there.
policies.register()
register_snippet(VenueViewSet)
register_snippet(VocabulariesGroup)
PoolAdmin().register_with_wagtail()

hooks.register("before_copy_page", page_hooks.copy_through_action)
hooks.register("before_move_page", page_hooks.move_through_action)
hooks.register("before_bulk_action", page_hooks.delete_each_family_once)
hooks.register("before_edit_page", page_hooks.open_translation, order=-10)
hooks.register("before_edit_page", page_hooks.warn_of_public_faults)
hooks.register("construct_page_chooser_queryset", page_hooks.choosable_pages)


@hooks.register("register_admin_urls", order=-10)
def register_admin_urls() -> list[Any]:
    return [*admin_urls.actions, *admin_urls.curation, *admin_urls.localize]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def register_buttons(
    page: Any, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    for at, (name, label) in enumerate(available_changes(page, user)):
        address = (
            reverse(f"listings_{name}", args=[page.pk])
            if name in DAY_CHANGES
            else reverse("listings_change_record", args=[page.pk, name])
        )
        yield Button(label, address, priority=70 + at, icon_name="date")


@hooks.register("register_page_header_buttons")
def register_curation_buttons(
    page: Any, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    for at, choice in enumerate(page_choices(page, user)):
        yield Button(choice.label, choice.url, priority=80 + at, icon_name=choice.icon)


@hooks.register("register_admin_menu_item")
def register_curation() -> CurationMenuItem:
    return CurationMenuItem()


@hooks.register("register_admin_menu_item")
def register_translations() -> TranslationsMenuItem:
    return TranslationsMenuItem()


@hooks.register("construct_homepage_panels")
def show_needs(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(NeedsPanel())


@hooks.register("construct_homepage_summary_items")
def hide_totals(request: HttpRequest, items: list[Any]) -> None:
    """Hide the numbers of pages, images and documents: nothing is to be done about them."""
    items.clear()


@hooks.register("construct_main_menu")
def shorten_menu(request: HttpRequest, items: list[Any]) -> None:
    filter_menu_items(request.user, items)


@hooks.register("construct_help_menu")
def shorten_help(request: HttpRequest, items: list[Any]) -> None:
    filter_help_items(items)


@hooks.register("construct_page_action_menu")
def shorten_page_actions(items: list[Any], request: HttpRequest, context: Any) -> None:
    filter_page_actions(request.user, items)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for name, label, message in (
        ("copy_activity", _("Copy to a new activity"), _("Copied from another activity")),
        ("pause", _("Pause"), _("Put on a break")),
        ("resume", _("Resume"), _("Takes place again")),
        ("cancel", _("Cancel"), _("Cancelled")),
        ("end", _("End"), _("Ended")),
        ("undo_end", _("Undo the end"), _("Took back the end")),
        ("confirm", _("Confirm"), _("Confirmed as still valid")),
        ("cancel_date", _("Cancel one day"), _("Cancelled one day")),
        ("restore_date", _("Restore one day"), _("Took back the cancellation of one day")),
        ("take_off_co_organiser", _("Take off a co-organiser"), _("Took off a co-organiser")),
        ("name_co_organiser_again", _("Name a co-organiser again"), _("Named a co-organiser again")),
        ("suspend", _("Suspend"), _("Suspended the organisation")),
        ("resume_organisation", _("Resume"), _("Brought the organisation back")),
    ):
        actions.register_action(f"listings.{name}", label, message)
    for name, formatter in LOGS.items():
        actions.register_action(f"listings.{name}")(formatter)
