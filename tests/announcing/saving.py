"""Sending the desk's form of an activity as a browser without script does."""

from __future__ import annotations

from html import unescape
from typing import Any

from listings.models import ActivityPage
from tests.announcing.form_data import filled
from tests.people.visiting import at


def address(activity: Any, language: str = "fi") -> str:
    return f"/{language}/desk/activities/{activity.translation_key}/"


def visit(member: Any, activity: Any) -> Any:
    return at("espoo", member.user).get(address(activity))


def send(member: Any, activity: Any, **changes: Any) -> Any:
    """Change answers of the form as it is shown, and save it."""
    client = at("espoo", member.user)
    shown = client.get(address(activity))
    return client.post(address(activity), filled(shown, **({"action": "save"} | changes)))


def saved_with(member: Any, activity: Any, **changes: Any) -> tuple[Any, str]:
    """Save the form with changes; return the page as it is now, and what the next page says."""
    client = at("espoo", member.user)
    shown = client.get(address(activity))
    answer = client.post(address(activity), filled(shown, **({"action": "save"} | changes)))
    assert answer.status_code == 302, list(answer.context["form"].fault_list)
    page = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    return page, unescape(client.get(answer["Location"]).text)
