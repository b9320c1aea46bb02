"""Measuring the desk on a generated pool: it finds as many statements for many activities as for few."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from benchmarks import desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_desk_is_measured_and_the_pool_stays(open_portals: None, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("generate_pool", "--seed", "6", "--activities", "60", stdout=StringIO(), stderr=StringIO())
    monkeypatch.setattr(desk, "MANY", 50)
    monkeypatch.setattr(desk, "_WARM_UP", 2)
    people = get_user_model()._default_manager.count()
    rows = desk.measure(3)
    assert [row.step for row in rows] == [step.name for step in desk.STEPS]
    for row in rows:
        assert row.activities[0] >= desk.FEW
        assert row.activities[1] >= 50
        # One may have looked whether the vocabularies are still these, which happens every few seconds.
        assert abs(row.statements[0] - row.statements[1]) <= 1, row
        assert max(row.statements) <= row.most_statements, row
    assert get_user_model()._default_manager.count() == people
