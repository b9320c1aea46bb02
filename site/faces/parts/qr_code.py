"""Addresses as QR codes (ISO/IEC 18004) of error level M: a code on crumpled paper is still read."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe


class CodeTooLong(ValueError):
    """An address that no code can hold."""


def svg_file(url: str) -> bytes:
    """An SVG file with a white ground. Raises ``CodeTooLong``."""
    file = io.BytesIO()
    _code(url).save(file, kind="svg", border=4, omitsize=True, light="#fff")
    return file.getvalue()


def inline_svg(url: str) -> SafeString:
    """An ``svg`` element without style attributes, silent to screen readers. Raises ``CodeTooLong``."""
    svg = _code(url).svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308  (a drawing of segno, without any text)


def _code(url: str) -> Any:
    try:
        return segno.make(url, error="m", micro=False)
    except segno.DataOverflowError as overflow:
        raise CodeTooLong("This address is too long for a code.") from overflow
