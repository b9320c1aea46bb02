"""The translators' list, and taking a text from it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from editorial.desk.desk_access import for_signed_in
from editorial.translation_orders.actions.take_translation import GiveBackTranslation, TakenError, TakeTranslation
from editorial.translation_orders.translated_texts import TranslatedText
from editorial.translation_orders.translator_access import for_translator, translates
from editorial.translation_orders.waiting_translations import TO_DO, Work, WorkState, works_of
from regions.languages import own_name
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest

ROWS = 20
#: The parts of the list: what the address says, its heading, its states.
PARTS: tuple[tuple[str, Any, frozenset[WorkState]], ...] = (
    ("", gettext_lazy("To be translated"), TO_DO),
    ("missing", gettext_lazy("Not in your languages yet"), frozenset({WorkState.MISSING})),
    ("sent", gettext_lazy("Waiting for review"), frozenset({WorkState.IN_REVIEW})),
)


@require_safe
@for_signed_in
def translations(request: PortalRequest) -> HttpResponse:
    """What waits in the person's languages and portals. 404 for who translates nowhere."""
    if not translates(request.user):
        raise Http404
    works = works_of(request.user)
    codes = sorted({work.code for work in works})
    asked, code = request.GET.get("show", ""), request.GET.get("language", "")
    code = code if code in codes else ""
    shown = [work for work in works if not code or work.code == code]
    part = next((part for part in PARTS if part[0] == asked), PARTS[0])
    page = Paginator(_in(part, shown), ROWS).get_page(request.GET.get("page"))
    context = {
        "metadata": unlisted(_("Translations")),
        "works": _rows(page.object_list),
        "page": page,
        "previous": _query(part[0], code, page.previous_page_number()) if page.has_previous() else "",
        "next": _query(part[0], code, page.next_page_number()) if page.has_next() else "",
        "heading": part[1],
        "parts": [(one[1], len(_in(one, shown)), _query(one[0], code), one == part) for one in PARTS],
        "languages": [(one, own_name(one), _query(part[0], one), one == code) for one in codes],
        "all_languages": "" if not code else _query(part[0], ""),
        "has_languages": len(codes) > 1,
        "is_missing": part[0] == "missing",
    }
    return render(request, "editorial/translation_orders/translations.html", context)


def _in(part: tuple[str, Any, frozenset[WorkState]], works: list[Work]) -> list[Work]:
    return [work for work in works if work.state in part[2]]


def _rows(works: Any) -> list[tuple[Work, bool]]:
    """Each work, and whether it ends soon."""
    today = timezone.localdate()
    return [(work, work.ends_soon(today)) for work in works]


def _query(show: str, code: str, page: int = 1) -> str:
    query = QueryDict(mutable=True)
    values = {"show": show, "language": code, "page": str(page) if page > 1 else ""}
    query.update({name: value for name, value in values.items() if value})
    return f"?{query.urlencode()}" if query else "?"


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
