"""No value of any field, parameter or link of joining ends in a server error."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache

from editorial.joining import sending_limits
from editorial.joining.actions.answer_request import AskBack
from editorial.joining.joining_mails import CONFIRM_LINK, STATE_LINK, link_key
from editorial.mails.signed_links import signed_link
from regions.models import Portal
from tests.admin.admin_requests import NASTY
from tests.joining.joining_requests import make_request, typed, visitor, waiting_request
from tests.listings.admin import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
FORM = "application/x-www-form-urlencoded"


def send(client: Any, path: str, data: dict[str, str]) -> int:
    client.raise_request_exception = False
    body = urlencode(data, errors="surrogatepass").encode()
    return int(client.generic("POST", path, body, content_type=FORM).status_code)


@pytest.mark.parametrize("value", NASTY)
def test_every_field_takes_every_value(espoo: Portal, monkeypatch: Any, value: str) -> None:
    cache.clear()
    monkeypatch.setattr(sending_limits, "FROM_NETWORK", 10**6)
    asked = AskBack(waiting_request(espoo, person_email="q@example.org"), text="Missä?").execute()
    state = signed_link(STATE_LINK, link_key(asked), portal=espoo, language="fi").removeprefix(espoo.root_url)
    confirm = signed_link(CONFIRM_LINK, link_key(make_request(espoo)), portal=espoo, language="fi")
    answers = {}
    for name in typed():
        answers[f"form {name}"] = send(visitor(), "/fi/join/new/", typed(**{name: value}))
    for name in (*typed(), "reply"):
        answers[f"reply {name}"] = send(visitor(), state, typed(reply="x") | {name: value})
    answers["confirm"] = send(visitor(), confirm.removeprefix(espoo.root_url), {"choice": value})
    assert {name: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("value", NASTY)
def test_every_parameter_and_every_answer_takes_every_value(espoo: Portal, coordinator: Any, value: str) -> None:
    row, answers = waiting_request(espoo), {}
    query = urlencode({"q": value, "page": value, "name": value, "business_id": value}, errors="surrogatepass")
    client = visitor()
    client.raise_request_exception = False
    for path in ("/fi/join/", "/fi/join/new/"):
        answers[path] = client.get(f"{path}?{query}").status_code
    admin = signed_in(coordinator)
    for name in ("approve", "ask", "decline", "pass-on", "nosuch"):
        for field in ("text", "seen", "portal"):
            data = {f"{name}-text": "x", f"{name}-portal": "vantaa", f"{name}-{field}": value}
            answers[f"{name} {field}"] = send(admin, f"/admin/joining/{row.pk}/{name}/", data)
    answers["list"] = admin.get("/admin/joining/?" + urlencode({"p": value}, errors="surrogatepass")).status_code
    assert {name: status for name, status in answers.items() if status >= 500} == {}
