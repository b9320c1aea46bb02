"""What this app adds to the guards of Wagtail's admin (``regions.admin_guards``)."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page
from wagtail_localize.models import Translation

from listings.models import ActivityPage, Listing
from regions.admin_guards import guard, may_see_page

MAX_SUGGESTIONS = 10
#: The views of wagtail-localize's editor, which coordinators have for versions of their portals.
EDITOR_VIEWS = frozenset(
    {
        "wagtail_localize:javascript_catalog",
        "wagtail_localize:machine_translate",
        "wagtail_localize:preview_translation",
        "listings_localize:listings.localize_guard.stop_translation",
        "listings_localize:listings.localize_strings.edit_override",
        "listings_localize:listings.localize_strings.edit_string",
    }
)


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
    """Refuse translations that the person doesn't see, and all views but those of the editor.

    Localize asks for a right to the model, late or not at all, where it orders, updates, imports and reports.
    """
    match = request.resolver_match
    if match is None or match.view_name not in EDITOR_VIEWS:
        raise Http404
    if "translation_id" not in match.kwargs:
        return
    try:
        page = Translation.objects.get(pk=match.kwargs["translation_id"]).get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not isinstance(page, Page) or not may_see_page(request.user, page):
        raise Http404


def connect() -> None:
    guard("wagtail_localize:", "listings_localize:")(guard_translations)
    guard("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete")(suggest_public_tags)
