"""Visitors for the journeys: in each language, with and without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Browser, expect

from tests.browser.visitor import NewVisitor, Visitor

#: Milliseconds. The first words that a process reads load the Finnish dictionary, which takes a while.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def new_visitor(browser: Browser) -> Iterator[NewVisitor]:
    """Make a visitor with a browser of her own: ``new_visitor("ar", has_script=False, width=360, height=740)``."""
    opened = []

    def make(language: str, *, has_script: bool, width: int, height: int, **settings: Any) -> Visitor:
        context = browser.new_context(
            java_script_enabled=has_script, viewport={"width": width, "height": height}, **settings
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        return Visitor(context.new_page(), language, has_script)

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def idle_worker(demo_pool: None) -> None:
    """The demo pool, without what its worker has still to do: thousands of tasks, none of which anybody waits for."""
    DBTaskResult.objects.all().delete()
