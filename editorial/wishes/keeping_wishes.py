"""Keeping a wish: one row for a search on a portal, a day and a language, however often it is wished for."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from editorial.wishes.models import Wish
from editorial.wishes.wished_search import WishedSearch
from regions import conf, periodic
from regions.models import Portal

#: Different wishes that a portal takes on one day.
TO_PORTAL = 300


class TooManyWishesError(Exception):
    """The portal takes no other wish today."""


@transaction.atomic
def keep_wish(wished: WishedSearch, portal: Portal, language: str) -> None:
    """Note the wish for today. Raises ``TooManyWishesError`` where the portal has enough of them."""
    today = timezone.localdate()
    same = Wish.objects.filter(portal=portal, key=wished.key, day=today, language=language)
    if _count_again(same):
        return
    if Wish.objects.filter(portal=portal, day=today).count() >= TO_PORTAL:
        raise TooManyWishesError
    words = {"words": wished.words, "filters": wished.filters}
    _wish, is_new = same.get_or_create(
        portal=portal, key=wished.key, day=today, language=language, defaults=words | {"times": 1}
    )
    if not is_new:  # somebody else's was first
        _count_again(same)


def _count_again(same: object) -> bool:
    """Count the wish once more, which makes it new; return whether it is there."""
    return bool(same.update(times=F("times") + 1, is_seen=False))  # type: ignore[attr-defined]


def forget_old_wishes() -> None:
    """Delete the wishes of days that are over longer than wishes are kept."""
    before = timezone.localdate() - datetime.timedelta(days=conf.wishes_kept_days())
    Wish.objects.filter(day__lt=before).delete()


def connect() -> None:
    periodic.jobs.register("forget old wishes", forget_old_wishes)
