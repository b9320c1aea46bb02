"""The same wish from several visitors at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from editorial.wishes.keeping_wishes import keep_wish
from editorial.wishes.models import Wish
from editorial.wishes.wished_search import WishedSearch
from regions.models import Portal

_VISITORS = 8


@pytest.mark.django_db(transaction=True)
def test_every_one_is_counted_in_one_row(espoo: Portal) -> None:
    barrier = Barrier(_VISITORS)

    def wish(_number: int) -> None:
        try:
            barrier.wait()
            keep_wish(WishedSearch("uinti", "theme=sport"), espoo, "fi")
        finally:
            connection.close()

    with ThreadPoolExecutor(_VISITORS) as pool:
        list(pool.map(wish, range(_VISITORS)))
    assert list(Wish.objects.values_list("words", "times")) == [("uinti", _VISITORS)]
