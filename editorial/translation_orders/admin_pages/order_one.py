"""Ordering translations of one text, for the coordinators of its portal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from editorial.translation_orders.actions.order_translations import OrderTranslations
from editorial.translation_orders.admin_pages.language_views import TITLE, frame
from editorial.translation_orders.text_rows import managed_texts, order_rows, version_rows
from editorial.translation_orders.translated_texts import orderable, public_text
from listings.models import FamilyPage
from regions.languages import direction, own_name
from regions.permissions import may_coordinate


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose languages of the portal in which a public text is wanted. 404 for texts of other portals."""
    page, codes = _source(request.user, page_id)
    choices = _choices(page, codes)
    if request.method == "POST":
        open_codes = {choice["code"] for choice in choices if not choice["word"]}
        asked = [code for code in request.POST.getlist("language") if code in open_codes]
        if _order(request, page, asked):
            return redirect("order_translations", page_id)
    title = _("Order translations: %(title)s") % {"title": page.title}
    context = frame(title, (str(TITLE), reverse("text_languages"))) | {"page_of_text": page, "choices": choices}
    return render(request, "editorial/admin/translation_orders/order.html", context)


def _order(request: HttpRequest, page: Any, codes: list[str]) -> bool:
    """Order these languages, and say so; return whether anything was ordered."""
    texts = [public_text(page.translation_key, code) for code in codes]
    found = [text for text in texts if text is not None]
    if found:
        OrderTranslations([(text.key, text.code) for text in found], request.user).execute()
        names = ", ".join(text.language_name for text in found)
        messages.success(request, _("Ordered: %(languages)s.") % {"languages": names})
    elif codes:
        words = _("Only a text that visitors see can be translated. Publish the first text, then ask.")
        messages.error(request, words)
    else:
        messages.error(request, _("Choose at least one language."))
    return bool(found)


def _source(user: Any, page_id: int) -> tuple[Any, list[str]]:
    """The page, and the languages into which it can be translated."""
    found = Page.objects.filter(pk=page_id, live=True).first()
    page = found.specific if found is not None else None
    text = orderable(page)
    if text is None or not may_coordinate(user, text[0]):
        raise Http404
    return page, text[1]


def _choices(page: Any, codes: list[str]) -> list[dict[str, str]]:
    """The languages; ``word`` says what is there already, and is empty where it can be ordered."""
    key = page.translation_key
    versions, ordered = version_rows([key], codes), managed_texts([key], codes) | set(order_rows([key], codes))
    found = []
    for code in codes:
        version = versions.get((key, code))
        word = ""
        if (key, code) in ordered:
            word = _("ordered")
        elif version is not None:
            word = _("its organisation writes it") if isinstance(page, FamilyPage) else _("its portal writes it")
        found.append({"code": code, "name": own_name(code), "direction": direction(code), "word": word})
    return found
