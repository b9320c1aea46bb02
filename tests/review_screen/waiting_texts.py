"""Texts that wait for review, and the screen as a coordinator uses it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from editorial.review.models import ReviewState
from editorial.review.sending_to_review import send_to_review
from tests.listings.admin import signed_in


def send(page: Any, user: Any = None, **values: Any) -> ReviewState:
    """Save a version of a page with these values, and send it to review; return the review."""
    stored = Page.objects.get(pk=page.pk).specific
    draft = stored.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, clean=False)
    return send_latest(page, user)


def send_latest(page: Any, user: Any = None) -> ReviewState:
    send_to_review(Page.objects.get(pk=page.pk).specific, user)
    return waiting(page)


def waiting(page: Any) -> Any:
    state = Page.objects.get(pk=page.pk).specific.current_workflow_task_state
    return state.specific if state is not None else None


def live(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def screen_url(state: Any) -> str:
    return reverse("review_screen", args=[state.pk])


def screen_form(response: Any) -> dict[str, str]:
    """What a browser would send from the screen, without a button."""
    form = BeautifulSoup(response.content.decode(), "html.parser").select_one(".k-review form")
    assert form is not None
    sent = (one for one in form.select("input[name]") if one.get("type") != "checkbox" or one.has_attr("checked"))
    fields = {str(one["name"]): str(one.get("value", "")) for one in sent}
    comment = form.select_one("textarea[name=comment]")
    return fields | ({"comment": comment.text.removeprefix("\n")} if comment is not None else {})


def answer(state: Any, user: Any, name: str, comment: str = "", **values: str) -> Any:
    """Open the screen, and answer what it shows."""
    client = signed_in(user)
    form = screen_form(client.get(screen_url(state)))
    return client.post(screen_url(state), form | {"answer": name, "comment": comment} | values)


def words(response: Any) -> str:
    """The text of the screen, with one blank between words."""
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    main = soup.select_one(".k-review")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def change(response: Any, name: str) -> Any:
    """The element of one change."""
    return BeautifulSoup(response.content.decode(), "html.parser").find(id=f"change-{name}")
