"""What the tests of mails share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from editorial.mails.mail_kinds import MailContent, MailKind, kinds


@pytest.fixture
def greeting(open_portals: None) -> Iterator[str]:
    """A kind of mail, registered for one test."""
    with kinds.replaced("greeting", MailKind(lambda _mail: MailContent("Hello", ("Good day.",)), label="greetings")):
        yield "greeting"


@pytest.fixture
def news(open_portals: None) -> Iterator[str]:
    """A kind that isn't needed."""
    kind = MailKind(lambda _mail: MailContent("News", ("Something new.",)), is_needed=False, label="news of the week")
    with kinds.replaced("news", kind):
        yield "news"


@pytest.fixture
def anna(open_portals: None) -> Any:
    return get_user_model().objects.create_user("anna@example.org", "anna@example.org", first_name="Anna")
