"""The walks in ``docs/architecture.md`` name exactly the modules that such a request enters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.faces.visiting import finder
from tests.journeys.test_roles import ACTIVITY, source_of
from tests.journeys.walking import Walk
from tests.listings.admin import form_of, url
from tests.site.trace import modules_entered

_HOW_TO_MEND = """
docs/architecture.md, walk “{name}”, is no longer what happens.
  entered, but not in the walk: {missing}
  in the walk, but not entered: {idle}
Write the first into the walk where they belong and take out the second; then the number of modules above it. All that
are entered, in order:
{entered}"""


def walk_text(checkout: Path, name: str) -> str:
    text = (checkout / "docs" / "architecture.md").read_text(encoding="utf-8")
    [walk] = re.findall(rf"<!-- walk: {name} -->(.*?)<!-- end of walk -->", text, re.DOTALL)
    return str(walk)


def walk_of(checkout: Path, name: str) -> tuple[int, list[str]]:
    """Return the number of modules that the walk states, and the modules that it names."""
    walk = walk_text(checkout, name)
    count = re.search(r"\*\*(\d+) modules\*\*", walk)
    assert count is not None, f"The walk “{name}” says nowhere how many modules it has: **<number> modules**."
    return int(count[1]), re.findall(r"`([\w/]+\.py)`", walk)


def check_walk(checkout: Path, name: str, entered: list[str]) -> None:
    count, names = walk_of(checkout, name)
    missing, idle = sorted(set(entered) - set(names)), sorted(set(names) - set(entered))
    message = _HOW_TO_MEND.format(
        name=name,
        missing=missing or "none",
        idle=idle or "none",
        entered="\n".join(f"  {module}" for module in entered),
    )
    assert (missing, idle) == ([], []), message
    assert len(names) == len(set(names)), f"The walk “{name}” names a module twice: {names}"
    assert count == len(names), f"The walk “{name}” says {count} modules and names {len(names)}."


def test_walk_of_a_search_names_its_modules(demo_pool: None, checkout: Path) -> None:
    visitor = Client(headers={"host": "espoo.localhost"})

    def visit() -> None:
        assert visitor.get(f"{finder('fi')}?weekday=2").status_code == 200

    visit()
    check_walk(checkout, "a search by weekday", modules_entered(visit))
    with CaptureQueriesContext(connection) as queries:
        visit()
    statements = re.search(r"\*\*, (\d+) statements", walk_text(checkout, "a search by weekday"))
    assert statements is not None
    assert int(statements[1]) == len(queries), "The walk in docs/architecture.md says another number of statements."


@pytest.mark.django_db(transaction=True)
def test_walk_of_publishing_names_its_modules(demo_pool: None, checkout: Path) -> None:
    page = source_of(ACTIVITY)
    coordinator = Walk("espoo@example.org").client

    def publish(summary: str) -> list[str]:
        form = form_of(coordinator, url("edit", page.pk), summary=summary) | {"action-publish": "1"}
        return modules_entered(lambda: coordinator.post(url("edit", page.pk), form))

    publish("Puhutaan yhdessä.")
    # Words that are new to the process, because it caches the forms of words.
    entered = publish("Ompeluiltapäivä naapurustolle")
    page.refresh_from_db()
    assert page.summary == "Ompeluiltapäivä naapurustolle"
    check_walk(checkout, "publishing an activity", entered)
