"""The people and pages of these tests."""

from tests.listings.conftest import (
    activity,
    admin,
    coordinator,
    editor,
    neighbour,
    organisation,
    other_activity,
    other_organisation,
    translating_editor,
    translator,
    vantaa_coordinator,
)

__all__ = [
    "activity",
    "admin",
    "coordinator",
    "editor",
    "neighbour",
    "organisation",
    "other_activity",
    "other_organisation",
    "translating_editor",
    "translator",
    "vantaa_coordinator",
]
