"""Every column of every table, and every file, as text in which one can search."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import json
from collections.abc import Iterator
from pathlib import Path

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (where, text) of all that is stored: rows, sessions and cache decoded, files with their names."""
    yield from rows()
    for session in Session.objects.all():
        yield "session", json.dumps(SessionStore().decode(session.session_data), ensure_ascii=False)
    yield from files(folder)


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        return [name for (name,) in cursor.fetchall()]


def rows() -> Iterator[tuple[str, str]]:
    for table in tables():
        with connection.cursor() as cursor, cursor.copy(f"COPY (SELECT to_jsonb(t) FROM {table} t) TO STDOUT") as copy:
            for (text,) in copy.rows():
                row = json.loads(text)
                yield table, json.dumps(row, ensure_ascii=False)
                yield from ((table, decoded) for value in row.values() if (decoded := _decoded(value)))


def _decoded(value: object) -> str:
    if not isinstance(value, str) or len(value) < 12:
        return ""
    try:
        return base64.b64decode(value, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""


def files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        yield "file name", str(path.relative_to(folder))
        if path.is_file():
            content = path.read_bytes()
            yield "file", content.decode(errors="replace")
            if path.suffix == ".eml":
                message = email.message_from_bytes(content, policy=email.policy.default)
                payloads = [part.get_payload(decode=True) for part in message.walk()]
                yield from (("mail", text.decode()) for text in payloads if isinstance(text, bytes))


def found(canary: str, folder: Path) -> set[str]:
    """Where a canary is, whatever its case."""
    return {where for where, text in everything(folder) if canary.lower() in text.lower()}
