"""Paths on a portal's host, for links and redirects."""

from django.urls import get_script_prefix


def on_host(path: str) -> str:
    """Return ``path``, such as ``"fi/"``, as a path from the host's root: ``/fi/``, or ``/below/fi/`` for a site that
    is served below a path. Reads the script name of the request at every call, so the result must not be kept.
    """
    return f"{get_script_prefix()}{path}"


def home_path(language: str) -> str:
    """The path of a portal's front page in a language."""
    return on_host(f"{language}/")
