"""Addresses of recipients in words."""

from __future__ import annotations


def masked(address: str) -> str:
    """Return an address so that its owner knows it and others don't: ``a…@example.org``."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}" if name else "…"
