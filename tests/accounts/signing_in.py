"""What somebody does who signs in, without a browser."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from editorial.mails.models import Mail
from tests.accounts.conftest import PASSWORD


def by_password(client: Client, login: str, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/fi/sign-in/", {"login": login, "password": password, **fields})


def ask_for_code(client: Client, address: str, **fields: str) -> Any:
    return client.post("/fi/sign-in/code/", {"email": address, **fields})


def type_code(client: Client, code: str, **fields: str) -> Any:
    return client.post("/fi/sign-in/code/confirm/", {"code": code, **fields})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def codes() -> list[str]:
    """The codes that wait to be mailed, the oldest first."""
    return [row.secrets["code"] for row in Mail.objects.filter(kind="sign-in-code").order_by("pk")]


def code_in(message: Any) -> str:
    """The code that a mail shows, on a line of its own."""
    found = re.search(r"^ *(\d{4} \d{4})$", message.body, re.M)
    assert found is not None, message.body
    return found[1]
