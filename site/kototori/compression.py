"""Compressed answers for those who take them, only where nobody is signed in (Django's documentation: BREACH)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware


class CompressionMiddleware(GZipMiddleware):
    """Django's, for public answers: pages with a visitor's secrets in them, such as the admin's, go out as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            return response
        compressed: HttpResponse = super().process_response(request, response)
        return compressed
