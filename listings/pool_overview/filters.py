"""Filters of the overview. Each offers only values of listings that the person may see."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.enums import ListingStatus, PlacementKind, Section
from listings.models import ActivityPage, Listing, Organisation, Placement
from listings.pool_overview.overview_rows import SOON_DAYS, Confirmation
from regions.collation import sort_key
from regions.languages import own_name
from regions.models import Municipality, Portal, PortalRole
from regions.permissions import coordinates, is_national_admin, portals_with_role

#: More organisations than this are not offered as a list, only the chosen one: searching for the name is quicker.
MAX_ORGANISATIONS = 300


class PoolFilter(SimpleListFilter):
    """A filter as a drop-down list. A value that isn't offered, as in an old link, narrows nothing."""

    template = "listings/admin/pool_filter.html"
    #: With fewer values there is nothing to choose.
    fewest = 2

    def has_output(self) -> bool:
        """Whether it is shown: where there is something to choose, or where something is chosen."""
        return len(self.lookup_choices) >= self.fewest or bool(self.chosen)

    @property
    def chosen(self) -> str:
        """The value in the URL if it is one of those offered, else an empty text."""
        value = str(self.value() or "")
        return value if value in {str(code) for code, _label in self.lookup_choices} else ""

    def queryset(self, request: Any, queryset: Any) -> Any:
        return self.narrow(queryset, self.chosen) if self.chosen else queryset

    def narrow(self, queryset: Any, value: str) -> Any:
        raise TypeError(f"{type(self).__name__} must say how it narrows")


class StatusFilter(PoolFilter):
    title = _("status")
    parameter_name = "status"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        return ListingStatus.choices

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.with_status(value, timezone.localdate())


class PageFilter(PoolFilter):
    """Whether the activity is public, or has unpublished changes; the latter only for listings of the person's own."""

    title = _("publication")
    parameter_name = "page"
    _facts: ClassVar[dict[str, dict[str, bool]]] = {
        "public": {"live": True},
        "draft": {"live": False},
        "changed": {"has_unpublished_changes": True},
    }

    def lookups(self, request: Any, model_admin: Any) -> Any:
        return [("public", _("public")), ("draft", _("not public")), ("changed", _("with unpublished changes"))]

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.with_source_page(**self._facts[value])

    def queryset(self, request: Any, queryset: Any) -> Any:
        narrowed = super().queryset(request, queryset)
        if self.chosen != "changed":
            return narrowed
        return narrowed.filter(pk__in=Listing.objects.editable_by(request.user).values("pk"))


class ConfirmationFilter(PoolFilter):
    title = _("confirmation")
    parameter_name = "confirmation"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        return [
            (Confirmation.CONFIRMED, _("confirmed")),
            (Confirmation.SOON, _("to be confirmed within 30 days")),
            (Confirmation.EXPIRED, _("not confirmed in time")),
        ]

    def narrow(self, queryset: Any, value: str) -> Any:
        return to_confirm(queryset, Confirmation(value))


class SectionFilter(PoolFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        return Section.choices

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.with_source_page(section=value)


class PortalFilter(PoolFilter):
    title = _("home portal")
    parameter_name = "portal"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        portals = model_admin.get_queryset(request).order_by().values("organisation__home_portal")
        return list(Portal.objects.filter(pk__in=portals).values_list("slug", "name"))

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(organisation__home_portal__slug=value)


class LanguageFilter(PoolFilter):
    title = _("written in")
    parameter_name = "language"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        languages = model_admin.get_queryset(request).order_by().values_list("source_language", flat=True).distinct()
        return [(code, own_name(code)) for code in sorted(languages)]

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(source_language=value)


class MunicipalityFilter(PoolFilter):
    title = _("municipality")
    parameter_name = "municipality"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        pages = ActivityPage.objects.filter(translation_key__in=_keys(model_admin.get_queryset(request)))
        municipalities = Municipality.objects.filter(pk__in=pages.order_by().values("municipality"))
        return [(municipality.pk, str(municipality)) for municipality in municipalities]

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.with_source_page(municipality=value)


class OrganisationFilter(PoolFilter):
    title = _("organisation")
    parameter_name = "organisation"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        keys = model_admin.get_queryset(request).order_by().values("organisation")
        titled = Organisation.objects.titled(drafts=Organisation.objects.worked_for(request.user)).filter(pk__in=keys)
        offered = list(titled[: MAX_ORGANISATIONS + 1])
        if len(offered) > MAX_ORGANISATIONS:
            offered = list(titled.filter(pk=self._asked)) if self._asked else []
        names = [(organisation.pk, str(organisation)) for organisation in offered]
        return sorted(names, key=lambda pair: sort_key(pair[1]))

    @property
    def _asked(self) -> UUID | None:
        """The organisation in the URL, whether it is there or not."""
        try:
            return UUID(str(self.value()))
        except ValueError:
            return None

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(organisation=value)


class ScopeFilter(PoolFilter):
    """For coordinators: the public activities of the whole country, to find what they want to include.

    ``PoolAdmin.get_queryset`` widens the list, so there is nothing to narrow.
    """

    title = _("from where")
    parameter_name = "scope"
    fewest = 1
    COUNTRY = "country"

    @classmethod
    def is_whole_country(cls, request: Any) -> bool:
        """Whether the person asks for it, and may: national administrators see the whole country anyway."""
        asked = request.GET.get(cls.parameter_name) == cls.COUNTRY
        return asked and coordinates(request.user) and not is_national_admin(request.user)

    def lookups(self, request: Any, model_admin: Any) -> Any:
        offered = coordinates(request.user) and not is_national_admin(request.user)
        return [(self.COUNTRY, _("the whole country"))] if offered else []

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset


class PlacementFilter(PoolFilter):
    """For coordinators: what their portals have pinned, included or excluded."""

    title = _("in your portal")
    parameter_name = "placement"

    def lookups(self, request: Any, model_admin: Any) -> Any:
        self.portals = portals_with_role(request.user, PortalRole.COORDINATOR)
        return PlacementKind.choices if coordinates(request.user) else []

    def narrow(self, queryset: Any, value: str) -> Any:
        placements = Placement.objects.on(timezone.localdate()).filter(kind=value, portal__in=self.portals)
        return queryset.filter(pk__in=placements.values("listing"))


FILTERS = (
    ScopeFilter,
    PlacementFilter,
    PortalFilter,
    OrganisationFilter,
    MunicipalityFilter,
    StatusFilter,
    PageFilter,
    ConfirmationFilter,
    SectionFilter,
    LanguageFilter,
)


def to_confirm(queryset: Any, state: Confirmation) -> Any:
    """Return the listings in a state of confirmation; ended ones can't be late."""
    today = timezone.localdate()
    soon = today + datetime.timedelta(days=SOON_DAYS)
    going_on = queryset.exclude(status=ListingStatus.ENDED)
    if state == Confirmation.EXPIRED:
        return going_on.filter(confirm_by__lt=today)
    if state == Confirmation.SOON:
        return going_on.filter(confirm_by__range=(today, soon))
    return queryset.filter(confirm_by__gt=soon)


def _keys(queryset: QuerySet[Listing]) -> Any:
    return queryset.order_by().values("pk")
