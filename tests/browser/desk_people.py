"""People of an organisation in a browser of their own, signed in at a portal."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client

from tests.browser.visitor import Address, NewVisitor, Visitor

PHONE = {"width": 390, "height": 844}


def at_portal(
    new_visitor: NewVisitor,
    portal_address: Address,
    user: Any = None,
    *,
    portal: str = "espoo",
    language: str = "fi",
    has_script: bool = True,
    **screen: Any,
) -> Visitor:
    """Somebody at a portal, on a phone unless said otherwise; with ``user`` signed in."""
    person = new_visitor(language, has_script=has_script, **(screen or PHONE))
    if user is not None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        url = portal_address(portal, "/")
        person.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])
    return person
