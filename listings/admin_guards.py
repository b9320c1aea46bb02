"""What this app adds to the guards of Wagtail's admin (``regions.admin_guards``)."""

from django.http import HttpRequest, JsonResponse
from taggit.models import Tag

from regions.admin_guards import guard

MAX_SUGGESTIONS = 10


def suggest_public_tags(request: HttpRequest) -> JsonResponse:
    """Suggest tags of public activities only: a draft's tags may say what the draft is about."""
    term = request.GET.get("term", "").replace("\0", "")
    tags = Tag.objects.filter(listings_activitytag_items__content_object__live=True, name__istartswith=term)
    names = tags.order_by("name").values_list("name", flat=True).distinct()[:MAX_SUGGESTIONS] if term else ()
    return JsonResponse(list(names), safe=False)


def connect() -> None:
    guard("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete")(suggest_public_tags)
