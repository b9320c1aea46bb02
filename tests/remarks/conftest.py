"""Reviewed texts of an organisation of Espoo, with the people around them (those of ``tests.people``)."""

from tests.people.conftest import *  # noqa: F403
