"""A portal's texts by language, for its coordinators: counts, and the texts of a language with ordering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from editorial.translation_orders.admin_pages.language_table import COLUMNS, language_rows
from editorial.translation_orders.admin_pages.text_filter import TextFilterForm, TextKind
from editorial.translation_orders.admin_pages.text_list import ROWS, TextList, shown_rows
from editorial.translation_orders.text_coverage import Coverage
from editorial.trust_screens.trust_frame import choose_portal, chosen_portal
from regions.languages import content_languages, direction, own_name
from regions.models import Portal
from regions.permissions import coordinates, is_national_admin

ICON = "globe"
TITLE = gettext_lazy("Texts by language")


class LanguagesMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(TITLE, reverse("text_languages"), name="text-languages", icon_name=ICON, order=161)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


@require_safe
def languages(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Count a portal's texts by language."""
    portal = chosen_portal(request, slug)
    if portal is None:
        return choose_portal(request, "text_languages_of", str(TITLE))
    context = frame(f"{TITLE}: {portal.title}") | {
        "portal": portal,
        "columns": COLUMNS,
        "rows": language_rows(portal),
        "missing": Coverage.MISSING,
        "terms": TextKind.TERMS,
    }
    return render(request, "editorial/admin/translation_orders/languages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def texts_in_language(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """List a portal's texts in a language, and the terms without a label; POST orders texts that are missing."""
    portal = _portal(request, slug, code)
    form = TextFilterForm(portal, request.GET or None)
    listed = TextList(portal, code, form)
    if request.method == "POST":
        _order(request, listed)
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    page = Paginator(listed.found, ROWS).get_page(request.GET.get("p"))
    above = (f"{TITLE}: {portal.title}", reverse("text_languages_of", args=[portal.slug]))
    context = frame(f"{portal.title}: {own_name(code)}", above) | {
        "form": form,
        "found": page,
        "rows": shown_rows(page.object_list, may_edit_terms=is_national_admin(request.user)),
        "orderable": len(listed.orderable),
        "other_languages": [(one, own_name(one), direction(one)) for one in listed.coverage.codes if one != code],
        "language_name": own_name(code),
    }
    return render(request, "editorial/admin/translation_orders/texts.html", context)


def _portal(request: HttpRequest, slug: str, code: str) -> Portal:
    portal = chosen_portal(request, slug)
    if portal is None or code not in portal.languages or code not in content_languages():
        raise Http404
    return portal


def _order(request: HttpRequest, listed: TextList) -> None:
    """Order the ticked texts, or all that the filter finds, in the list's language and those that are ticked."""
    ticked = _keys(request.POST)
    if not ticked and "all" not in request.POST:
        messages.error(request, _("Choose at least one text."))
        return
    codes = {listed.code, *request.POST.getlist("language")} & set(listed.coverage.codes)
    ordered = listed.order(codes, request.user, None if "all" in request.POST else ticked)
    if not ordered:
        messages.warning(request, _("Nothing was ordered: these texts are ordered or written already."))
        return
    words = ngettext(
        "%(count)s translation is ordered. The translators see it now.",
        "%(count)s translations are ordered. The translators see them now.",
        ordered,
    )
    messages.success(request, words % {"count": localize(ordered)})


def _keys(sent: QueryDict) -> set[UUID]:
    """Ids that aren't well formed are left out."""
    found = set()
    for value in sent.getlist("text")[:ROWS]:
        try:
            found.add(UUID(value))
        except ValueError:
            continue
    return found


def frame(title: str, *below: tuple[str, str]) -> dict[str, Any]:
    """Return what the page's header and breadcrumbs need; ``below``: (words, address) of the pages above it."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    trail += [{"url": url, "label": label} for label, url in below]
    trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": ICON, "breadcrumbs_items": trail}
