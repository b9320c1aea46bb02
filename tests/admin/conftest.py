"""The people and pages of the pool's tests."""

from tests.admin.curating import pool
from tests.listings.conftest import (
    activity,
    admin,
    coordinator,
    editor,
    neighbour,
    organisation,
    other_activity,
    other_organisation,
    translator,
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
    "pool",
    "translator",
]
