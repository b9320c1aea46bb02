"""Where links in mails lead: the portal's host for people who write, the national host for the admin."""

from typing import Any

import pytest

from editorial.joining.joining_mails import waits_mail
from editorial.mails.models import Mail
from editorial.mails.queueing import thing_name
from editorial.people.portal_role_mails import address_of_people
from regions.models import Portal
from tests.joining.joining_requests import waiting_request
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def another_base(settings: Any) -> None:
    """What Wagtail's setting says counts only where there is no national portal."""
    settings.WAGTAILADMIN_BASE_URL = "http://nowhere.example.org"


def test_a_request_is_read_on_the_national_host(open_portals: None, national: Portal, espoo: Portal) -> None:
    request, katri = waiting_request(espoo), make_member(espoo)
    content = waits_mail(Mail(thing=thing_name(request), portal=espoo, person=katri, language="fi"))
    assert content is not None
    assert content.button is not None
    assert content.button[1] == f"{national.root_url}/admin/joining/{request.pk}/"


def test_people_of_a_portal_are_on_the_national_host(open_portals: None, national: Portal, espoo: Portal) -> None:
    assert address_of_people(espoo) == f"{national.root_url}/admin/people/espoo/"
