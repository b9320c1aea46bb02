"""Checks of a translated text that wagtail-localize's editor sends.

wagtail-localize's own view answers an incomplete or impossible text with a server error.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, RequestDataTooBig
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.exceptions import ParseError
from rest_framework.permissions import IsAuthenticated
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.views import edit_translation

#: Characters of one text, unless its field sets a lower limit.
MAX_TEXT_LENGTH = 4000


def _read(request: Any) -> None:
    """Read the body now, because the view behind this one reads it again."""
    try:
        _body = request._request.body
    except RequestDataTooBig as error:
        raise ParseError from error


def max_length(translation: Translation, path: str) -> int:
    """Return the maximum length of the field at a segment's path; a rich text or a child row has none of its own."""
    model = translation.source.specific_content_type.model_class()
    try:
        limit = getattr(model._meta.get_field(path), "max_length", None)
    except FieldDoesNotExist:
        limit = None
    return min(limit or MAX_TEXT_LENGTH, MAX_TEXT_LENGTH)


def _editable(user: Any, translation_id: int) -> Translation:
    """Return the translation; 404 for one that the person may not edit, as for one that doesn't exist."""
    translation = get_object_or_404(Translation, id=translation_id)
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if isinstance(target, Page) and not target.permissions_for_user(user).can_edit():
        raise Http404
    return translation


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_string(request: Any, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Keep one text. Answers 400 for a text that is missing, too long or has a NUL, which PostgreSQL can't store."""
    _read(request)
    translation = _editable(request.user, translation_id)
    if request.method == "PUT":
        segment = get_object_or_404(StringSegment.objects.select_related("context"), id=string_segment_id)
        value = request.POST.get("value")
        if value is None or "\0" in value or len(value) > max_length(translation, segment.context.path):
            raise ParseError
    response: HttpResponse = edit_translation.edit_string_translation(
        request._request, translation_id, string_segment_id
    )
    return response


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_override(request: Any, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """Keep a replacement of a picture or an address, with the checks of ``edit_string``."""
    _read(request)
    _editable(request.user, translation_id)
    if request.method == "PUT":
        value = request.POST.get("value")
        if value is None or "\0" in value or len(value) > MAX_TEXT_LENGTH:
            raise ParseError
    response: HttpResponse = edit_translation.edit_override(request._request, translation_id, overridable_segment_id)
    return response
