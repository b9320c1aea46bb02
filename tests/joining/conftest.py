"""People of the portals, and requests at each step."""

from tests.listings.conftest import (
    admin,
    coordinator,
    editor,
    organisation,
    other_organisation,
    vantaa_coordinator,
)

__all__ = ["admin", "coordinator", "editor", "organisation", "other_organisation", "vantaa_coordinator"]
