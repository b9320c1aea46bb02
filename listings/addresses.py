"""The public address words: one form of address for a listing and an organisation on every portal (DESIGN, "One address
form").
"""

from uuid import UUID

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
    """Where a portal's finder is in a language, on the portal's own host."""
    return f"/{language}/{activities_slug(language)}/"


def organisations_path(language: str) -> str:
    """Where a portal's list of organisations is in a language, on the portal's own host."""
    return f"/{language}/{organisations_slug(language)}/"


def activity_path(language: str, listing_id: UUID | str) -> str:
    return f"/{language}/{activities_slug(language)}/{listing_id}/"


def organisation_path(language: str, organisation_id: UUID | str) -> str:
    return f"/{language}/{organisations_slug(language)}/{organisation_id}/"


def theme_path(language: str, code: str) -> str:
    """Where everything about a theme is, by the concept's code."""
    return f"{finder_path(language)}{themes_slug(language)}/{code}/"


def calendar_path(language: str, listing_id: UUID | str) -> str:
    """An activity's times as a calendar file (RFC 5545)."""
    return f"{activity_path(language, listing_id)}event.ics"
