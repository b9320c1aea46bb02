"""The drill: traces of one person everywhere, then nothing of them anywhere, and nothing of anybody else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from editorial.privacy.actions.erase_person import ErasePerson
from tests.privacy.database_dump import found
from tests.privacy.traces import ADDRESS, CANARIES, Traces

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_of_the_person_is_left(traces: Traces, folders: Path) -> None:
    before = {canary: found(canary, folders) for canary in CANARIES}
    assert all(before.values()), before  # else the drill couldn't fail
    ErasePerson(ADDRESS.upper()).execute()
    assert {canary: found(canary, folders) for canary in CANARIES} == {canary: set() for canary in CANARIES}
    assert not get_user_model().objects.filter(pk=traces.person.pk).exists()
