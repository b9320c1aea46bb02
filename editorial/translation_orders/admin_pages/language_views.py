"""A portal's texts by language, for its coordinators; and ordering translations of one text."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from editorial.translation_orders.actions.order_translation import OrderTranslation
from editorial.translation_orders.admin_pages.language_table import language_rows, missing_labels
from editorial.translation_orders.text_rows import managed_texts, version_rows
from editorial.translation_orders.translated_texts import orderable, public_text
from editorial.trust_screens.trust_frame import choose_portal, chosen_portal
from listings.models import FamilyPage
from regions.languages import direction, own_name
from regions.permissions import coordinates, may_coordinate

_ICON = "globe"
_TITLE = gettext_lazy("Texts by language")


class LanguagesMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(_TITLE, reverse("text_languages"), name="text-languages", icon_name=_ICON, order=161)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


@require_safe
def languages(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Count a portal's texts by language. ``labels``: a language of which the missing labels are named."""
    portal = chosen_portal(request, slug)
    if portal is None:
        return choose_portal(request, "text_languages_of", str(_TITLE))
    code = request.GET.get("labels", "")
    code = code if code in portal.languages else ""
    context = _frame(f"{_TITLE}: {portal.title}") | {
        "rows": language_rows(portal),
        "labels_of": own_name(code) if code else "",
        "labels": missing_labels(code) if code else [],
    }
    return render(request, "editorial/admin/translation_orders/languages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose languages of the portal in which a public text is wanted. 404 for texts of other portals."""
    page = _source(request.user, page_id)
    choices = _choices(page)
    if request.method == "POST":
        open_codes = {choice["code"] for choice in choices if not choice["word"]}
        asked = [code for code in request.POST.getlist("language") if code in open_codes]
        if _order(request, page, asked):
            return redirect("order_translations", page_id)
    title = _("Order translations: %(title)s") % {"title": page.title}
    context = _frame(title, (str(_TITLE), reverse("text_languages"))) | {"page_of_text": page, "choices": choices}
    return render(request, "editorial/admin/translation_orders/order.html", context)


def _order(request: HttpRequest, page: Any, codes: list[str]) -> bool:
    """Order these languages, and say so; return whether anything was ordered."""
    texts = [public_text(page.translation_key, code) for code in codes]
    found = [text for text in texts if text is not None]
    for text in found:
        OrderTranslation(text, request.user).execute()
    if found:
        names = ", ".join(text.language_name for text in found)
        messages.success(request, _("Ordered: %(languages)s.") % {"languages": names})
    elif codes:
        words = _("Only a text that visitors see can be translated. Publish the first text, then ask.")
        messages.error(request, words)
    else:
        messages.error(request, _("Choose at least one language."))
    return bool(found)


def _source(user: Any, page_id: int) -> Any:
    found = Page.objects.filter(pk=page_id, live=True).first()
    page: Any = found.specific if found is not None else None
    text = orderable(page) if page is not None else None
    if text is None or not may_coordinate(user, text[0]):
        raise Http404
    return page


def _choices(page: Any) -> list[dict[str, str]]:
    """The languages; ``word`` says what is there already, and is empty where it can be ordered."""
    text = orderable(page)
    key, codes = page.translation_key, text[1] if text is not None else []
    versions, managed = version_rows([key], codes), managed_texts([key], codes)
    found = []
    for code in codes:
        version = versions.get((key, code))
        word = ""
        if (key, code) in managed:
            word = _("ordered")
        elif version is not None:
            word = _("its organisation writes it") if isinstance(page, FamilyPage) else _("its portal writes it")
        found.append({"code": code, "name": own_name(code), "direction": direction(code), "word": word})
    return found


def _frame(title: str, *below: tuple[str, str]) -> dict[str, Any]:
    """Return what the page's header and breadcrumbs need; ``below``: (words, address) of the pages above it."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    trail += [{"url": url, "label": label} for label, url in below]
    trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": _ICON, "breadcrumbs_items": trail}
