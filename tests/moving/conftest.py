"""The people and pages of these tests."""

from tests.listings.conftest import (
    activity,
    admin,
    coordinating_editor,
    coordinator,
    editor,
    neighbour,
    organisation,
    other_activity,
    other_organisation,
    translator,
    vantaa_coordinator,
)

__all__ = [
    "activity",
    "admin",
    "coordinating_editor",
    "coordinator",
    "editor",
    "neighbour",
    "organisation",
    "other_activity",
    "other_organisation",
    "translator",
    "vantaa_coordinator",
]
