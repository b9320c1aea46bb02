"""Who comes in to the translators' pages: translators, each to the texts of their languages and portals."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from editorial.desk.desk_access import for_signed_in
from editorial.translation_orders.translated_texts import TranslatedText, may_translate, public_text
from regions.models import PortalRole
from regions.permissions import memberships_of
from regions.portal_request import PortalRequest

_View = Callable[..., HttpResponse]


def translates(user: Any) -> bool:
    """Whether the person is a translator of any portal. One statement per user object."""
    return any(role == PortalRole.TRANSLATOR and codes for _portal, role, codes in memberships_of(user))


def text_for(user: Any, key: UUID, code: str) -> TranslatedText:
    """Return a text that the person may translate.

    Raises ``Http404`` for all others, also where the original isn't public, or where its organisation writes it itself.
    """
    text = public_text(key, code) if translates(user) else None
    if text is None or not may_translate(user, text) or text.is_own:
        raise Http404
    return text


def for_translator(*methods: str) -> Callable[[_View], _View]:
    """Find the text of the address for a person who translates it; for everybody else it is 404.

    The view gets ``TranslatedText`` instead of the id and the language.
    """

    def decorate(view: _View) -> _View:
        @require_http_methods(methods)
        @for_signed_in
        @wraps(view)
        def checked(request: PortalRequest, key: UUID, code: str, **kwargs: Any) -> HttpResponse:
            return view(request, text_for(request.user, key, code), **kwargs)

        return checked

    return decorate
