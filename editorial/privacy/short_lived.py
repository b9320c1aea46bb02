"""Sessions, the cache, and files: what isn't text in a column."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from editorial.accounts import sign_in_limits
from editorial.privacy.person import Person

_BATCH = 500


def end_sessions(person: Person) -> int:
    """Delete the sessions of the person, and those in which somebody signs in with their address; return how many."""
    keys = [key for key, data in _sessions() if _is_session_of(data, person)]
    if keys:
        apps.get_model("sessions", "Session")._default_manager.filter(session_key__in=keys).delete()
    return len(keys)


def _sessions() -> Iterator[tuple[str, dict[str, Any]]]:
    if not apps.is_installed("django.contrib.sessions"):
        return
    store = import_module("django.contrib.sessions.backends.db").SessionStore()
    rows = apps.get_model("sessions", "Session")._default_manager.values_list("session_key", "session_data")
    for key, data in rows.iterator(chunk_size=_BATCH):
        yield key, store.decode(data)


def _is_session_of(data: dict[str, Any], person: Person) -> bool:
    if data.get("_auth_user_id") in {str(key) for key in person.account_ids}:
        return True
    return person.by_anything.are_in(json.dumps(data, ensure_ascii=False, default=str))


def forget_in_cache(person: Person) -> int:
    """Delete what the caches in the database keep under the person's addresses or accounts; return how many entries.

    What is counted by address and network together has a digest as its key, which nobody can compute without both; it
    ends by itself within a day.
    """
    digests = {cache.make_key(key) for address in person.addresses for key in sign_in_limits.keys_of_account(address)}
    return sum(_forget_in_table(table, person, digests) for table in cache_tables() if _exists(table))


def cache_tables() -> list[str]:
    """The tables of the caches that are kept in the database."""
    return [
        str(one["LOCATION"]) for one in settings.CACHES.values() if str(one["BACKEND"]).endswith("db.DatabaseCache")
    ]


def _exists(table: str) -> bool:
    return table in connection.introspection.table_names()


def _forget_in_table(table: str, person: Person, digests: set[str]) -> int:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {name}")  # noqa: S608  (a name of ours)
        found = [key for key, value in cursor.fetchall() if key in digests or _is_entry_of(key, value, person)]
        cursor.execute(f"DELETE FROM {name} WHERE cache_key = ANY(%s)", [found])  # noqa: S608  (a name of ours)
    return len(found)


def _is_entry_of(key: str, value: str, person: Person) -> bool:
    if any(address in key.lower() for address in person.addresses):
        return True
    try:
        content = base64.b64decode(value)
    except (binascii.Error, ValueError):
        content = value.encode()
    return person.by_anything.are_in(content.decode(errors="replace"))


def mail_files() -> list[Path]:
    """Return the mails that were written to files instead of being sent, as in development."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    return [path for path in sorted(Path(folder).rglob("*")) if path.is_file()] if folder else []


def mail_files_about(person: Person) -> list[Path]:
    """Return those to the person, or with their name in them."""
    return [path for path in mail_files() if _mentions(path, person)]


def _mentions(path: Path, person: Person) -> bool:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return False
    return any(person.by_anything.are_in(text) for text in _texts(content))


def _texts(content: bytes) -> Iterator[str]:
    yield content.decode(errors="replace")
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        yield from (str(value) for value in part.values())
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload.decode(part.get_content_charset("utf-8"), errors="replace")


def delete_files(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def uploads_of(person: Person) -> list[tuple[Any, str]]:
    """Return (storage, name) of the files that go with the account: its picture, and uploads that weren't finished."""
    profiles = apps.get_model("wagtailusers", "UserProfile")._default_manager.filter(user_id__in=person.account_ids)
    unfinished = apps.get_model("wagtailcore", "UploadedFile")._default_manager
    files = [profile.avatar for profile in profiles]
    files += [row.file for row in unfinished.filter(uploaded_by_user_id__in=person.account_ids)]
    return [(file.storage, file.name) for file in files if file]


def delete_uploads(uploads: Iterable[tuple[Any, str]]) -> None:
    for storage, name in uploads:
        storage.delete(name)
