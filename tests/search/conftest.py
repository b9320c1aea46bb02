"""Fixtures of the search tests: open portals, one organisation, nothing indexed yet."""

import pytest

from listings.models import OrganisationPage
from regions.models import Portal
from tests.search.factories import make_organisation


@pytest.fixture
def national(open_portals: None) -> Portal:
    return Portal.objects.get(slug="kototori")


@pytest.fixture
def espoo(open_portals: None) -> Portal:
    return Portal.objects.get(slug="espoo")


@pytest.fixture
def vantaa(open_portals: None) -> Portal:
    return Portal.objects.get(slug="vantaa")


@pytest.fixture
def organisation(espoo: Portal) -> OrganisationPage:
    return make_organisation(espoo)
