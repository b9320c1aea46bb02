"""Saving an announcement as it stands in its form: a new revision, and nothing public yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.models import Page

from editorial.announcing.announcement_form import AnnouncementForm
from editorial.announcing.form_base import FormBase
from editorial.announcing.understood import strip, unstorable_of
from editorial.edit_conflicts.form_writes import last_write, lock_form, remember_write, version_of
from editorial.edit_conflicts.page_lock import EditConflictError, under_lock
from editorial.edit_conflicts.page_version import PageVersion
from listings.models import ActivityPage, Listing


class KeyTakenError(ValueError):
    """The id for a new activity is that of a page of another kind, or of an activity that has been deleted."""


@dataclass(frozen=True)
class SavedAnnouncement:
    """``page`` is the page as it is now; None where nothing could be saved.

    ``form`` has the errors of what isn't understood and stays typed. ``is_whole``: there is nothing of the kind.
    """

    page: ActivityPage | None
    form: AnnouncementForm
    is_whole: bool


class SaveAnnouncement:
    """Writes what is understood of a form as a revision; its rules may be broken.

    ``make_form`` makes the bound form of ``base``, each time anew. ``window`` is the key of the window that sends it,
    ``digest`` a hash of what it sends: the same form twice has one effect. A new activity gets ``listing_key`` as its
    id. A form that changes nothing makes no revision.
    """

    def __init__(
        self,
        make_form: Callable[[], AnnouncementForm],
        base: FormBase,
        user: Any,
        *,
        listing_key: UUID,
        window: str = "",
        digest: str = "",
    ) -> None:
        self.make_form, self.base, self.user = make_form, base, user
        self.listing_key, self.window, self.digest = listing_key, window, digest

    def execute(self) -> SavedAnnouncement:
        """Save, and return what came of it.

        Raises ``EditConflictError`` where the page has been written since the person saw it, ``KeyTakenError``,
        ``PermissionDenied``, ``Page.DoesNotExist``. Then nothing has been written.
        """
        form = self.make_form()
        unstorable = unstorable_of(form)
        if self.base.version != self.base.current:
            same = self._same_again()
            if same is not None:
                return SavedAnnouncement(same, form, not unstorable.is_told)
        if self.base.is_outdated:
            raise EditConflictError(self.base.current)
        if unstorable.is_refused or (self.base.latest is None and "title" in unstorable.fields):
            return SavedAnnouncement(None, form, False)
        whole = strip(self.make_form(), unstorable) if unstorable else form
        try:
            page = self._create(whole) if self.base.latest is None else self._edit(whole, self.base.latest)
        except EditConflictError:
            same = self._same_again()
            if same is None:
                raise
            page = same
        return SavedAnnouncement(page, form, not unstorable.is_told)

    def _same_again(self) -> ActivityPage | None:
        """The page, if exactly this has been its last write."""
        if not self.window:
            return None
        listing = Listing.objects.filter(pk=self.listing_key).first()
        page: ActivityPage | None = ActivityPage.objects.source_of(listing) if listing is not None else None
        write = last_write(page.pk) if page is not None else None
        if write is None or (write.form_key, write.digest) != (self.window, self.digest):
            return None
        return page if version_of(write) == PageVersion.current(page) else None

    @transaction.atomic
    def _create(self, form: AnnouncementForm) -> ActivityPage:
        lock_form(f"desk:{self.listing_key}")
        made = Listing.objects.filter(pk=self.listing_key).first()
        page: ActivityPage | None = ActivityPage.objects.source_of(made) if made is not None else None
        if page is not None:
            raise EditConflictError(PageVersion.current(page))
        if made is not None or Page.objects.filter(translation_key=self.listing_key).exists():
            raise KeyTakenError
        page = CreatePageAction(form.instance, form.parent_page, self.user, form=form).execute()
        return self._remembered(page)

    def _edit(self, form: AnnouncementForm, latest: ActivityPage) -> ActivityPage:
        is_changed = self.base.page is not self.base.latest or form.has_changed()
        with under_lock(latest.pk, self.base.current):
            page = EditPageAction(form.instance, self.user, form=form).execute() if is_changed else latest
            return self._remembered(page)

    def _remembered(self, page: ActivityPage) -> ActivityPage:
        remember_write(page.pk, self.window, self.digest, PageVersion.of_revision(page.latest_revision))
        return page
