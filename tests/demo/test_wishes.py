"""The demo has wishes of visitors, in several languages."""

from __future__ import annotations

import pytest
from django.utils import timezone

from editorial.wishes.models import Wish
from editorial.wishes.wished_search import WishedSearch
from kototori.demo.wishes import DEMO_WISHES, DemoWish, make_demo_wishes
from regions.models import Portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pool")]


def test_wishes_are_there_once() -> None:
    before = Wish.objects.count()
    assert (make_demo_wishes(), Wish.objects.count()) == (0, before)
    assert before == sum(len(wish.days_ago) for wish in DEMO_WISHES)
    assert Wish.objects.values("language").distinct().count() > 5


@pytest.mark.parametrize("wish", DEMO_WISHES, ids=lambda wish: wish.words or wish.filters)
def test_each_is_as_a_visitor_would_have_sent_it(wish: DemoWish) -> None:
    portal = Portal.objects.get(slug=wish.portal)
    wished = WishedSearch(wish.words, wish.filters)
    assert wish.language in portal.languages
    query = wished.finder_query(portal=portal, language=wish.language, now=timezone.now())
    assert WishedSearch.of(query) == wished
