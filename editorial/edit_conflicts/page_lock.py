"""The one guard against lost updates: a page's row is locked, and what the writer saw is compared with what is stored.

The guards of the admin's views lock the page with ``lock_page``, compare ``PageVersion`` themselves, so that they can
answer with both texts, and run the view inside ``latest_is_seen``. ``under_lock`` does all of it for code that writes a
page without such a view. Code that calls ``save_revision`` alone is not guarded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import Page

from editorial.edit_conflicts.page_version import PageVersion

#: Pages that are locked now, and whose latest revision the writer has seen or has written since.
_seen: ContextVar[frozenset[int]] = ContextVar("pages_seen_under_lock", default=frozenset())


class EditConflictError(Exception):
    """Somebody has written the page since the writer saw it. ``current`` is the version stored now."""

    def __init__(self, current: PageVersion) -> None:
        super().__init__("The page has been changed since it was shown.")
        self.current = current


def lock_page(page_id: int) -> Page:
    """Lock a page's row until the transaction ends, and return the page as it is stored.

    Rows that refer to the page may still be written meanwhile. Raises ``Page.DoesNotExist``.
    """
    page: Page = Page.objects.select_for_update(of=("self",), no_key=True).get(pk=page_id)
    return page


@contextmanager
def under_lock(page_id: int, seen: PageVersion) -> Iterator[Page]:
    """Write a page inside this context, in one transaction: nobody else can.

    ``seen`` is the version that the writer had before them. Raises ``EditConflictError`` where it is no longer the
    latest, ``Page.DoesNotExist`` where the page is gone. An exception inside the context takes back what was written.
    """
    with transaction.atomic():
        page = lock_page(page_id)
        current = PageVersion.current(page)
        if seen != current:
            raise EditConflictError(current)
        with latest_is_seen(page_id):
            yield page


@contextmanager
def latest_is_seen(page_id: int) -> Iterator[None]:
    """Note that whoever acts in this context has seen the page's latest revision, or writes it there."""
    token = _seen.set(_seen.get() | {page_id})
    try:
        yield
    finally:
        _seen.reset(token)


def has_seen_latest(page_id: int) -> bool:
    """Whether this runs inside ``latest_is_seen``, and so inside ``under_lock``, for this page."""
    return page_id in _seen.get()
