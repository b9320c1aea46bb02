"""Who has a page before them right now, in the admin or at the desk: sessions of editing, which Wagtail keeps, too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from regions.people import person_name


@dataclass(frozen=True)
class Looker:
    """``is_changing``: they have changed something in the admin's form that isn't saved."""

    user_id: int
    name: str
    is_changing: bool


def note_looking(user: Any, page: Page) -> None:
    """Note that a person has a page before them. Two statements; one where they have looked lately."""
    seen = {"user": user, "content_type": ContentType.objects.get_for_model(Page), "object_id": str(page.pk)}
    now = timezone.now()
    if not EditingSession.objects.filter(**seen, is_editing=False).update(last_seen_at=now):
        EditingSession.objects.create(**seen, last_seen_at=now)


def lookers(page_ids: Collection[int], *, without: Any = None) -> dict[int, tuple[Looker, ...]]:
    """Return who looks at each of these pages now, by the page's id, the first one first. One statement.

    ``without``: a person who isn't told of themselves. Whoever hasn't been seen for ten minutes has gone.
    """
    if not page_ids:
        return {}
    sessions = EditingSession.objects.filter(
        object_id__in=[str(key) for key in page_ids],
        content_type=ContentType.objects.get_for_model(Page),
        last_seen_at__gte=timezone.now() - EditingSession.IDLE_TIMEOUT,
        user__is_active=True,
    ).exclude(user=getattr(without, "pk", None))
    found: dict[int, dict[int, Looker]] = {}
    for session in sessions.select_related("user").order_by("pk"):
        people = found.setdefault(int(session.object_id), {})
        earlier = people.get(session.user_id)
        is_changing = session.is_editing or (earlier is not None and earlier.is_changing)
        people[session.user_id] = Looker(session.user_id, person_name(session.user), is_changing)
    return {page_id: tuple(people.values()) for page_id, people in found.items()}
