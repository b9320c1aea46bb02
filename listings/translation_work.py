"""Language versions of a coordinator's portals: a list, and a menu item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from listings.permissions import versions_for
from regions.languages import direction, own_name
from regions.permissions import coordinates

PAGE_SIZE = 50


@dataclass(frozen=True)
class TranslationRow:
    """A row of the list: a language version, and its source's title."""

    page: Any
    language: str
    language_name: str
    direction: str
    source_title: str


def make_rows(pages: list[Any]) -> list[TranslationRow]:
    """Return the rows of pages, with one query for all source titles."""
    keys = [page.translation_key for page in pages]
    others = Page.objects.filter(translation_key__in=keys).select_related("locale")
    titles = {(page.translation_key, page.locale.language_code): page.title for page in others}
    return [
        TranslationRow(
            page,
            page.locale.language_code,
            own_name(page.locale.language_code),
            direction(page.locale.language_code),
            titles.get((page.translation_key, page.source_language), ""),
        )
        for page in pages
    ]


def translations(request: HttpRequest) -> HttpResponse:
    """List the versions, unfinished ones first; ``language`` and ``q`` (part of the title) narrow the list."""
    if not coordinates(request.user):
        raise PermissionDenied
    everything = versions_for(request.user)
    codes = sorted(everything.order_by().values_list("locale__language_code", flat=True).distinct())
    language, words = request.GET.get("language", ""), request.GET.get("q", "").strip()
    versions = everything.filter(locale__language_code=language) if language in codes else everything
    if words:
        versions = versions.filter(title__icontains=words)
    page = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "rows": make_rows(list(page.object_list)),
        "page_obj": page,
        "languages": [(code, own_name(code)) for code in codes],
        "language": language,
        "words": words,
    }
    return render(request, "listings/admin/translations.html", context)


class TranslationsMenuItem(MenuItem):
    def __init__(self) -> None:
        address = reverse("listings_translations")
        super().__init__(_("Translations"), address, name="translations", icon_name="globe", order=160)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)
