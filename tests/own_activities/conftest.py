"""An organisation with people, at the desk of its portal (the people are those of ``tests.people``)."""

from tests.people.conftest import *  # noqa: F403
