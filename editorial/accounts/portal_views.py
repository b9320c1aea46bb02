"""What all views of signing in share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from editorial.accounts.sign_in_pages import refuse_staff_elsewhere, too_often_page
from editorial.form_guard.attempt_limits import LimitReachedError
from regions.metadata import unlisted


class PortalPageMixin:
    """A page on a portal's host: 404 on another one, never kept by a cache; 429 after too many attempts.

    Staff who are signed in on a regional host are signed out and led to the national one. ``title`` is a message for
    ``gettext``. Put the mixin first.
    """

    title = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.portal is None:
            raise Http404
        refusal = refuse_staff_elsewhere(request)
        if refusal is not None:
            return refusal
        return self.answer(request, *args, **kwargs)

    def answer(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except LimitReachedError as reached:
            response = too_often_page(request, reached)
        add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "metadata": unlisted(_(self.title))}
