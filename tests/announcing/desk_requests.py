"""What a writer does at the desk, one request each."""

from __future__ import annotations

from typing import Any

from django.test import Client

from listings.models import ActivityPage
from tests.announcing.form_data import filled
from tests.people.visiting import at

NEW = "/fi/desk/activities/new/"


def edit_path(activity: Any) -> str:
    return f"/fi/desk/activities/{activity.translation_key}/"


def check_path(activity: Any) -> str:
    return f"{edit_path(activity)}check/"


def save(client: Client, path: str, /, **changes: Any) -> Any:
    """Open a form, change it and send it: ``action=save``, unless the changes say otherwise."""
    form = client.get(path)
    assert form.status_code == 200, path
    return client.post(path, filled(form, **{"action": "save", **changes}))


def send(client: Client, activity: Any) -> Any:
    """Look at what will be sent, and send it to review."""
    return client.post(check_path(activity), filled(client.get(check_path(activity))))


def latest(activity: Any) -> Any:
    """The newest revision as a page."""
    return ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()


def writer(user: Any, portal: str = "espoo") -> Client:
    """A browser at the desk of a portal."""
    return at(portal, user)
