"""An organisation with two writers, and the coordinators of two portals (the people are those of ``tests.people``)."""

from tests.people.conftest import add_person, coordinator, organisation, record, sanna, vantaa_coordinator, veikko

__all__ = ["add_person", "coordinator", "organisation", "record", "sanna", "vantaa_coordinator", "veikko"]
