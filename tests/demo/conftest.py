"""Fixtures of the demo's tests."""

from typing import Any

import pytest

from regions.models import Portal
from tests.listings.factories import make_organisation


@pytest.fixture
def organisation(espoo: Portal) -> Any:
    return make_organisation(espoo)
