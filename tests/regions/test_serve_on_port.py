"""Another port reaches every portal's address."""

import pytest

from regions.actions.serve_on_port import serve_on_port
from regions.models import Portal
from tests.regions.factories import open_portal

pytestmark = pytest.mark.django_db


def test_port_changes_for_portals_below_the_domain_only(espoo: Portal) -> None:
    own = open_portal("own", hostname="toiminta.example.fi", port=443)
    assert serve_on_port(9123) == 3
    addresses = {portal.root_url for portal in Portal.objects.select_related("site")}
    assert addresses == {
        "http://kototori.localhost:9123",
        "http://espoo.localhost:9123",
        "http://vantaa.localhost:9123",
        "https://toiminta.example.fi",
    }
    assert own.root_url in addresses
    assert serve_on_port(9123) == 0


def test_port_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="65535"):
        serve_on_port(0)
