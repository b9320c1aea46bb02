"""The people and pages of the pool's tests."""

from tests.listings.conftest import activity, admin, colleague, coordinator, editor, organisation, translator

__all__ = ["activity", "admin", "colleague", "coordinator", "editor", "organisation", "translator"]
