"""A portal's texts by language, and ordering, for its coordinators in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.translation_orders.admin_pages.language_table import LanguageRow, language_rows
from editorial.translation_orders.models import TranslationOrder
from listings.models import ActivityPage, ConceptLabel
from regions.models import Portal
from search.indexer import drain_outbox
from tests.listings.admin import is_open, signed_in, url
from tests.listings.factories import make_activity, published, translated
from tests.people.visiting import at
from tests.translating.orders import approve, order, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def order_url(page: Any) -> str:
    return reverse("order_translations", args=[page.pk])


def row_of(portal: Portal, code: str = "ar") -> LanguageRow:
    return next(row for row in language_rows(portal) if row.code == code)


def test_a_coordinator_orders_languages_of_the_portal(activity: Any, coordinator: Any, translator: Any) -> None:
    translated(activity, "en", title="Café")
    client = signed_in(coordinator)
    assert order_url(activity) in client.get(url("edit", activity.pk)).content.decode()
    shown = client.get(order_url(activity)).content.decode()
    assert [f'value="{code}"' in shown for code in ("ar", "fi", "so")] == [True, False, False]
    answer = client.post(order_url(activity), {"language": ["ar", "fi", "so", "en"]})
    assert answer.status_code == 302
    assert list(TranslationOrder.objects.values_list("language", "ordered_by")) == [("ar", coordinator.pk)]
    assert "Kielikahvila" in at("espoo", translator).get("/en/desk/translations/").text
    client.post(order_url(activity), {"language": ["ar"]})
    assert TranslationOrder.objects.count() == 1


@pytest.mark.parametrize("person", ["vantaa_coordinator", "translator", "editor"])
def test_others_order_nothing_and_count_nothing(activity: Any, person: str, request: Any) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert not is_open(client.get(order_url(activity)))
    assert not is_open(client.post(order_url(activity), {"language": ["ar"]}))
    assert not is_open(client.get(reverse("text_languages_of", args=["espoo"])))
    assert not TranslationOrder.objects.exists()


def test_only_public_first_texts_are_ordered(organisation: Any, activity: Any, coordinator: Any) -> None:
    draft = make_activity(organisation, "Luonnos", live=False)
    for page in (draft, translated(activity, "ar", title="مقهى"), organisation.get_parent()):
        assert signed_in(coordinator).get(order_url(page)).status_code == 404


def test_texts_are_counted_by_language(
    organisation: Any, activity: Any, translator: Any, coordinator: Any, espoo: Portal
) -> None:
    outdated = make_activity(organisation, "Muutettu", description="")
    for page in (outdated, activity):
        take(page, translator)
    client = at("espoo", translator)
    sent(client, outdated, {"title": "نص"}, "send")
    approve(version(outdated), coordinator)
    outdated = ActivityPage.objects.get(pk=outdated.pk)
    outdated.title = "Muutettu taas"
    published(outdated)
    translated(make_activity(organisation, "Oma"), "ar", title="خاص")
    drain_outbox()
    row = row_of(espoo)
    assert (row.total, row.translated, row.outdated, row.waiting, row.missing) == (4, 1, 1, 1, 1)
    assert row.labels_missing == 0
    label = ConceptLabel.objects.filter(language="ar").first()
    assert label is not None
    label.delete()
    assert row_of(espoo).labels_missing == 1
    shown = signed_in(coordinator).get(reverse("text_languages_of", args=["espoo"]), {"labels": "ar"})
    assert str(label.concept) in shown.content.decode()


def test_statements_of_the_count_dont_grow(organisation: Any, espoo: Portal) -> None:
    counts = []
    for number in (1, 9):
        for _each in range(number):
            order(make_activity(organisation, "Kerho"))
        language_rows(espoo)
        with CaptureQueriesContext(connection) as captured:
            language_rows(espoo)
        counts.append(len(captured))
    assert counts[0] == counts[1]
