"""What this part adds to mails, to publishing, and to the desk's home."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from editorial.co_organising import co_organiser_mails, home
from editorial.co_organising.actions.tell_co_organisers import TellCoOrganisers
from editorial.desk import home_parts
from listings.models import ActivityPage


def _published(instance: ActivityPage, revision: Any = None, **kwargs: Any) -> None:
    """Tell those who are named. What a program has loaded, without a person, tells nobody."""
    if instance.is_source and revision is not None and revision.user_id is not None:
        TellCoOrganisers(instance).execute()


def connect() -> None:
    co_organiser_mails.connect()
    page_published.connect(_published, sender=ActivityPage, dispatch_uid="editorial_tell_co_organisers")
    home_parts.parts.register("named by others", home.NAMED, order=20)
