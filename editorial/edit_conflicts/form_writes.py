"""Remembering which form has written a page last, under the page's lock."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from editorial.edit_conflicts.models import PageWrite
from editorial.edit_conflicts.page_version import PageVersion
from regions.locks import lock_names

#: Field of a page's form with its key.
KEY_FIELD = "edit_form_key"
#: Field of a question about several pages: when it was shown.
SHOWN_FIELD = "shown_at"
_NOT_CONTENT = ("csrfmiddlewaretoken",)


def key_of(request: HttpRequest) -> str:
    """The key of the form that was sent, as this person's; empty for a form without a key."""
    key = request.POST.get(KEY_FIELD, "")
    return f"{request.user.pk}:{key}"[:64] if key else ""


def digest_of(request: HttpRequest) -> str:
    """A hash of everything that was sent and where to, apart from the CSRF token."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_CONTENT]
    text = f"{request.path}?{request.META['QUERY_STRING']}\n{urlencode(pairs, errors='surrogatepass')}"
    return hashlib.sha256(text.encode()).hexdigest()


def last_write(page_id: int) -> PageWrite | None:
    write: PageWrite | None = PageWrite.objects.filter(page_id=page_id).first()
    return write


def write_by_form(key: str) -> PageWrite | None:
    """The write by the form with this key, if no other form has written that page since."""
    write: PageWrite | None = PageWrite.objects.filter(form_key=key).first() if key else None
    return write


def version_of(write: PageWrite) -> PageVersion:
    return PageVersion(write.revision_id, write.created_at)


def remember(request: HttpRequest, page_id: int, version: PageVersion, *, is_sent: bool, location: str) -> None:
    """Note that this request's form has written the page; a form without key is forgotten."""
    key = key_of(request)
    remember_write(page_id, key, digest_of(request) if key else "", version, is_sent=is_sent, location=location)


def remember_write(
    page_id: int, form_key: str, digest: str, version: PageVersion, *, is_sent: bool = True, location: str = ""
) -> None:
    """Note that the form with this key (``key_of``) has written the page; a form without key is forgotten."""
    if not form_key:
        PageWrite.objects.filter(page_id=page_id).delete()
        return
    values: dict[str, Any] = {
        "page_id": page_id,
        "form_key": form_key,
        "digest": digest,
        "revision_id": version.revision_id,
        "created_at": version.created_at,
        "is_sent": is_sent,
        "location": location,
    }
    PageWrite.objects.bulk_create(
        [PageWrite(**values)],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["form_key", "digest", "revision_id", "created_at", "is_sent", "location"],
    )


def lock_form(key: str) -> None:
    """Let one transaction at a time create a page from a form: there is no page yet that could be locked."""
    lock_names(key)
