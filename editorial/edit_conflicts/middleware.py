"""The guard against lost updates around the admin's views that write pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from editorial.edit_conflicts import guarded_pages, guarded_review, guarded_translations
from editorial.edit_conflicts.conflict_views import Handler
from regions.refusals.answers import answer_to_exception

#: Guards by view name. None as their answer lets the view run as usual.
GUARDS: dict[str, Callable[[HttpRequest, Handler, dict[str, Any]], HttpResponse | None]] = {
    "wagtailadmin_pages:add": guarded_pages.create,
    "wagtailadmin_pages:edit": guarded_pages.edit,
    "wagtailadmin_pages:revisions_revert": guarded_pages.edit,
    "wagtailadmin_pages:workflow_action": guarded_review.answer,
    # These take no text from the person, so they only wait for whoever is writing.
    "wagtailadmin_pages:unpublish": guarded_pages.serialise,
    "wagtailadmin_pages:delete": guarded_pages.serialise,
    "wagtailadmin_pages:revisions_unschedule": guarded_pages.serialise,
    "wagtail_bulk_action": guarded_pages.bulk,
    "listings_localize:listings.localize_pofiles.upload": guarded_translations.import_file,
    "listings_localize:listings.localize_strings.edit_string": guarded_translations.write_string,
    "listings_localize:listings.localize_strings.edit_override": guarded_translations.write_override,
}


class EditConflictMiddleware:
    """Must be the last, so that a guard runs right around its view: whatever the others refuse never gets a lock."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Run the view inside its guard. Other views, and people without access to the admin, are left alone."""
        match = request.resolver_match
        guard = GUARDS.get(match.view_name) if match is not None else None
        user = getattr(request, "user", None)
        if guard is None or user is None or not user.has_perm("wagtailadmin.access_admin"):
            return None
        if match is not None and match.view_name == "wagtailadmin_pages:edit" and request.method == "GET":
            guarded_translations.note_shown(request, kwargs["page_id"])
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return None
        try:
            return guard(request, lambda: view(request, *args, **kwargs), kwargs)
        except Exception as error:
            # Django asks ``process_exception`` about views only, and this view ran inside a middleware.
            refusal = answer_to_exception(request, error)
            if refusal is None:
                raise
            return refusal
