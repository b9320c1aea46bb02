"""The public address words: one form of address for a listing and an organisation on every portal (DESIGN, "One address
form").
"""

from uuid import UUID

_ACTIVITIES = {"fi": "toiminta", "sv": "verksamhet"}
_ORGANISATIONS = {"fi": "jarjestot", "sv": "organisationer"}


def activities_slug(language: str) -> str:
    return _ACTIVITIES.get(language, "activities")


def organisations_slug(language: str) -> str:
    return _ORGANISATIONS.get(language, "organisations")


def activity_path(language: str, listing_id: UUID | str) -> str:
    return f"/{language}/{activities_slug(language)}/{listing_id}/"


def organisation_path(language: str, organisation_id: UUID | str) -> str:
    return f"/{language}/{organisations_slug(language)}/{organisation_id}/"
