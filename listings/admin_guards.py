"""What this app adds to the guards of Wagtail's admin (``regions.admin_guards``)."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from listings.models import ActivityPage, Listing
from regions.admin_guards import guard, may_see_page

MAX_SUGGESTIONS = 10


def suggest_public_tags(request: HttpRequest) -> JsonResponse:
    """Suggest tags that visitors can see: a draft's tags may say what it is about, and a translation has none."""
    term = request.GET.get("term", "").replace("\0", "")
    public = Listing.objects.public_on(timezone.localdate())
    sources = ActivityPage.objects.filter(live=True).filter(
        Exists(public.filter(pk=OuterRef("translation_key"), source_language=OuterRef("locale__language_code")))
    )
    tags = Tag.objects.filter(listings_activitytag_items__content_object__in=sources, name__istartswith=term)
    names = tags.order_by("name").values_list("name", flat=True).distinct()[:MAX_SUGGESTIONS] if term else ()
    return JsonResponse(list(names), safe=False)


def guard_translations(request: HttpRequest) -> None:
    """Refuse pages, translations and their texts that the person doesn't see. Localize asks late, or says 403."""
    arguments = request.resolver_match.kwargs if request.resolver_match else {}
    page: Any = None
    try:
        if "page_id" in arguments:
            page = Page.objects.get(pk=arguments["page_id"])
        elif "translation_id" in arguments:
            page = Translation.objects.get(pk=arguments["translation_id"]).get_target_instance()
        elif "translation_source_id" in arguments:
            page = TranslationSource.objects.get(pk=arguments["translation_source_id"]).get_source_instance()
        else:
            return
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not isinstance(page, Page) or not may_see_page(request.user, page):
        raise Http404


def connect() -> None:
    guard("wagtail_localize:", "listings_localize:")(guard_translations)
    guard("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete")(suggest_public_tags)
