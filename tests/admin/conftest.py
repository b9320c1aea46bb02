"""The people and pages of the pool's tests."""

from tests.admin.curating import pool
from tests.listings.conftest import (
    activity,
    admin,
    colleague,
    coordinating_editor,
    coordinating_neighbour,
    coordinator,
    editor,
    neighbour,
    neighbours_editor,
    organisation,
    other_activity,
    other_organisation,
    translator,
    vantaa_coordinator,
    vantaa_editor,
)

__all__ = [
    "activity",
    "admin",
    "colleague",
    "coordinating_editor",
    "coordinating_neighbour",
    "coordinator",
    "editor",
    "neighbour",
    "neighbours_editor",
    "organisation",
    "other_activity",
    "other_organisation",
    "pool",
    "translator",
    "vantaa_coordinator",
    "vantaa_editor",
]
