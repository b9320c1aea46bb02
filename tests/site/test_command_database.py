"""`manage.py` gives a database to the commands that need one, or reports in one sentence why it can't."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kototori.command_database import needs_database


def _manage(checkout: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=checkout,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["migrate", "shell", "load_demo", "rebuild_index", "serve"])
def test_most_commands_get_a_database(command: str) -> None:
    assert needs_database(["manage.py", command])


@pytest.mark.parametrize(
    "arguments",
    [[], ["help"], ["version"], ["--version"], ["migrate", "--help"], ["check"], ["makemessages"], ["stop"]],
)
def test_help_and_commands_on_files_get_no_database(arguments: list[str]) -> None:
    assert not needs_database(["manage.py", *arguments])


def test_unreachable_database_is_reported_in_one_sentence_without_the_password(checkout: Path) -> None:
    result = _manage(checkout, "migrate", DATABASE_URL="postgresql://reader:topsecret@127.0.0.1:9/pool")

    assert result.returncode == 1
    assert "The database pool at 127.0.0.1:9 can't be reached" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "topsecret" not in result.stderr


def test_malformed_url_is_reported_in_one_sentence(checkout: Path) -> None:
    result = _manage(checkout, "migrate", DATABASE_URL="sqlite:///db.sqlite3")

    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1", "80 80"])
def test_invalid_port_is_reported_in_one_sentence(checkout: Path, port: str) -> None:
    result = _manage(checkout, "serve", PORT=port)

    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
