"""Wishes in the admin, for coordinators: those of their own portals. Everybody else gets 404."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from editorial.wishes import wish_spreadsheet
from editorial.wishes.models import Wish
from editorial.wishes.wish_filter import ORDERS, PERIODS, STATES, WishFilter
from editorial.wishes.wish_rows import grouped, make_rows, new_wishes
from faces.parts.viewpoint import Viewpoint
from listings.dashboard import Need
from regions import versions
from regions.languages import own_name
from regions.models import Portal, PortalRole
from regions.permissions import coordinates, portals_with_role

ICON = "help"
TITLE = gettext_lazy("Visitors' wishes")
_ROWS = 25


@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """The list, with what each search finds by now."""
    portals, languages = _own_portals(request.user), _languages(request.user)
    chosen = _chosen(request, portals, languages)
    page = Paginator(grouped(Wish.objects.visible_to(request.user), chosen), _ROWS).get_page(request.GET.get("p"))
    with _versions_of_now():
        rows = list(make_rows(page.object_list, _viewpoint(), counts=True))
    context = {
        **_frame(),
        "rows": rows,
        "page": page,
        "chosen": chosen,
        "filters": _shown_filters(chosen, portals, languages),
        "several_portals": len(portals) > 1,
        "csv_url": f"{reverse('editorial_wishes_csv')}?{chosen.querystring()}",
        "way_back": f"?{chosen.querystring(p=str(page.number))}",
    }
    return render(request, "editorial/admin/wishes/wishes.html", context)


@require_safe
def wishes_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as a file, all pages of it."""
    portals = _own_portals(request.user)
    chosen = _chosen(request, portals, _languages(request.user))
    groups = grouped(Wish.objects.visible_to(request.user), chosen)
    with _versions_of_now():
        rows = list(make_rows(groups, _viewpoint(), counts=False))
    response = StreamingHttpResponse(wish_spreadsheet.csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="wishes-{timezone.localdate().isoformat()}.csv"'
    return response


@require_POST
def see_wish(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Note that a wish was seen, on all days; ``again``: show it as new once more."""
    wish = Wish.objects.visible_to(request.user).filter(pk=wish_id).first()
    if wish is None:
        raise Http404
    is_again = bool(request.POST.get("again"))
    Wish.objects.alike(wish).update(is_seen=not is_again)
    words = _("“%(wish)s” is new again.") if is_again else _("“%(wish)s” is seen. It comes back if it is wished again.")
    messages.success(request, words % {"wish": wish.words or _("a search without words")})
    chosen = _chosen(request, _own_portals(request.user), _languages(request.user))
    return redirect(f"{reverse('editorial_wishes')}?{chosen.querystring()}")


def _own_portals(user: Any) -> list[Portal]:
    """The portals whose wishes the person sees, the national one first; 404 for whoever coordinates none."""
    if not coordinates(user):
        raise Http404
    return list(portals_with_role(user, PortalRole.COORDINATOR).order_by("-is_national", "name"))


def _versions_of_now() -> AbstractContextManager[None]:
    """Let a whole page's searches ask for the versions once: the admin's requests trust none."""
    return versions.trusted(versions.read_versions())


def _languages(user: Any) -> list[str]:
    """The languages in which anything was wished for. One query."""
    rows = Wish.objects.visible_to(user).order_by("language")
    return list(rows.values_list("language", flat=True).distinct())


def _chosen(request: HttpRequest, portals: list[Portal], languages: list[str]) -> WishFilter:
    return WishFilter.of(request.GET, [portal.slug for portal in portals], languages)


def _shown_filters(chosen: WishFilter, portals: list[Portal], languages: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the fields of the list's form: name, label, chosen value, and (value, words) to choose from."""
    every = [("", "–")]
    if len(portals) > 1:
        titles = [(portal.slug, portal.title) for portal in portals]
        yield {"name": "portal", "label": _("Portal"), "value": chosen.portal, "choices": every + titles}
    names = [(code, own_name(code)) for code in languages]
    yield {"name": "language", "label": _("Language of the page"), "value": chosen.language, "choices": every + names}
    periods = [(name, words) for name, (_days, words) in PERIODS.items()]
    yield {"name": "period", "label": _("Period"), "value": chosen.period, "choices": periods}
    yield {"name": "state", "label": _("Which ones"), "value": chosen.state, "choices": list(STATES.items())}
    yield {"name": "order", "label": _("Order"), "value": chosen.order, "choices": list(ORDERS.items())}


def _viewpoint() -> Viewpoint:
    return Viewpoint.of(get_language() or "fi")


def _frame() -> dict[str, Any]:
    """What the page's header and breadcrumbs need."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": str(TITLE)}]
    return {"page_title": TITLE, "header_title": TITLE, "header_icon": ICON, "breadcrumbs_items": trail}


class WishesMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(TITLE, reverse("editorial_wishes"), name="wishes", icon_name=ICON, order=134)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


def waiting_wishes(user: Any) -> Iterator[Need]:
    """Yield the new wishes of this coordinator's portals, for the admin's front page."""
    if not coordinates(user):
        return
    count = new_wishes(user)
    words = ngettext("new wish of visitors", "new wishes of visitors", count)
    yield Need(count, words, reverse("editorial_wishes"), ICON)
