"""Requests to join for tests: the form as a browser sends it, and rows at each step."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.test import Client
from django.utils import timezone

from editorial.form_guard.form_keys import make_form_key
from editorial.joining.actions.person_steps import confirm_request
from editorial.joining.actions.send_request import send_request
from editorial.joining.models import JoinRequest
from listings.enums import Vocabulary
from regions.models import Municipality, Portal
from tests.listings.factories import concept

ESPOO = "espoo.localhost"


def visitor(host: str = ESPOO) -> Client:
    return Client(headers={"host": host})


def typed(**changes: Any) -> dict[str, Any]:
    """Return what a person sends who has filled in everything."""
    values = {
        "form_key": make_form_key(seconds_ago=60).signed,
        "name": "Kielipolku ry",
        "organisation_type": "association",
        "business_id": "",
        "municipality": "049",
        "language": "fi",
        "description": "Pidämme kielikahvilaa.\n\nTervetuloa!",
        "email": "info@kielipolku.example",
        "phone": "",
        "website": "www.kielipolku.example",
        "person_name": "Aino Virtanen",
        "person_email": "Aino@Kielipolku.example",
        "person_language": "fi",
        "agreed": "on",
        "fax": "",
    }
    return values | changes


def make_request(portal: Portal, **changes: Any) -> JoinRequest:
    """Return a request that isn't confirmed yet."""
    values: dict[str, Any] = {
        "portal": portal,
        "language": "fi",
        "name": "Kielipolku ry",
        "organisation_type": concept(Vocabulary.ORGANISATION_TYPE, "association"),
        "municipality": Municipality.objects.get(pk="049"),
        "description": "Pidämme kielikahvilaa.",
        "email": "info@kielipolku.example",
        "person_name": "Aino Virtanen",
        "person_email": "aino@kielipolku.example",
        "person_language": "fi",
    }
    return send_request(uuid.uuid4(), values | changes)


def waiting_request(portal: Portal, **changes: Any) -> JoinRequest:
    """Return a request that waits for the coordinator."""
    join_request = make_request(portal, **changes)
    if join_request.mailed_at is None:
        join_request.mailed_at = timezone.now()
        join_request.save()
    return confirm_request(join_request)


def link_in(message: Any) -> str:
    """Return the path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", message.body)
    assert found is not None, message.body
    return found[1]
