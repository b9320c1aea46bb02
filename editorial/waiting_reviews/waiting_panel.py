"""What waits, on the admin's front page: its number among what a person has to do, and the oldest rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from editorial.waiting_reviews.waiting_list import WaitingList, asked_by
from editorial.waiting_reviews.waiting_sources import LATE_SINCE
from editorial.waiting_reviews.waiting_texts import WaitingTexts
from listings.dashboard import Need
from regions.permissions import coordinates

#: Rows that the panel shows.
OLDEST = 5


class WaitingPanel(Component):
    """The oldest things that wait, instead of Wagtail's panel of pages to moderate."""

    name = "waiting"
    template_name = "editorial/admin/waiting/waiting_panel.html"
    order = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        found = WaitingList(asked_by(user))
        rows = found[:OLDEST]
        return {
            "rows": rows,
            "count": len(rows) if len(rows) < OLDEST else found.count(),
            "oldest": OLDEST,
            "has_several_portals": len({row.portal_id for row in rows}) > 1,
        }


def show_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show the panel to whoever coordinates a portal."""
    if coordinates(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
        panels.append(WaitingPanel())


def waiting_texts(user: Any) -> Iterator[Need]:
    """Yield the texts that wait for this person's review. Requests have numbers of their own."""
    if not coordinates(user):
        return
    asked = asked_by(user)
    texts = WaitingTexts().waiting(asked)
    is_late = Q(**{f"{LATE_SINCE}__lt": asked.late_before})
    found = texts.aggregate(count=Count("pk"), late=Count("pk", filter=is_late)) if texts is not None else {}
    count = found.get("count", 0)
    words = ngettext("text waits for your review", "texts wait for your review", count)
    yield Need(count, words, reverse("waiting_reviews"), "tasks", is_late=bool(found.get("late")))
