"""Measuring translations on a generated pool: the same statements with few and with many texts."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from benchmarks import translating
from editorial.translation_orders.models import TranslationOrder

pytestmark = pytest.mark.django_db(transaction=True)


def test_translations_are_measured_and_the_pool_stays(open_portals: None, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("generate_pool", "--seed", "6", "--activities", "60", stdout=StringIO(), stderr=StringIO())
    monkeypatch.setattr(translating, "_WARM_UP", 1)
    people = get_user_model()._default_manager.count()
    measured = []
    for times, job in ((1, 3), (4, 12)):
        monkeypatch.setattr(translating, "JOB", job)
        measured.append(translating.measure(times))
    few, more = measured
    assert [row.step for row in more][: len(translating.STEPS)] == [step.name for step in translating.STEPS]
    assert [row.texts for row in more[-2:]] == [12, 12]
    for one, other in zip(few, more, strict=True):
        # One may have looked whether the vocabularies are still these, which happens every few seconds. What is
        # prepared are different texts.
        apart = 25 if one.step.startswith("prepare") else 1
        assert abs(one.statements - other.statements) <= apart, (one, other)
        assert other.statements <= other.most_statements, other
    assert get_user_model()._default_manager.count() == people
    assert not TranslationOrder.objects.exists()
