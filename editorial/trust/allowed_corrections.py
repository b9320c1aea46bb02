"""Whether reviewers may correct an organisation's spelling."""

from __future__ import annotations

from typing import Any

from editorial.trust.models import OrganisationTrust


def allows_spelling_corrections(organisation_id: Any) -> bool:
    """Whether the organisation lets a reviewer approve its texts with their spelling corrected. One statement."""
    allowed = OrganisationTrust.objects.filter(organisation=organisation_id, allows_spelling_corrections=True)
    return bool(allowed.exists())
