"""Fixtures of the tests of faces: open portals, one organisation, nothing indexed yet."""

import pytest

from listings.models import OrganisationPage
from regions.models import Portal
from tests.search.factories import make_organisation


@pytest.fixture
def organisation(espoo: Portal) -> OrganisationPage:
    return make_organisation(espoo)
