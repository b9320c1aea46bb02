"""The demo has work for its translators."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.waiting_translations import WorkState, works_of
from kototori.demo.ordered_translations import DEMO_ORDERS, make_demo_orders
from listings.models import Listing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pool")]


@pytest.mark.parametrize(("name", "code"), [("arabia@example.org", "ar"), ("somali@example.org", "so")])
def test_work_waits_for_the_demos_translators(name: str, code: str) -> None:
    works = works_of(get_user_model().objects.get(username=name))
    new = [work for work in works if work.state == WorkState.NEW and work.code == code]
    assert len(new) == len(DEMO_ORDERS[code]) + 1, "and an article"


def test_ordering_again_changes_nothing() -> None:
    source = Listing.objects.exclude(source="").values_list("source", flat=True)[0]
    before = TranslationOrder.objects.count()
    assert (make_demo_orders(source), TranslationOrder.objects.count()) == (0, before)
