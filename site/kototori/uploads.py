"""Uploaded files in development, where no web server stands in front."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve


def serve_upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """One uploaded file; 404 also for a path that no file system can hold."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, ValueError) as error:
        raise Http404 from error
