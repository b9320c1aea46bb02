"""Every address of the admin, filled with values of all kinds, and requests that no browser sends."""

from __future__ import annotations

import random
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver

#: Values of an argument by its converter.
HUGE = "9" * 31
NUMBERS = ("0", "1", "4294967296", HUGE)
WORDS = ("nosuch", "1", "-1", "a" * 300, "\x00", "é", "listings", "approve")
#: Values that make an address lead to a real view.
BY_NAME = {
    "app_label": ("listings", "wagtailcore", "regions", "nosuch"),
    "content_type_app_name": ("listings", "wagtailcore", "nosuch"),
    "model_name": ("activitypage", "page", "venue", "portal", "nosuch"),
    "content_type_model_name": ("activitypage", "organisationpage", "nosuch"),
    "action_name": ("approve", "reject", "nosuch"),
    "action": ("publish", "unpublish", "delete", "move", "nosuch"),
    "revision_id_a": ("live", "1", HUGE),
    "revision_id_b": ("latest", "1", HUGE),
}
PAGE_ARGUMENTS = frozenset(
    ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk", "page_pk", "object_id", "instance_pk")
)

_ROUTE_ARGUMENT = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
_REGEX_ARGUMENT = re.compile(r"\(\?P<(?P<name>\w+)>[^)]*\)\)?")

NASTY = (
    "",
    "\x00",
    "-1",
    "0",
    HUGE,
    "1e400",
    "NaN",
    "nosuch",
    "' OR 1=1 --",
    "\ud800",
    "\u202e",
    "9999-99-99",
    "all",
    "[]",
    '{"a": 1}',
    "../../etc",
    "x" * 3000,
    "٣",
)
PARAMETERS = (
    *("p", "page", "offset", "limit", "id", "q", "search", "term", "tag", "locale", "next", "ordering", "child_of"),
    *("descendant_of", "page_type", "childOf", "collection_id", "export", "type", "order", "fields", "html_path"),
    *(
        "first_published_at_from",
        "latest_revision_created_at_from",
        "owner",
        "site",
        "user",
        "uuid",
        "portal",
        "status",
    ),
    *("revision_id", "user_id", "usage_count", "mode", "allow_external_link", "prefer_this_title_as_link_text"),
)
FIELDS = (
    *("title", "slug", "description", "tags", "action-submit", "action-publish", "next", "value", "url", "file"),
    *("slots-TOTAL_FORMS", "slots-INITIAL_FORMS", "slots-0-id", "contacts-TOTAL_FORMS", "body-count", "body-0-type"),
    *("body-0-order", "body-0-value", "comments-TOTAL_FORMS", "workflow-action-extra-data", "action-workflow-action"),
    *("workflow-action-name", "locales", "new_parent_page", "new_slug", "position", "ids", "collection", "email"),
    *("restriction_type", "password", "groups", "username", "link_text", "revision_id", "is_editing", "has_changes"),
)


@dataclass(frozen=True)
class Address:
    """An address of the urlconf: its pattern, and its arguments as (name, converter)."""

    pattern: str
    arguments: tuple[tuple[str, str], ...]

    def filled(self, choose: random.Random, page_ids: tuple[int, ...]) -> str:
        values = {name: _value(choose, name, kind, page_ids) for name, kind in self.arguments}
        return "/" + re.sub(r"<(\w+)>", lambda match: quote(values[match[1]], safe="", errors="replace"), self.pattern)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    data: list[tuple[str, str]] = field(default_factory=list)
    content_type: str = "application/x-www-form-urlencoded"

    @property
    def body(self) -> str:
        return urlencode(self.data, errors="surrogatepass")

    def send(self, client: Any, **headers: str) -> Any:
        if self.method == "GET":
            return client.get(self.path, headers=headers)
        return client.generic(
            self.method, self.path, self.body.encode(), content_type=self.content_type, headers=headers
        )

    def curl(self) -> str:
        """The request as a command for a running site, after signing in."""
        parts = ["curl", "-H", "Host: kototori.localhost:8000", "-b", "sessionid=…", "-X", self.method]
        if self.method != "GET":
            parts += ["-H", f"Content-Type: {self.content_type}", "--data-raw", self.body]
        return shlex.join([*parts, f"http://127.0.0.1:8000{self.path}"])


def admin_addresses() -> list[Address]:
    """Every address below ``/admin/``, once."""
    found = {address.pattern: address for address in _walk(get_resolver().url_patterns, "", ())}
    return sorted((a for a in found.values() if a.pattern.startswith("admin/")), key=lambda a: a.pattern)


def _walk(patterns: list[Any], above: str, arguments: tuple[tuple[str, str], ...]) -> Iterator[Address]:
    for item in patterns:
        part, own = _part(str(item.pattern))
        if isinstance(item, URLResolver):
            yield from _walk(item.url_patterns, above + part, (*arguments, *own))
        elif isinstance(item, URLPattern):
            yield Address(above + part, (*arguments, *own))


def _part(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A part of a pattern with its arguments as <name>."""
    if "(?P<" in text or text.startswith("^") or text.endswith("$"):
        names = tuple((match["name"], "str") for match in _REGEX_ARGUMENT.finditer(text))
        plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", text)
        return re.sub(r"[\^$?]|\\Z|\\", "", plain), names
    arguments = tuple((match["name"], match["converter"] or "str") for match in _ROUTE_ARGUMENT.finditer(text))
    return _ROUTE_ARGUMENT.sub(r"<\g<name>>", text), arguments


def _value(choose: random.Random, name: str, kind: str, page_ids: tuple[int, ...]) -> str:
    if name in BY_NAME:
        return choose.choice(BY_NAME[name])
    if name in PAGE_ARGUMENTS and choose.random() < 0.7:
        return str(choose.choice(page_ids))
    if kind == "int":
        return choose.choice(NUMBERS)
    return choose.choice((*WORDS, *NUMBERS))


def requests_to(address: Address, choose: random.Random, page_ids: tuple[int, ...]) -> list[Request]:
    """A GET as it is meant, one with a nasty query, and a POST with malformed fields."""
    path = address.filled(choose, page_ids)
    query = _pairs(choose, PARAMETERS)
    return [
        Request("GET", path),
        Request("GET", f"{address.filled(choose, page_ids)}?{urlencode(query, errors='surrogatepass')}"),
        Request(
            choose.choice(("POST", "POST", "POST", "PUT")), address.filled(choose, page_ids), _pairs(choose, FIELDS)
        ),
    ]


def _pairs(choose: random.Random, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(choose.choice(names), choose.choice(NASTY)) for _ in range(choose.randint(0, 6))]
