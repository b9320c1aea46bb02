"""What is pictured for people to look at is there."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from kototori.demo.accounts import DEMO_PASSWORD
from kototori.demo.articles import load_demo_articles
from kototori.development.screenshots import Shot, public_shots, role_shots
from regions.models import Portal
from tests.faces.visiting import change

#: Pages that show how we say that something is wrong, or over.
EXPECTED_STATUS = {"404": 404, "finder-400": 400, "ended": 410}
#: Page types that there must be pictures of besides the admin's, in each language.
PUBLIC = (
    *("front", "finder", "finder-words", "finder-narrowed", "finder-near", "finder-week", "finder-nothing"),
    *("finder-400", "activity", "sensitive", "ended", "organisation", "organisations", "theme", "article", "news"),
    *("statement-accessibility", "statement-privacy", "statement-for_organisations", "404"),
)


def status_of(client: Client, shot: Shot) -> int:
    return client.get(shot.path, headers={"host": shot.host}).status_code


@pytest.mark.usefixtures("demo_pool")
def test_every_pictured_page_answers_as_its_name_says() -> None:
    load_demo_articles()
    change("L032", public_until=timezone.localdate() - datetime.timedelta(days=1))
    portals = Portal.objects.select_related("site")
    espoo, national = portals.get(slug="espoo"), portals.get(is_national=True)
    found = {shot.name: status_of(Client(), shot) for shot in public_shots(espoo, national)}
    assert found == {
        f"{name}-{language}": EXPECTED_STATUS.get(name, 200) for name in PUBLIC for language in ("fi", "ar")
    }


@pytest.mark.usefixtures("demo_pool")
def test_every_role_sees_its_pictured_screens() -> None:
    load_demo_articles()
    portals = Portal.objects.select_related("site")
    clients: dict[str, Client] = {}
    found = {}
    for shot in role_shots(portals.get(slug="espoo"), portals.get(is_national=True)):
        if shot.account not in clients:
            clients[shot.account] = Client()
            assert clients[shot.account].login(username=shot.account, password=DEMO_PASSWORD)
        found[shot.name] = status_of(clients[shot.account], shot)
    assert found == dict.fromkeys(found, 200)
    assert {"admin-espoo-brand", "admin-siltasanat-pool", "admin-arabia-home", "admin-espoo-article"} <= set(found)
