"""The translators' list, and taking a text from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.desk.desk_access import for_signed_in
from editorial.translation_orders.actions.take_translation import GiveBackTranslation, TakenError, TakeTranslation
from editorial.translation_orders.list_query import PARTS, ListQuery
from editorial.translation_orders.translated_texts import TranslatedText
from editorial.translation_orders.translator_access import for_translator, translates
from editorial.translation_orders.waiting_translations import Work, works_of
from regions.languages import own_name
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest

ROWS = 20


@require_safe
@for_signed_in
def translations(request: PortalRequest) -> HttpResponse:
    """What waits in the person's languages and portals. 404 for who translates nowhere."""
    if not translates(request.user):
        raise Http404
    works = works_of(request.user)
    codes = sorted({work.code for work in works})
    query = ListQuery.of(request.GET, codes)
    found = query.found(works)
    page = Paginator(query.in_part(found), ROWS).get_page(request.GET.get("page"))
    context = {
        "metadata": unlisted(_("Translations")),
        "query": query,
        "works": _rows(page.object_list),
        "page": page,
        "previous": query.address(page.previous_page_number()) if page.has_previous() else "",
        "next": query.address(page.next_page_number()) if page.has_next() else "",
        "parts": _parts(query, found),
        "languages": [(one, own_name(one), query.address(code=one), one == query.code) for one in codes],
        "all_languages": query.address(code=""),
        "all_works": query.address(state="", words=""),
        "has_languages": len(codes) > 1,
    }
    return render(request, "editorial/translation_orders/translations.html", context)


def _parts(query: ListQuery, found: list[Work]) -> list[tuple[Any, int, str, bool]]:
    """Each part's heading, number of works and address, and whether it is shown."""
    parts = [replace(query, part=part, state="") for part in PARTS]
    return [(one.part.heading, len(one.in_part(found)), one.address(), one.part == query.part) for one in parts]


def _rows(works: Any) -> list[tuple[Work, bool]]:
    """Each work, and whether it ends soon."""
    today = timezone.localdate()
    return [(work, work.ends_soon(today)) for work in works]


@for_translator("POST")
def take(request: PortalRequest, text: TranslatedText) -> HttpResponse:
    """Take a text, or take it over from the person whom the page named."""
    named = request.POST.get("instead_of", "")
    instead_of = int(named) if named.isascii() and named.isdecimal() and len(named) < 10 else None
    try:
        TakeTranslation(text, request.user, instead_of=instead_of).execute()
    except TakenError as taken:
        name = person_name(taken.translator)
        messages.error(request, _("%(person)s has taken this text meanwhile.") % {"person": name})
    return redirect("translate", text.key, text.code)


@for_translator("POST")
def give_back(request: PortalRequest, text: TranslatedText) -> HttpResponse:
    """Leave a text to others."""
    if GiveBackTranslation(text, request.user).execute():
        messages.success(request, _("Given back. What you have saved stays; somebody else can go on with it."))
    return redirect("translations")
