"""Paths of public pages. A listing or an organisation has the same path on every portal."""

from uuid import UUID

from regions.paths import on_host

_ACTIVITIES = {"fi": "toiminta", "sv": "verksamhet"}
_ORGANISATIONS = {"fi": "jarjestot", "sv": "organisationer"}
_THEMES = {"fi": "aihe", "sv": "tema"}


def activities_slug(language: str) -> str:
    return _ACTIVITIES.get(language, "activities")


def organisations_slug(language: str) -> str:
    return _ORGANISATIONS.get(language, "organisations")


def themes_slug(language: str) -> str:
    return _THEMES.get(language, "theme")


def finder_path(language: str) -> str:
    """Return the path of a portal's finder in a language."""
    return on_host(f"{language}/{activities_slug(language)}/")


def organisations_path(language: str) -> str:
    """Return the path of a portal's list of organisations in a language."""
    return on_host(f"{language}/{organisations_slug(language)}/")


def activity_path(language: str, listing_id: UUID | str) -> str:
    return f"{finder_path(language)}{listing_id}/"


def organisation_path(language: str, organisation_id: UUID | str) -> str:
    return f"{organisations_path(language)}{organisation_id}/"


def theme_path(language: str, code: str) -> str:
    """Return the path of the page about a theme; ``code`` is the concept's."""
    return f"{finder_path(language)}{themes_slug(language)}/{code}/"


def calendar_path(language: str, listing_id: UUID | str) -> str:
    """Return the path of an activity's calendar file (RFC 5545)."""
    return f"{activity_path(language, listing_id)}event.ics"
