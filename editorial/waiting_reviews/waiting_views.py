"""The page of everything that waits. Whoever coordinates no portal gets 404."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.review.usual_answers import usual_answer_words
from editorial.waiting_reviews.waiting_filter import WaitingFilterForm
from editorial.waiting_reviews.waiting_list import WaitingList, asked_by
from regions.conf import review_escalates_after_working_days
from regions.permissions import coordinates

PAGE_SIZE = 30


@require_safe
def waiting_reviews(request: HttpRequest) -> HttpResponse:
    """What waits for the person, the oldest first, a page at a time."""
    if not coordinates(request.user):
        raise Http404
    form = WaitingFilterForm(request.user, request.GET or None)
    portal = form.chosen_portal
    rows: Any = WaitingList(asked_by(request.user, **form.narrowed))
    context = {
        **_frame(),
        "form": form,
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p")),
        "has_several_portals": len(form.portals) > 1,
        "usual_answer": usual_answer_words(portal) if portal is not None else "",
        "late_after": review_escalates_after_working_days(),
    }
    return render(request, "editorial/admin/waiting/waiting.html", context)


def _frame() -> dict[str, Any]:
    title = _("Waiting for you")
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("waiting_reviews"), "label": title},
    ]
    return {"page_title": title, "header_title": title, "header_icon": "tasks", "breadcrumbs_items": trail}
