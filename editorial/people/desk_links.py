"""What mails about people name and link to."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import translation

from listings.models import Organisation
from regions.models import Portal


def organisation_title(organisation_id: Any) -> str:
    """Return the organisation's title in the active language; empty where it is gone."""
    titled = Organisation.objects.filter(pk=organisation_id).titled().first()
    return str(titled) if titled is not None else ""


def desk_address(portal: Portal, name: str, language: str, *args: Any) -> str:
    """Return the absolute address of a page of the desk, in the language if the portal has it, else in its first."""
    with translation.override(language if language in portal.languages else portal.first_language):
        return f"{portal.root_url}{reverse(name, args=args)}"
