"""What a revision points to is read at once, and what is gone since isn't there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from listings.models import ActivityPage
from tests.listings.factories import concept, make_activity, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def content(page: Any) -> Any:
    return page.save_revision(clean=False).content


def test_words_that_are_gone_are_left_out(espoo: Any) -> None:
    page = make_activity(make_organisation(espoo), themes=[concept("theme", "work"), concept("theme", "language")])
    page.tags.add("ompelu", "kahvi")
    stored = content(page)
    Tag.objects.get(name="kahvi").delete()
    version = ActivityPage.objects.get(pk=page.pk).with_content_json(stored)
    assert [row.tag.name for row in version.tagged_items.all()] == ["ompelu"]
    assert [row.content_object for row in version.tagged_items.all()] == [version]
    assert {one.code for one in version.themes.all()} == {"work", "language"}


def test_many_words_take_no_more_statements(espoo: Any) -> None:
    page = make_activity(make_organisation(espoo))
    counts = []
    for number in (1, 10):
        page.tags.set([f"sana {place}" for place in range(number)])
        stored, row = content(page), ActivityPage.objects.get(pk=page.pk)
        with CaptureQueriesContext(connection) as captured:
            names = [one.tag.name for one in row.with_content_json(stored).tagged_items.all()]
        counts.append(len(captured))
        assert len(names) == number
    assert counts[0] == counts[1]
