"""What announcing adds to the periodic jobs, and what it does when an activity is deleted."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete

from editorial.announcing.typed_forms import forget_old_typed_forms, forget_typed_by_all
from listings.models import ActivityPage
from regions import periodic


def _version_deleted(instance: ActivityPage, **kwargs: Any) -> None:
    """With the last version of an activity goes what people have typed of it."""
    if not instance.family().exists():
        forget_typed_by_all(instance.translation_key)


def connect() -> None:
    periodic.jobs.register("forget what was typed long ago", forget_old_typed_forms)
    post_delete.connect(_version_deleted, sender=ActivityPage, dispatch_uid="editorial_forget_typed_of_deleted")
