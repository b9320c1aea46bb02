"""Registrations of this app with Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from regions import brand_page, page_filters, policies
from regions.document_access import guard_document
from regions.permissions import is_national_admin
from regions.viewsets import PortalViewSet
from regions.written import written_views

# Not in AppConfig.ready: wagtail.users registers its policies there, and the last registration counts.
policies.register()
page_filters.connect()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("regions.open_portal", _("Open portal"), _("Opened or extended the portal"))
    actions.register_action("regions.change_brand", _("Change brand"), _("Changed the portal's brand or contact"))


@hooks.register("register_admin_urls")
def register_brand_page() -> list[Any]:
    return brand_page.urlpatterns


@hooks.register("register_admin_urls")
def register_written_inputs() -> list[Any]:
    return written_views.urlpatterns


@hooks.register("insert_global_admin_js")
def link_script_of_written_inputs() -> str:
    return format_html(
        '<script src="{}" data-address="{}"></script>',
        static("kototori/admin/written.js"),
        reverse("regions_read_written"),
    )


@hooks.register("register_admin_menu_item")
def register_brand_menu() -> brand_page.BrandMenuItem:
    return brand_page.BrandMenuItem()


@hooks.register("register_admin_viewset")
def register_portals() -> PortalViewSet:
    return PortalViewSet()


@hooks.register("construct_reports_menu")
def hide_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    """Only national administrators get the reports, which cover all portals (see ``admin_guards``)."""
    if not is_national_admin(request.user):
        menu_items[:] = [item for item in menu_items if "/reports/" not in item.url]


@hooks.register("insert_global_admin_css")
def link_stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("kototori/admin/admin.css"))


hooks.register("before_serve_document", guard_document)
