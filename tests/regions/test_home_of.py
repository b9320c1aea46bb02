"""Where an organisation of a municipality belongs."""

import pytest

from regions.models import Municipality, Portal
from tests.regions.factories import open_portal

pytestmark = pytest.mark.django_db


def home_of(code: str) -> Portal | None:
    portal: Portal | None = Portal.objects.home_of(Municipality.objects.get(pk=code))
    return portal


def test_home_is_the_only_regional_portal_of_the_municipality(espoo: Portal, vantaa: Portal) -> None:
    assert (home_of("049"), home_of("092")) == (espoo, vantaa)


def test_home_is_the_national_portal_where_no_regional_one_covers_it(national: Portal, espoo: Portal) -> None:
    assert home_of("091") == national


def test_home_is_the_national_portal_where_two_regional_ones_cover_it(national: Portal, espoo: Portal) -> None:
    open_portal("lansi", municipalities=["049"])
    assert home_of("049") == national


def test_home_is_the_national_portal_without_a_municipality(national: Portal, espoo: Portal) -> None:
    assert Portal.objects.home_of(None) == national


def test_no_home_without_a_national_portal(national: Portal) -> None:
    Portal.objects.filter(pk=national.pk).update(is_national=False)
    assert home_of("091") is None
