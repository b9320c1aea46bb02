"""Steps of an announcement's way through review, at the desk and in the admin."""

from __future__ import annotations

from typing import Any

from editorial.edit_conflicts.page_version import PageVersion
from listings.models import ActivityPage
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity
from tests.review_screen.waiting_texts import answer as answer_on_screen


def stored(page: Any) -> ActivityPage:
    found: ActivityPage = ActivityPage.objects.get(translation_key=page.translation_key)
    return found


def make_draft(organisation: Any, title: str = "Kielikahvila", **facts: Any) -> ActivityPage:
    """Return an activity that was saved at the desk and never sent."""
    page = make_activity(organisation, title, live=False, **facts)
    page.save_revision(clean=False)
    return stored(page)


def desk_url(page: Any, rest: str = "") -> str:
    return f"/fi/desk/activities/{page.translation_key}/{rest}"


def save(page: Any, user: Any, **values: Any) -> ActivityPage:
    """Save a change as a draft, as the desk does: a revision of this person's."""
    draft = stored(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, clean=False)
    return stored(page)


def send(client: Any, page: Any, **changes: Any) -> Any:
    """Send what the check page shows."""
    address = desk_url(page, "check/")
    return client.post(address, filled(client.get(address), **changes))


def version_of(page: Any) -> dict[str, str]:
    return PageVersion.current(stored(page)).fields


def waiting(page: Any) -> Any:
    return stored(page).current_workflow_task_state


def answer(page: Any, user: Any, action: str, comment: str = "", state: Any = None) -> Any:
    """Answer a review from its screen; ``action`` is "approve", or "reject" for returning it."""
    name = "return" if action == "reject" else action
    return answer_on_screen(state or waiting(page), user, name, comment)
