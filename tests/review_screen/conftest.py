"""Texts that wait for Espoo's review, with the people around them."""

from tests.people.conftest import *  # noqa: F403
