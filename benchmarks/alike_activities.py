"""Public activities with as many times, contacts and languages as each other: all take the same statements."""

from __future__ import annotations

from typing import Any


def alike_activities(listings: Any, number: int) -> list[Any]:
    """Copy the first of these listings that can be copied whole, and publish the copies.

    One that is public now, in a single language. Raises ``ValueError`` where there is none.
    """
    from django.utils import timezone

    from listings.actions.copy_activity import CopyActivity
    from listings.models import ActivityPage
    from listings.page_faults import page_faults

    keys = listings.public_on(timezone.localdate()).order_by().values("pk")
    for page in ActivityPage.objects.filter(translation_key__in=keys).order_by("pk"):
        if page.is_source and page.family().count() == 1:
            first = CopyActivity(page).execute(skip_permission_checks=True)
            if not page_faults(first.get_latest_revision_as_object()):
                rest = (CopyActivity(page).execute(skip_permission_checks=True) for _ in range(number - 1))
                return [_public(copy) for copy in (first, *rest)]
    raise ValueError("none of the activities can be copied as it is")


def _public(copy: Any) -> Any:
    copy.get_latest_revision().publish()
    return type(copy).objects.get(pk=copy.pk)
