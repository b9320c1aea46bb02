"""What this part adds to sending, and to the periodic jobs."""

from __future__ import annotations

from typing import Any

from wagtail.signals import task_submitted

from editorial.desk_texts.typed_texts import forget_old_typed_texts
from editorial.review.models import ReviewState
from editorial.second_language.actions.send_second_texts import SendSecondTexts
from editorial.trust.actions.send_page import published_directly
from listings.models import FamilyPage
from regions import periodic


def _submitted(instance: ReviewState, user: Any = None, **kwargs: Any) -> None:
    """Send the second languages of a source along, whoever sends it and from where."""
    page = instance.workflow_state.content_object
    _send_along(getattr(page, "specific", None), user)


def _published_directly(instance: FamilyPage, user: Any = None, **kwargs: Any) -> None:
    """A first text that doesn't wait takes its second languages along, too."""
    _send_along(type(instance).objects.get(pk=instance.pk), user)


def _send_along(page: Any, user: Any) -> None:
    if isinstance(page, FamilyPage) and page.is_source and user is not None:
        SendSecondTexts(page, user).execute()


def connect() -> None:
    task_submitted.connect(_submitted, sender=ReviewState, dispatch_uid="editorial_send_second_languages")
    published_directly.connect(_published_directly, dispatch_uid="editorial_send_second_languages_of_published")
    periodic.jobs.register("forget texts that were typed long ago", forget_old_typed_texts)
