"""The four apps in somebody else's Wagtail project: it boots, opens a portal and serves it beside its own site."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.postgres_cluster import TestDatabases


@pytest.fixture(scope="module")
def answers(database_server: TestDatabases, checkout: Path) -> Any:
    """What the host project's addresses answer after its people have opened a portal."""
    database = database_server.copy("template1")
    environment = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "PORT"}}
    environment["DATABASE_URL"] = database_server.url(database)

    def manage(*arguments: str) -> str:
        command = [sys.executable, str(checkout / "tests" / "host_project" / "manage.py"), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    manage("migrate", "--verbosity", "0")
    yield json.loads(manage("try_portal").splitlines()[-1])
    database_server.drop(database)


@pytest.mark.parametrize("door", ["finder", "activity", "national", "api"])
def test_host_project_serves_the_activity(answers: Any, door: str) -> None:
    assert answers[door]["status"] == 200
    assert "Kielikahvila Lohjalla" in answers[door]["text"]


@pytest.mark.parametrize(("door", "words"), [("town", "own page"), ("town_admin", "wagtail")])
def test_host_projects_own_site_answers_as_before(answers: Any, door: str, words: str) -> None:
    assert answers[door]["status"] == 200
    assert words in answers[door]["text"]
