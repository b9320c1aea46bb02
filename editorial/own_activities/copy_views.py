"""Copying an activity: the new days are asked for, then it is checked and sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.announcing.writer_access import Announced, for_writer
from editorial.own_activities.record_forms import CopyForm
from editorial.own_activities.record_views import ask
from editorial.own_activities.texts_to_check import TextToCheck, texts_to_check
from listings.actions.copy_season import CopySeason
from listings.actions.errors import ActionError, ActionPermissionError
from listings.models import ActivityPage
from regions.languages import own_name
from regions.portal_request import PortalRequest

TEMPLATE = "editorial/own_activities/copy.html"


@for_writer("GET", "HEAD", "POST")
def copy(request: PortalRequest, announced: Announced) -> HttpResponse:
    """Ask for the days of the copy (GET), make it and lead to checking it (POST)."""
    page = announced.source_page()
    if page is None:
        raise Http404
    latest = page.get_latest_revision_as_object()
    form = CopyForm(request.POST if request.method == "POST" else None, page=latest, language=get_language() or "")
    if request.method != "POST":
        return _show(request, announced, form, page, latest)
    if not form.is_valid():
        return _show(request, announced, form, page, latest, status=422)
    try:
        made = CopySeason(
            page, request.user, times=form.times, consents=form.consents, key=form.cleaned_data["listing_key"]
        ).execute()
    except ActionPermissionError as error:
        raise PermissionDenied from error
    except ActionError as error:
        return _show(request, announced, form, page, latest, fault=str(error), status=409)
    messages.success(request, _("Here is the copy. Look at it, then send it."))
    return redirect("check_announcement", made.translation_key)


def _show(
    request: PortalRequest,
    announced: Announced,
    form: CopyForm,
    page: ActivityPage,
    latest: ActivityPage,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    others = list(page.family().exclude(pk=page.pk).select_related("locale"))
    return ask(
        request,
        announced,
        template=TEMPLATE,
        heading=_("Copy"),
        form=form,
        fault=fault,
        looks=_looks(latest, others, form),
        languages=[own_name(version.language) for version in others],
        status=status,
    )


def _looks(latest: ActivityPage, others: list[Any], form: CopyForm) -> list[TextToCheck]:
    texts = [version if version.live else version.get_latest_revision_as_object() for version in others]
    return texts_to_check([latest, *texts], form.people)
