"""Every page of which `manage.py screenshots` takes a picture exists."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from kototori import ROOT
from kototori.demo.accounts import DEMO_PASSWORD
from kototori.demo.articles import load_demo_articles
from kototori.development.screenshots import Shot, document_shots, public_shots, role_shots
from regions.models import Portal
from tests.faces.visiting import change

#: Pages of errors and of ended activities.
EXPECTED_STATUS = {"404": 404, "finder-400": 400, "ended": 410}
#: Public page types that must be pictured in each language.
PUBLIC = (
    *("front", "finder", "finder-words", "finder-narrowed", "finder-near", "finder-week", "finder-nothing"),
    *(
        "finder-400",
        "activity",
        "sensitive",
        "ended",
        "organisation",
        "organisations",
        "join",
        "join-form",
        "finder-nearest",
        "wish",
        "theme",
        "article",
        "news",
    ),
    *("statement-accessibility", "statement-privacy", "statement-for_organisations", "404"),
)


def status_of(client: Client, shot: Shot) -> int:
    return client.get(shot.path, headers={"host": shot.host}).status_code


@pytest.mark.usefixtures("demo_pool")
def test_every_public_shot_has_the_status_of_its_name() -> None:
    load_demo_articles()
    change("L032", public_until=timezone.localdate() - datetime.timedelta(days=1))
    portals = Portal.objects.select_related("site")
    espoo, national = portals.get(slug="espoo"), portals.get(is_national=True)
    statuses = {shot.name: status_of(Client(), shot) for shot in public_shots(espoo, national)}
    assert statuses == {
        f"{name}-{language}": EXPECTED_STATUS.get(name, 200) for name in PUBLIC for language in ("fi", "ar")
    }


@pytest.mark.usefixtures("demo_pool")
def test_every_role_may_open_its_shots() -> None:
    load_demo_articles()
    portals = Portal.objects.select_related("site")
    clients: dict[str, Client] = {}
    statuses = {}
    for shot in role_shots(portals.get(slug="espoo"), portals.get(is_national=True)):
        if shot.account not in clients:
            clients[shot.account] = Client()
            assert clients[shot.account].login(username=shot.account, password=DEMO_PASSWORD)
        statuses[shot.name] = status_of(clients[shot.account], shot)
    assert statuses == dict.fromkeys(statuses, 200)
    assert {
        "admin-espoo-brand",
        "admin-espoo-curation",
        "admin-espoo-wishes",
        "desk-siltasanat-home",
        "desk-siltasanat-new",
        "desk-siltasanat-edit",
        "desk-siltasanat-check",
        "desk-siltasanat-people",
        "desk-neuvoja-home",
        "desk-arabia-home",
        "desk-arabia-translations",
        "admin-espoo-article",
    } <= set(statuses)
    pictured = {shot.name for shot in document_shots(portals.get(slug="espoo"))}
    guides = [(ROOT / "docs" / name).read_text() for name in ("organisations.md", "translators.md")]
    linked = re.findall(r"pictures/([\w-]+)-fi\.png", "".join(guides))
    assert sorted(linked) == sorted(pictured)
