"""What is kept about a person, as JSON of a documented shape, and nothing about others."""

from __future__ import annotations

import io
import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from editorial.joining.joining_mails import WAITS
from editorial.privacy.exported_parts import parts
from tests.privacy.traces import ADDRESS, FIRST_NAME, LAST_NAME, MESSAGE, PHONE, Traces

pytestmark = pytest.mark.django_db


def export(address: str, *options: str) -> Any:
    said = io.StringIO()
    call_command("export_person", address, *options, stdout=said)
    return json.loads(said.getvalue()) if said.getvalue() else None


def test_what_is_kept_is_told(traces: Traces) -> None:
    data = export(ADDRESS.upper())
    assert (data["format"], data["version"], data["address"]) == ("kototori-person", 1, ADDRESS)
    (account,) = data["accounts"]
    assert (account["first_name"], account["last_name"]) == (FIRST_NAME, LAST_NAME)
    assert {row["address"] for row in account["addresses"]} == {ADDRESS, "qztoinen@example.org"}
    assert [role.get("organisation", role["role"]) for role in data["roles"]] == ["Siltasanat ry", "translator"]
    pages = {page["title"]: page for page in data["pages"]}
    assert pages["Kielikahvila"]["url"].startswith("http")
    assert pages["Luonnos"]["is_owned"]
    assert len(pages["Luonnos"]["written_at"]) == 1
    assert {comment["text"] for comment in data["comments"]} == {
        f"Tarkistin. t. {FIRST_NAME} ({ADDRESS})",
        f"-{LAST_NAME}",
    }
    assert data["contacts"][0]["phone"] == PHONE
    assert {"invitation", "code", "join-request-question", "access-asked"} <= {row["kind"] for row in data["mails"]}
    assert sorted(row["direction"] for row in data["invitations"]) == ["received", "received", "sent"]
    assert {"wagtail.edit"} <= {row["did"] for row in data["log"]}
    assert [(file["title"], file["kind"]) for file in data["files"]] == [
        (f"Kuvaaja {FIRST_NAME} {LAST_NAME}", "image"),
        (f"Ohje ({FIRST_NAME} {LAST_NAME})", "document"),
    ]
    assert data["placements"][0]["kind"] == "pinned"
    assert data["reviews"][0]["page"] == "Luonnos"
    assert [(row["did"], row["field"], "text" in row) for row in data["remarks"]] == [
        ("remarked", "contacts-0", True),
        ("took a suggestion", "title", False),
    ]


def test_requests_and_preferences_are_told(traces: Traces) -> None:
    data = export(ADDRESS)
    joining = {(row["direction"], row["status"]): row for row in data["join_requests"]}
    assert set(joining) == {("sent", "waiting"), ("sent", "unconfirmed"), ("answered", "declined")}
    sent = joining["sent", "waiting"]
    assert (sent["name"], sent["address"], sent["phone"]) == (f"{FIRST_NAME} {LAST_NAME}", ADDRESS, PHONE)
    assert [message["kind"] for message in sent["messages"]] == ["question", "reply"]
    answered = joining["answered", "declined"]
    assert [message["text"] for message in answered["messages"]] == [f"Ei sovi. t. {FIRST_NAME}"]
    access = {row["direction"]: row for row in data["access_requests"]}
    assert (access["sent"]["organisation"], access["sent"]["status"]) == ("Naapurit ry", "waiting")
    assert MESSAGE in access["sent"]["text"]
    assert access["answered"]["reason"] == f"En tunne. t. {FIRST_NAME}"
    assert [(row["kind"], row["is_wanted"]) for row in data["mail_preferences"]] == [(WAITS, False)]


def test_nothing_of_others_is_in_it(traces: Traces) -> None:
    text = json.dumps(export(ADDRESS), ensure_ascii=False)
    others = ("kollega@example.org", "Kerttu", "uusi@example.org", "Kiitos", "kokous on tiistaina")
    who_asked = ("Veera", "veera@muu.example", "tuntee minut", "Aino Virtanen", "aino@muu.example")
    for other in (*others, *who_asked):
        assert other not in text


def test_somebody_without_an_account_gets_what_there_is(traces: Traces) -> None:
    data = export("uusi@example.org")
    assert data["accounts"] == []
    assert [row["direction"] for row in data["invitations"]] == ["received"]


def test_nobody_has_empty_lists(admin: Any) -> None:
    data = export("nobody@example.org")
    assert {name for name in parts.names() if data[name]} == set()


def test_a_file_only_its_owner_can_read(traces: Traces, tmp_path: Path) -> None:
    file = tmp_path / "tiedot.json"
    assert export(ADDRESS, "--output", str(file)) is None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert FIRST_NAME in file.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="there already"):
        export(ADDRESS, "--output", str(file))
    with pytest.raises(CommandError, match="can't be written"):
        export(ADDRESS, "--output", str(tmp_path / "no" / "folder.json"))


def test_every_field_is_documented(traces: Traces, checkout: Path) -> None:
    documented = set(re.findall(r"`(\w+)`", (checkout / "docs" / "privacy.md").read_text(encoding="utf-8")))

    def names(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(names(part) for part in value.values()))
        return set().union(*(names(part) for part in value)) if isinstance(value, list) else set()

    assert names(export(ADDRESS)) - documented == set()
