"""An organisation with people at the desk of its portal, and how far that portal trusts it."""

from collections.abc import Callable
from typing import Any

import pytest

from editorial.trust.models import OrganisationTrust
from tests.people.conftest import *  # noqa: F403


@pytest.fixture
def trust(record: Any) -> Callable[[str], OrganisationTrust]:
    """Return a function that grants the organisation a level of trust by its home portal."""

    def grant(level: str) -> OrganisationTrust:
        values = {"level": level, "portal": record.home_portal}
        row, _created = OrganisationTrust.objects.update_or_create(organisation=record, defaults=values)
        return row

    return grant
