"""The people and pages of the pool's tests."""

from tests.admin.curating import pool
from tests.listings.conftest import (
    activity,
    admin,
    colleague,
    coordinator,
    editor,
    neighbour,
    neighbours_editor,
    organisation,
    other_activity,
    other_organisation,
    translating_editor,
    translating_neighbour,
    translator,
    vantaa_coordinator,
    vantaa_editor,
)

__all__ = [
    "activity",
    "admin",
    "colleague",
    "coordinator",
    "editor",
    "neighbour",
    "neighbours_editor",
    "organisation",
    "other_activity",
    "other_organisation",
    "pool",
    "translating_editor",
    "translating_neighbour",
    "translator",
    "vantaa_coordinator",
    "vantaa_editor",
]
