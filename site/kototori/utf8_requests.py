"""Requests are read as UTF-8, as all addresses and forms of this site are, whatever charset they name.

Django reads an address with the codec that ``Content-Type`` names, before any middleware runs. Some of Python's codecs
make no text, which would be a server error, and others would read one address in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_CHARSET = re.compile(r";\s*charset\*?\s*=\s*(?:\"[^\"]*\"|[^;]*)", re.IGNORECASE)


def in_utf8(application: Application) -> Application:
    """Return the WSGI application (PEP 3333) without the charset of its requests' ``Content-Type``."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = _CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return answer
