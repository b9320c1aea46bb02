"""A server loads everything before its first answer, and says so: `/health/` is 503 until then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import override_settings
from django.urls import get_script_prefix, set_script_prefix

from kototori.warm_up import WarmedApplication, _ask, ask_own_pages
from tests.postgres_cluster import TestDatabases

#: Pages that the warm-up itself doesn't ask for, on other portals, too.
REQUESTS = [
    ["espoo.localhost", "/fi/toiminta/", "?q=lastenhoitoa+perjantaina&weekday=5"],
    ["kototori.localhost", "/sv/verksamhet/", "?q=spr%C3%A5kcaf%C3%A9&price=free"],
    ["vantaa.localhost", "/ar/activities/", "?municipality=092"],
    ["kototori.localhost", "/so/activities/", "?q=koorso"],
    ["vantaa.localhost", "/ru/", ""],
    ["espoo.localhost", "/en/organisations/", ""],
]


def first_requests(url: str, checkout: Path, *, warm: bool) -> Any:
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "kototori.settings.test"}
    environment["PYTHONPATH"] = os.pathsep.join([str(checkout / "site"), str(checkout)])
    command = [sys.executable, "-m", "tests.site.first_requests", "warm" if warm else "cold", json.dumps(REQUESTS)]
    result = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout.splitlines()[-1])


@pytest.fixture
def database(demo_pool: None, transactional_db: None, database_server: TestDatabases) -> str:
    return database_server.url(connection.settings_dict["NAME"])


def test_visitors_first_requests_load_nothing(database: str, checkout: Path) -> None:
    outcome = first_requests(database, checkout, warm=True)
    assert {answer.split()[0] for answer in outcome["answers"]} == {"200"}
    assert outcome["loaded"] == []


def test_without_the_warm_up_they_load_templates_catalogues_and_the_dictionary(database: str, checkout: Path) -> None:
    """The watch in the test above sees what it watches for."""
    outcome = first_requests(database, checkout, warm=False)
    assert {answer.split()[0] for answer in outcome["answers"]} == {"200"}
    loaded = outcome["loaded"]
    assert "module: pyvoikko" in loaded
    assert "catalogue: ar" in loaded
    assert any(line.startswith("template: ") and line.endswith("finder.html") for line in loaded)


def environ(path: str, method: str = "GET") -> dict[str, Any]:
    return {"PATH_INFO": path, "REQUEST_METHOD": method}


class Recorder:
    """An application that says when it was asked, and a warm-up that ends when the test says so."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.asked: list[str] = []
        self.statuses: list[str] = []

    def warm(self, application: Any) -> None:
        assert self.may_end.wait(10)

    def application(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"page"]

    def start_response(self, status: str, headers: Any) -> None:
        self.statuses.append(status)


@pytest.mark.parametrize(("method", "body"), [("GET", b'{"status": "starting"}'), ("HEAD", b"")])
def test_health_is_503_at_once_until_the_process_is_warm(method: str, body: bytes) -> None:
    seen = Recorder()
    warmed = WarmedApplication(seen.application, seen.warm)
    warmed.start()
    assert b"".join(warmed(environ("/health/", method), seen.start_response)) == body
    assert (seen.statuses, seen.asked) == (["503 Service Unavailable"], [])
    seen.may_end.set()
    assert warmed.wait()
    assert b"".join(warmed(environ("/health/", method), seen.start_response)) == b"page"


def test_visitor_is_answered_when_the_process_is_warm() -> None:
    seen = Recorder()
    warmed = WarmedApplication(seen.application, seen.warm)
    visitor = threading.Thread(target=lambda: warmed(environ("/fi/"), seen.start_response))
    visitor.start()
    visitor.join(0.2)
    assert visitor.is_alive()
    assert seen.asked == []
    seen.may_end.set()
    visitor.join(10)
    assert seen.asked == ["/fi/"]


def test_failed_warm_up_is_logged_and_does_not_stop_the_site(caplog: pytest.LogCaptureFixture) -> None:
    def fail(application: Any) -> None:
        raise RuntimeError("no database")

    seen = Recorder()
    warmed = WarmedApplication(seen.application, fail)
    assert warmed.wait()
    assert b"".join(warmed(environ("/fi/"), seen.start_response)) == b"page"
    assert "The warm-up failed" in caplog.text


def test_copy_of_a_process_that_was_not_warm_warms_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server may copy the process that has loaded the application; threads aren't copied."""
    seen = Recorder()
    warmed = WarmedApplication(seen.application, lambda application: None)
    warmed._process = os.getpid() + 1
    assert warmed.wait(10)


@pytest.fixture
def prefix_of_the_thread() -> Iterator[None]:
    before = get_script_prefix()
    yield
    set_script_prefix(before)


@pytest.mark.parametrize(("below", "first"), [("", "/"), ("/kunnat/kototori", "/"), ("/fi", "/fi/"), ("/a/", "/a/")])
def test_every_page_is_found_below_a_path(
    database: str, prefix_of_the_thread: None, below: str, first: str, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[tuple[str, str]] = []
    application = get_wsgi_application()

    def watched(environ: dict[str, Any], start_response: Any) -> Any:
        answer = application(environ, start_response)
        asked.append((environ["PATH_INFO"], str(answer.status_code)))
        return answer

    set_script_prefix(first)
    with override_settings(FORCE_SCRIPT_NAME=below or None):
        ask_own_pages(watched)
    assert len({path.split("/")[1] for path, _status in asked}) > 8
    assert [found for found in asked if found[1] not in ("200", "302")] == []
    assert "Warm-up" not in caplog.text


def test_page_that_is_not_found_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("404 Not Found", [])
        return [b""]

    _ask(application, "espoo.localhost", "/so/nowhere/?q=1")
    [record] = caplog.records
    assert record.levelname == "WARNING"
    assert "espoo.localhost/so/nowhere/?q=1" in record.getMessage()
    assert "404" in record.getMessage()
