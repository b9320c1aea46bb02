"""The apps in another Wagtail project, installed from the wheel: the project boots, opens a portal and serves it."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kototori import APPS
from tests.mails.mail_server import MailServer, running_server, text_of
from tests.postgres_cluster import TestDatabases

Run = Callable[..., str]


@pytest.fixture(scope="module")
def packages(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and return the folder into which it is unpacked, as in an installation."""
    dist, packages = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist)]
    result = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-3000:]
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    return packages


@pytest.fixture(scope="module", params=["without accounts", "with accounts"])
def has_accounts(request: pytest.FixtureRequest) -> bool:
    """Whether people sign in on the portals' hosts of the project."""
    return bool(request.param == "with accounts")


@pytest.fixture(scope="module")
def town_mail(has_accounts: bool) -> Iterator[MailServer]:
    """The project's mail server, new for each of its two forms."""
    with running_server() as server:
        yield server


@dataclass(frozen=True)
class Project:
    """The host project: a copy of its folder, and the packages beside it."""

    folder: Path
    packages: Path

    def python(self, *arguments: str, **environment: str) -> str:
        """Run Python without the checkout, and return what it prints."""
        own = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "PORT"}}
        own |= {"PYTHONPATH": str(self.packages), **environment}
        command = [sys.executable, *arguments]
        result = subprocess.run(command, cwd=self.packages, env=own, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr[-3000:]
        return result.stdout

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a command of the project, and return the last line that it prints."""
        return self.python(str(self.folder / "manage.py"), *arguments, **environment).strip().rpartition("\n")[-1]


@pytest.fixture(scope="module")
def project(packages: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    host = tmp_path_factory.mktemp("host") / "host_project"
    shutil.copytree(checkout / "tests" / "host_project", host)
    return Project(host, packages)


@pytest.fixture(scope="module")
def migrated(project: Project, database_server: TestDatabases) -> Iterator[str]:
    """Return the name of a database with the tables that the project has in both of its forms."""
    database = database_server.copy("template1")
    address = {"DATABASE_URL": database_server.url(database)}
    project.manage("migrate", "--verbosity", "0", **address)
    yield database
    database_server.drop(database)


@pytest.fixture(scope="module")
def manage(
    project: Project, migrated: str, database_server: TestDatabases, has_accounts: bool, town_mail: MailServer
) -> Iterator[Run]:
    """Return a function that runs a command of the project in one of its forms, with a database of its own."""
    database = database_server.copy(migrated)
    environment = {"DATABASE_URL": database_server.url(database), "TOWN_MAIL_PORT": str(town_mail.port)}
    environment["TOWN_HAS_ACCOUNTS"] = str(int(has_accounts))
    yield partial(project.manage, **environment)
    database_server.drop(database)


@pytest.fixture(scope="module")
def responses(manage: Run, has_accounts: bool) -> Any:
    """Return the responses of the host project after a portal has been opened in it; its worker has run, too."""
    if has_accounts:
        manage("migrate", "--verbosity", "0")
    manage("createcachetable")
    answers = json.loads(manage("try_portal"))
    if has_accounts:
        manage("db_worker", "--batch", "--queue-name", "*")
    return answers


def test_packages_are_those_of_the_wheel(project: Project) -> None:
    names = [*APPS, "kototori"]
    find = f"import importlib.util as i; print(*(i.find_spec(name).origin for name in {names}), sep='\\n')"
    assert project.python("-c", find).split() == [str(project.packages / name / "__init__.py") for name in names]


@pytest.mark.parametrize("name", ["finder", "activity", "national", "api"])
def test_host_project_serves_the_activity(responses: Any, name: str) -> None:
    assert responses[name]["status"] == 200
    assert "Kielikahvila Lohjalla" in responses[name]["text"]


@pytest.mark.parametrize(("name", "words"), [("town", "own page"), ("town_admin", "wagtail")])
def test_host_projects_own_site_answers_as_before(responses: Any, name: str, words: str) -> None:
    assert responses[name]["status"] == 200
    assert words in responses[name]["text"]


def test_people_sign_in_where_the_project_has_the_addresses(responses: Any, has_accounts: bool) -> None:
    assert responses["sign_in"]["status"] == (200 if has_accounts else 404)
    assert ("/fi/sign-in/" in responses["finder"]["text"]) == has_accounts
    assert responses["organisation"]["status"] == 200
    assert ("/fi/join/" in responses["organisation"]["text"]) == has_accounts
    if has_accounts:
        assert responses["desk"]["status"] == 200
        assert 'action="/fi/sign-out/"' in responses["desk"]["text"]


def test_forms_for_anybody_are_guarded_without_the_addresses_too(responses: Any) -> None:
    assert responses["client"] == "2001:db8::"


def test_mails_arrive_and_their_links_work(
    responses: Any, town_mail: MailServer, manage: Run, has_accounts: bool
) -> None:
    texts = {str(message["To"]): text_of(message) for message in town_mail.received}
    if not has_accounts:
        assert texts == {}
        return
    links = {address: found[0] for address, text in texts.items() if (found := re.findall(r"http://\S+", text))}
    assert sorted(links) == ["anna@example.org", "katri@example.org", "tove@example.org"]
    assert links["anna@example.org"].startswith("http://lohja.localhost/sv/sign-in/password/")
    assert links["katri@example.org"].startswith("http://kototori.localhost/fi/mail/")
    assert links["tove@example.org"].startswith("http://lohja.localhost/fi/mail/")
    opened = json.loads(manage("try_links", *links.values()))
    assert [answer["status"] for answer in opened] == [200] * 3


def test_nobody_is_invited_where_nobody_could_accept(responses: Any, has_accounts: bool) -> None:
    assert responses["form_asks_for_coordinator"] == has_accounts
    assert responses["people"]["status"] == 200
    assert ("/cms/people/lohja/invite/" in responses["people"]["text"]) == has_accounts
    assert (responses["invited"] == "") == has_accounts


def test_the_admin_changes_no_address_where_it_would_have_to_be_confirmed(responses: Any, has_accounts: bool) -> None:
    page = responses["own_account"]
    assert page["status"] == 200
    assert ('name="name_email-email"' in page["text"]) != has_accounts
    assert ('name="password-old_password"' in page["text"]) != has_accounts
