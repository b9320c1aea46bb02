"""Wishes that visitors of the demo's portals have left."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from editorial.wishes.models import Wish
from editorial.wishes.wished_search import WishedSearch
from regions.models import Portal


@dataclass(frozen=True)
class DemoWish:
    """A search that was wished for; ``days_ago``: the days, each with how often."""

    portal: str
    language: str
    words: str
    filters: str
    days_ago: dict[int, int]
    is_seen: bool = False


DEMO_WISHES = (
    DemoWish("espoo", "fi", "naisten uintiopetus", "", {2: 3, 5: 1, 12: 2}),
    DemoWish("espoo", "ar", "تعلم السباحة للنساء", "", {3: 2, 9: 1}),
    DemoWish("espoo", "ru", "курсы программирования", "price=free", {1: 1, 20: 1}),
    DemoWish("espoo", "fi", "kielikahvila", "weekday=6&weekday=7&time_from=10%3A00", {4: 2}),
    DemoWish("espoo", "en", "cycling lessons", "target_group=women", {8: 1}),
    DemoWish("espoo", "sv", "läxhjälp", "activity_language=so", {40: 1}, is_seen=True),
    DemoWish("vantaa", "fi", "", "theme=work&activity_language=am", {6: 1}),
    DemoWish("vantaa", "en", "chess club", "", {15: 1}),
    DemoWish("kototori", "so", "barashada baaskiilka", "municipality=224", {2: 1}),
    DemoWish("kototori", "uk", "хор", "municipality=564", {7: 2}),
    DemoWish("kototori", "fa", "کلاس شنا", "children=childcare", {11: 1}),
)


def make_demo_wishes() -> int:
    """Make what isn't there where there are no wishes yet; return the number of new rows."""
    if Wish.objects.exists():
        return 0
    today, portals = timezone.localdate(), {portal.slug: portal for portal in Portal.objects.all()}
    rows = [
        Wish(
            portal=portals[wish.portal],
            day=today - datetime.timedelta(days=days),
            language=wish.language,
            words=wish.words,
            filters=wish.filters,
            key=WishedSearch(wish.words, wish.filters).key,
            times=times,
            is_seen=wish.is_seen,
        )
        for wish in DEMO_WISHES
        for days, times in wish.days_ago.items()
    ]
    return len(Wish.objects.bulk_create(rows))
