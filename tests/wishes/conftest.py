"""People of the portals."""

from tests.listings.conftest import admin, coordinating_editor, coordinator, editor, organisation, vantaa_coordinator

__all__ = ["admin", "coordinating_editor", "coordinator", "editor", "organisation", "vantaa_coordinator"]
