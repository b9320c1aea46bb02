"""What is pictured for people to look at is there."""

import pytest
from django.test import Client

from kototori.screenshots import Shot, public_shots, role_shots
from regions.demo import DEMO_PASSWORD
from regions.models import Portal

#: Pages that show how we say that something is wrong.
EXPECTED_STATUS = {"404": 404, "finder-400": 400}


def status_of(shot: Shot) -> int:
    client = Client(headers={"host": shot.host})
    if shot.account:
        assert client.login(username=shot.account, password=DEMO_PASSWORD)
    return client.get(shot.path).status_code


@pytest.mark.usefixtures("demo_pool")
def test_every_pictured_page_answers_as_its_name_says() -> None:
    portals = Portal.objects.select_related("site")
    shots = [*public_shots(portals.get(slug="espoo")), *role_shots(portals.get(is_national=True))]
    found = {shot.name: status_of(shot) for shot in shots}
    assert found == {shot.name: EXPECTED_STATUS.get(shot.name.rsplit("-", 1)[0], 200) for shot in shots}
