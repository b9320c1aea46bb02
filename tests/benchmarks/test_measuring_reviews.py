"""Measuring a coordinator's work on generated pools: the same statements with few and with many texts."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from benchmarks import reviewing

pytestmark = pytest.mark.django_db(transaction=True)


def test_reviews_are_measured_and_the_pool_stays(open_portals: None, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("generate_pool", "--seed", "6", "--activities", "60", stdout=StringIO(), stderr=StringIO())
    monkeypatch.setattr(reviewing, "_WARM_UP", 2)
    people = get_user_model()._default_manager.count()
    few, more = reviewing.measure(1), reviewing.measure(4)
    assert [row.step for row in more] == [step.name for step in reviewing.STEPS]
    for one, other in zip(few, more, strict=True):
        # One may have looked whether the vocabularies are still these, which happens every few seconds.
        assert abs(one.statements - other.statements) <= 1, (one, other)
        assert other.statements <= other.most_statements, other
    assert get_user_model()._default_manager.count() == people
