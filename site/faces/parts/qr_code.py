"""A search's address as a picture, for a list on paper that leads back to the page."""

from __future__ import annotations

import io

import segno


class CodeTooLong(ValueError):
    """An address that no code can hold."""


def qr_picture(url: str) -> bytes:
    """An SVG file (ISO/IEC 18004, error level M: a crumpled paper is still read). Raises ``CodeTooLong``."""
    try:
        code = segno.make(url, error="m", micro=False)
    except segno.DataOverflowError as overflow:
        raise CodeTooLong("This address is too long for a code.") from overflow
    file = io.BytesIO()
    code.save(file, kind="svg", border=4, omitsize=True, light="#fff")
    return file.getvalue()
