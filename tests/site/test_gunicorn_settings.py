"""The development server passes addresses on that the site then answers or refuses itself."""

from __future__ import annotations

from uuid import uuid4

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.http.errors import LimitRequestLine  # type: ignore[import-untyped]
from gunicorn.http.message import Request  # type: ignore[import-untyped]
from gunicorn.http.unreader import IterUnreader  # type: ignore[import-untyped]

from kototori.development import gunicorn_settings
from regions.refusals.read_only import MAX_ADDRESS_LENGTH
from search.query.parameter_table import MAX_VALUES


def read_line(target: str) -> Request:
    """Parse a request as the server does."""
    config = Config()
    config.set("limit_request_line", gunicorn_settings.limit_request_line)
    lines = [f"GET {target} HTTP/1.1\r\n".encode(), b"Host: espoo.localhost\r\n\r\n"]
    return Request(config, IterUnreader(lines), ("127.0.0.1", 1))


def test_every_allowed_value_of_one_parameter_fits() -> None:
    query = "&".join(f"organisation={uuid4()}" for _number in range(MAX_VALUES))
    assert len(query) < MAX_ADDRESS_LENGTH
    assert read_line(f"/api/v1/activities?{query}").query == query


def test_what_the_site_refuses_itself_reaches_it() -> None:
    assert read_line("/fi/toiminta/?q=" + "a" * MAX_ADDRESS_LENGTH * 4).query


def test_there_is_an_end() -> None:
    with pytest.raises(LimitRequestLine):
        read_line("/" + "a" * 1_000_000)
