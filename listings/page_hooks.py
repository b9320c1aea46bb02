"""The rules of families in Wagtail's own views: copying, moving, opening and choosing pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from listings.actions.adopt_translation import adopt_translation, translation_of
from listings.actions.errors import ActionError, ActionPermissionError
from listings.actions.move_family import MoveFamily
from listings.actions.save_translation import SaveTranslation
from listings.models import ActivityPage, FamilyPage
from regions.languages import direction


def copy_through_action(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Redirect Wagtail's copy view of an activity to ours; other pages of a family can't be copied."""
    specific = page.specific
    if not isinstance(specific, FamilyPage):
        return None
    if not isinstance(specific, ActivityPage):
        raise PermissionDenied
    return redirect("listings_copy_activity", specific.pk)


def move_through_action(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Move a family as a whole. For any page: who may not move it there gets 403 before the destination is shown."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
    if request.method != "POST" or not isinstance(page, FamilyPage):
        return None
    try:
        source = MoveFamily(page, destination, request.user).execute()
    except ActionPermissionError as error:
        raise PermissionDenied from error
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:move", page.pk)
    messages.success(request, _("“%s” has been moved with all its languages.") % source.get_admin_display_title())
    return redirect("wagtailadmin_explore", destination.pk)


def delete_each_family_once(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Leave out translations whose source is deleted in the same bulk action: the source deletes them."""
    if action_type != "delete":
        return
    versions = [page.specific for page in objects if isinstance(page, Page) and isinstance(page.specific, FamilyPage)]
    sources = {version.translation_key for version in versions if version.is_source}
    along = {version.pk for version in versions if not version.is_source and version.translation_key in sources}
    objects[:] = [item for item in objects if not isinstance(item, Page) or item.pk not in along]


def open_translation(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Open a language version in wagtail-localize's editor, beside its source, with its own text.

    Localize knows a version that was ordered there. For another version a button is shown first, because telling
    localize of its text writes to the database (see ``adopt_translation``). Localize's own publishing would write the
    live row and fill gaps with the source's text; ours makes a revision of a complete text.
    """
    if not isinstance(page, FamilyPage) or page.is_source:
        return None
    page.viewer = request.user
    if request.method != "POST":
        return None if translation_of(page) is not None else _ask_to_open(request, page)
    translation = adopt_translation(page)
    if "open" in request.POST:
        return redirect("wagtailadmin_pages:edit", page.pk)
    if translation is None or request.POST.get("action") not in {"publish", "submit"}:
        return None
    return _save(request, page, translation, publish=request.POST["action"] == "publish")


def warn_of_public_faults(request: HttpRequest, page: Any) -> None:
    """Say which rules the public version of an activity breaks; it stays public until somebody mends it."""
    if request.method != "GET" or not isinstance(page, ActivityPage) or not page.live:
        return
    try:
        ActivityPage.objects.get(pk=page.pk).check_rules()
    except ValidationError as error:
        sentences = " ".join(error.messages)
        messages.warning(request, _("What is public needs a correction. %(sentences)s") % {"sentences": sentences})


def _ask_to_open(request: HttpRequest, page: FamilyPage) -> HttpResponse:
    version = page.get_latest_revision_as_object()
    context = {"page": version, "direction": direction(version.language)}
    return render(request, "listings/admin/open_translation.html", context)


def _save(request: HttpRequest, page: FamilyPage, translation: Translation, *, publish: bool) -> HttpResponse:
    try:
        revision = SaveTranslation(translation, request.user, publish=publish).execute()
    except ActionPermissionError as error:
        raise PermissionDenied from error
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if publish:
        messages.success(request, _("The translation is published."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    version = revision.as_object()
    workflow = version.get_workflow()
    if workflow is not None and not version.workflow_in_progress:
        workflow.start(version, request.user)
        messages.success(request, _("The translation is being reviewed."))
    else:
        messages.success(request, _("The translation is saved."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def choosable_pages(pages: Any, request: HttpRequest) -> Any:
    """Limit the page chooser and its search to pages that the person can reach in the explorer."""
    user: Any = request.user
    if user.is_superuser:
        return pages
    if not page_permission_policy.get_cached_permissions_for_user(user):
        return pages.none()
    reachable = page_permission_policy.explorable_instances(user)
    parent = request.resolver_match.kwargs.get("parent_page_id") if request.resolver_match else None
    if parent is not None and not reachable.filter(pk=parent).exists():
        raise Http404
    return pages.filter(pk__in=reachable.values("pk"))
