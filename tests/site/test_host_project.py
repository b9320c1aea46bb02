"""The apps in somebody else's Wagtail project, from the wheel alone: it boots, opens a portal and serves it."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kototori import APPS
from tests.postgres_cluster import TestDatabases

Run = Callable[..., str]


@pytest.fixture(scope="module")
def packages(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what the wheel holds, as an installation has it."""
    built, packages = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    return packages


@pytest.fixture(scope="module")
def python(database_server: TestDatabases, packages: Path) -> Any:
    """Runs Python where nothing of the checkout is on the path, with an empty database; returns what was printed."""
    database = database_server.copy("template1")
    environment = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "PORT"}}
    environment |= {"DATABASE_URL": database_server.url(database), "PYTHONPATH": str(packages)}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=packages, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    yield run
    database_server.drop(database)


@pytest.fixture(scope="module")
def answers(python: Run, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the host project's addresses answer after its people have opened a portal."""
    host = tmp_path_factory.mktemp("host") / "host_project"
    shutil.copytree(checkout / "tests" / "host_project", host)
    python(str(host / "manage.py"), "migrate", "--verbosity", "0")
    return json.loads(python(str(host / "manage.py"), "try_portal").splitlines()[-1])


@pytest.mark.parametrize("package", [*APPS, "kototori"])
def test_packages_are_those_of_the_wheel(python: Run, packages: Path, package: str) -> None:
    found = python("-c", f"from importlib.util import find_spec; print(find_spec('{package}').origin)")

    assert Path(found.strip()) == packages / package / "__init__.py"


@pytest.mark.parametrize("door", ["finder", "activity", "national", "api"])
def test_host_project_serves_the_activity(answers: Any, door: str) -> None:
    assert answers[door]["status"] == 200
    assert "Kielikahvila Lohjalla" in answers[door]["text"]


@pytest.mark.parametrize(("door", "words"), [("town", "own page"), ("town_admin", "wagtail")])
def test_host_projects_own_site_answers_as_before(answers: Any, door: str, words: str) -> None:
    assert answers[door]["status"] == 200
    assert words in answers[door]["text"]
