"""What mails about people name."""

from __future__ import annotations

from typing import Any

from listings.models import Organisation


def organisation_title(organisation_id: Any) -> str:
    """Return the organisation's title in the active language; empty where it is gone."""
    titled = Organisation.objects.filter(pk=organisation_id).titled().first()
    return str(titled) if titled is not None else ""
