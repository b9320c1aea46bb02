"""A request can't choose the codec that it is read with."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from kototori.utf8_requests import in_utf8

CHARSETS = ["hex_codec", "bz2", "uu", "utf-16", "utf-7", '"rot13"', " quopri ", "undefined; x=y", "latin-1"]


def read(content_type: str, query: str = "", body: bytes = b"") -> WSGIRequest:
    """Return the request as Django makes it of what came through the wrapper."""
    made: list[WSGIRequest] = []

    def application(environ: dict[str, Any], _start_response: Any) -> list[bytes]:
        made.append(WSGIRequest(environ))
        return []

    environ = RequestFactory().get("/").environ | {
        "REQUEST_METHOD": "POST" if body else "GET",
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    in_utf8(application)(environ, lambda *_: None)
    return made[0]


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("name", ["charset", "CharSet", "charset "])
def test_an_address_is_utf8(name: str, charset: str) -> None:
    assert read(f"text/plain; {name}={charset}", "q=kahvi%C3%A4").GET["q"] == "kahviä"


def test_an_address_is_utf8_for_an_extended_parameter() -> None:
    assert read("text/plain; charset*=utf-8''hex_codec", "q=%C3%A4").GET["q"] == "ä"


@pytest.mark.parametrize("charset", CHARSETS)
def test_forms_are_utf8_and_keep_their_boundary(charset: str) -> None:
    kind, _semicolon, boundary = MULTIPART_CONTENT.partition(";")
    many = encode_multipart(BOUNDARY, {"title": "Äidit ja isät"})
    assert read(f"{kind}; charset={charset}; {boundary}", body=many).POST["title"] == "Äidit ja isät"
    one = b"title=%C3%84idit"
    assert read(f"application/x-www-form-urlencoded; charset={charset}", body=one).POST["title"] == "Äidit"
