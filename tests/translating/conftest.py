"""An organisation with a public activity, its people, and translators (the people are those of ``tests.people``)."""

from tests.people.conftest import *  # noqa: F403
