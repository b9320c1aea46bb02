"""A wish, on a portal's host: what would be kept with a button to send it, and what is said afterwards.

No page keeps a session or sets a cookie. The search stays in the address, where the visitor brought it from the finder.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from editorial.enums import StatementKind
from editorial.form_guard.portal_views import on_portal
from editorial.wishes import wish_limits
from editorial.wishes.keeping_wishes import TooManyWishesError, keep_wish
from editorial.wishes.shown_wish import finder_labels
from editorial.wishes.wish_form import WishForm
from editorial.wishes.wished_search import WishedSearch
from faces.finder.finder_query import FinderQuery
from faces.parts.quick_exit import exit_from_search
from faces.parts.viewpoint import viewpoint_of
from listings.addresses import finder_path
from listings.schedule.wording import format_date
from regions.languages import own_name
from regions.metadata import unlisted
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.query import InvalidQuery


@csrf_exempt  # nothing is done with anybody's rights: the form carries a key of its own
@require_http_methods(["GET", "HEAD", "POST"])
@on_portal
def wish(request: PortalRequest) -> HttpResponse:
    """The form, which says what would be kept; to the finder for a search that can't be read."""
    finder_query = _finder_query(request)
    if finder_query is None:
        return redirect(_finder_address(request))
    wished = WishedSearch.of(finder_query)
    if request.method != "POST" or wished.is_empty:
        return _show_form(request, finder_query, wished, WishForm())
    form = WishForm(request.POST)
    if form.is_from_machine:
        return _to_sent(finder_query)
    if not form.is_valid() or form.sent_key is None:
        return _show_form(request, finder_query, wished, form, status=400)
    if not wish_limits.count_from_network(request):
        form.add_error(None, _("Many wishes have come from your network. Send this one in an hour: leave it open."))
        return _show_form(request, finder_query, wished, form, status=429)
    try:
        if wish_limits.is_first_of_form(form.sent_key):
            keep_wish(wished, request.portal, _language(request))
    except TooManyWishesError:
        form.add_error(None, _("Very many wishes have come today. Send this one tomorrow."))
        return _show_form(request, finder_query, wished, form, status=429)
    return _to_sent(finder_query)


@require_safe
@on_portal
def sent(request: PortalRequest) -> HttpResponse:
    """Thanks, and ways to go on."""
    finder_query = _finder_query(request)
    if finder_query is None:
        return redirect(_finder_address(request))
    context = {
        "metadata": unlisted(_("Thank you for telling us")),
        "finder_url": _finder_address(request),
        "all_url": finder_path(_language(request)),
        "quick_exit": _quick_exit(finder_query),
    }
    return render(request, "editorial/wishes/sent.html", context)


def _show_form(
    request: PortalRequest, finder_query: FinderQuery, wished: WishedSearch, form: WishForm, *, status: int = 200
) -> HttpResponse:
    language, viewpoint = _language(request), viewpoint_of(request)
    context: dict[str, Any] = {
        "metadata": unlisted(_("Tell us what was missing")),
        "form": form,
        "wished": wished,
        "filters": finder_labels(wished, request.portal, viewpoint),
        "language_name": own_name(language),
        "day": format_date(viewpoint.today, language, with_year=True),
        "action": f"{reverse('wish')}?{finder_query.querystring()}",
        "finder_url": _finder_address(request),
        "privacy_path": request.portal.page_path(StatementKind.PRIVACY, language),
        "quick_exit": _quick_exit(finder_query),
    }
    return render(request, "editorial/wishes/form.html", context, status=status)


def _to_sent(finder_query: FinderQuery) -> HttpResponse:
    return redirect(f"{reverse('wish_sent')}?{finder_query.querystring()}")


def _finder_query(request: PortalRequest) -> FinderQuery | None:
    """The search of the address; None for one that can't be read."""
    try:
        return FinderQuery.from_parameters(
            request.GET, portal=request.portal, language=_language(request), now=timezone.now()
        )
    except InvalidQuery:
        return None


def _finder_address(request: PortalRequest) -> str:
    """The finder with what was given, which says what can't be read."""
    return f"{finder_path(_language(request))}?{request.GET.urlencode()}"


def _quick_exit(finder_query: FinderQuery) -> str:
    query = finder_query.search
    interpreted = get_engine().search(query.with_(page_size=1, facets=False)).interpreted if query.q else ()
    return exit_from_search(query, interpreted)


def _language(request: PortalRequest) -> str:
    return get_language() or request.portal.first_language
