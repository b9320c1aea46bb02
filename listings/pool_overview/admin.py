"""The overview in wagtail-modeladmin: one list for all users, each seeing their part of the pool.

Only modeladmin's list is used: pages have their own forms, so the URLs of modeladmin's forms don't exist. Modeladmin's
look-ups by any field of any related table, written into the URL, are refused, since they would reveal what the person
may not see.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, When
from django.db.models.fields.json import KT
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import re_path, reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.templatetags.modeladmin_tags import result_headers
from wagtail_modeladmin.views import IndexView

from listings.models import Listing
from listings.placement_choices import curated_portals
from listings.pool_overview.filters import FILTERS, ScopeFilter
from listings.pool_overview.overview_rows import make_rows, with_decisions
from listings.pool_overview.row_details import with_details
from listings.pool_overview.spreadsheet import csv_lines, xlsx_file
from regions.collation import in_order
from regions.permissions import coordinates

#: Words of a search that count.
MAX_WORDS = 8
EXPORT_CHUNK = 2000


class PoolPermissionHelper(PermissionHelper):
    """Coordinators may see the list; nobody changes a record in it."""

    def user_can_list(self, user: Any) -> bool:
        return coordinates(user)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class NameSearch(BaseSearchHandler):
    """Search in which every word must be in the title or in the organisation's name."""

    def search_queryset(self, queryset: Any, search_term: str, **kwargs: Any) -> Any:
        for word in search_term.replace("\0", "").split()[:MAX_WORDS]:
            queryset = queryset.named(word)
        return queryset


class PoolPaginator(WagtailPaginator):
    """A paginator that counts activities; Wagtail's wording "number, noun in its basic form" is wrong in Finnish."""

    @property
    def items_count_label(self) -> str:
        words = ngettext("%(number)s activity", "%(number)s activities", self.count)
        return words % {"number": localize(self.count)}


class PoolIndexView(IndexView):
    model_admin: Any
    paginator_class = PoolPaginator
    page_title = _("Activities")

    def get_filters(self, request: Any) -> tuple[list[Any], bool, dict[str, Any], bool]:
        """Return the filters, and ignore all other parameters of the URL."""
        parameters = self.get_filters_params()
        filters = [filter_class(request, parameters, self.model, self.model_admin) for filter_class in self.list_filter]
        offered = [item for item in filters if item.has_output()]
        return offered, bool(offered), {}, False

    def get_queryset(self, request: Any = None) -> Any:
        """Return the same queryset each time; modeladmin asks twice."""
        if getattr(self, "queryset", None) is None:
            self.queryset = super().get_queryset(request)
        return self.queryset

    def rows(self, listings: Any) -> Any:
        return make_rows(listings, Listing.objects.editable_by(self.request.user))

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        rows = self.rows(queryset.iterator(chunk_size=EXPORT_CHUNK))
        name = f"kototori-listings-{timezone.localdate().isoformat()}"
        if spreadsheet_format == self.FORMAT_XLSX:
            return FileResponse(xlsx_file(rows), as_attachment=True, filename=f"{name}.xlsx")
        answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        title = self.get_page_title()
        is_narrowed = bool(self.query or any(spec.chosen for spec in self.filter_specs))
        portals = curated_portals(self.request.user)
        rows = with_details(list(self.rows(context["object_list"])))
        return context | {
            "rows": with_decisions(rows, portals, self.request.get_full_path()) if portals else rows,
            "curates": bool(portals),
            "headers": list(result_headers(self)),
            "is_narrowed": is_narrowed,
            "order": self.params.get(self.ORDER_VAR, ""),
            "header_title": title,
            "page_title": title,
            "header_icon": self.header_icon,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": self.index_url, "label": title},
            ],
        }


class PoolAdmin(ModelAdmin):
    model = Listing
    base_url_path = "listings/pool"
    menu_label = _("Activities")
    menu_item_name = "pool"
    menu_icon = "list-ul"
    menu_order = 90
    list_display = ("title", "organisation_name", "municipality", "home_portal", "status", "confirm_by", "modified")
    list_export = ("title",)
    list_filter = FILTERS
    list_per_page = 50
    ordering = ("title_key",)
    history_view_enabled = False
    index_view_class = PoolIndexView
    index_template_name = "listings/admin/pool_overview.html"
    permission_helper_class = PoolPermissionHelper
    search_handler_class = NameSearch

    def get_queryset(self, request: Any) -> Any:
        everything = Listing.objects
        if ScopeFilter.is_whole_country(request):
            reachable = everything.public_on(timezone.localdate())
        else:
            reachable = everything.visible_to(request.user)
        listings = reachable.with_portal().with_pages()
        return listings.annotate(
            title_key=in_order(KT("page__title")),
            organisation_key=in_order(KT("organisation_page__title")),
            municipality_key=KT("page__municipality"),
            modified_key=Case(
                When(pk__in=everything.editable_by(request.user).values("pk"), then=KT("page__modified")),
                default=KT("page__published"),
            ),
            portal_key=F("organisation__home_portal__name"),
        ).order_by(*self.ordering)

    def title(self, listing: Any) -> str:
        return str(listing)

    title.short_description = _("Title")  # type: ignore[attr-defined]
    title.admin_order_field = "title_key"  # type: ignore[attr-defined]

    def organisation_name(self, listing: Any) -> str:
        return str(listing.organisation)

    organisation_name.short_description = _("Organisation")  # type: ignore[attr-defined]
    organisation_name.admin_order_field = "organisation_key"  # type: ignore[attr-defined]

    def municipality(self, listing: Any) -> str:
        return ""

    municipality.short_description = _("Municipality")  # type: ignore[attr-defined]
    municipality.admin_order_field = "municipality_key"  # type: ignore[attr-defined]

    def home_portal(self, listing: Any) -> str:
        return str(listing.home_portal)

    home_portal.short_description = _("Home portal")  # type: ignore[attr-defined]
    home_portal.admin_order_field = "portal_key"  # type: ignore[attr-defined]

    def modified(self, listing: Any) -> str:
        return ""

    modified.short_description = _("Changed")  # type: ignore[attr-defined]
    modified.admin_order_field = "modified_key"  # type: ignore[attr-defined]

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """Return the URL of the list only."""
        helper = self.url_helper
        pattern, name = helper.get_action_url_pattern("index"), helper.get_action_url_name("index")
        return (re_path(pattern, self.index_view, name=name),)

    def get_permissions_for_registration(self) -> Any:
        """Return none: groups get no permissions here, since memberships decide who sees what."""
        return super().get_permissions_for_registration().none()

    def register_admin_url_finders(self) -> None:
        """Register none: a record has no form of its own."""

    def register_indexing(self) -> None:
        """Register nothing: records aren't counted as uses of a page."""
