"""Fixtures of the search tests: two portals, one organisation, nothing waiting in the outbox."""

import pytest

from listings.models import OrganisationPage
from regions.models import Portal
from tests.regions.factories import open_national, open_portal
from tests.search.factories import make_organisation


@pytest.fixture
def national(db: None) -> Portal:
    return open_national()


@pytest.fixture
def espoo(national: Portal) -> Portal:
    return open_portal("espoo", languages=["fi", "sv", "en", "ar"])


@pytest.fixture
def organisation(espoo: Portal) -> OrganisationPage:
    return make_organisation(espoo)
