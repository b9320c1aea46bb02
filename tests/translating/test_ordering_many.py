"""Ordering many texts at once: rows at once, wagtail-localize by a task that begins again where it was stopped."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from wagtail_localize.models import Translation, TranslationSource

from editorial.second_language.languages import LanguageState, language_states
from editorial.translation_orders.actions import prepare_orders
from editorial.translation_orders.actions.order_translations import OrderTranslations
from editorial.translation_orders.models import TranslationOrder
from listings.models import ActivityPage
from tests.announcing.shown_forms import forms_without_a_button
from tests.listings.factories import make_activity
from tests.people.visiting import at
from tests.translating.orders import approve, desk, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def order_all(pages: list[Any], user: Any = None, codes: tuple[str, ...] = ("ar", "sv")) -> int:
    return OrderTranslations([(page.translation_key, code) for page in pages for code in codes], user).execute()


def managed() -> int:
    return Translation.objects.count()


@pytest.mark.django_db(transaction=True)
def test_an_order_is_a_row_and_the_worker_prepares_it(organisation: Any, coordinator: Any) -> None:
    pages = [make_activity(organisation, f"Kerho {number}") for number in range(2)]
    DBTaskResult.objects.all().delete()
    assert order_all(pages, coordinator) == 4
    assert order_all(pages, coordinator) == 0
    assert (TranslationOrder.objects.count(), managed()) == (4, 0)
    assert DBTaskResult.objects.ready().count() == 1
    call_command("worker", "--once")
    assert (managed(), TranslationSource.objects.count()) == (4, 2)
    assert not DBTaskResult.objects.ready().exists()


def test_statements_of_ordering_dont_grow(organisation: Any, coordinator: Any) -> None:
    counts = []
    for number in (1, 10):
        pages = [make_activity(organisation, f"Kerho {one}") for one in range(number)]
        with CaptureQueriesContext(connection) as captured:
            order_all(pages, coordinator)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_preparing_goes_on_where_it_was_stopped(organisation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare_orders, "BATCH", 2)
    order_all([make_activity(organisation, f"Kerho {number}") for number in range(3)], codes=("ar",))
    last = prepare_orders.prepare_next(0)
    assert (last is not None, managed()) == (True, 2)
    assert prepare_orders.prepare_next(0) is None  # begun anew: what is done isn't done again
    assert managed() == 3


def test_a_fault_of_one_text_doesnt_keep_others(organisation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [make_activity(organisation, f"Kerho {number}") for number in range(2)]
    order_all(pages, codes=("ar",))
    right = TranslationSource.get_or_create_from_instance

    def fails(page: Any) -> Any:
        if page.translation_key == pages[0].translation_key:
            raise ValueError("broken")
        return right(page)

    monkeypatch.setattr(TranslationSource, "get_or_create_from_instance", fails)
    assert prepare_orders.prepare_next(0) is None
    assert list(Translation.objects.values_list("source__object_id", flat=True)) == [pages[1].translation_key]


def test_what_was_forgotten_is_prepared_later(organisation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, hours in enumerate((0, 2, 48)):
        page = make_activity(organisation, f"Kerho {number}")
        order_all([page], codes=("ar",))
        then = timezone.now() - datetime.timedelta(hours=hours)
        TranslationOrder.objects.filter(page_key=page.translation_key).update(ordered_at=then)
    prepare_orders.prepare_forgotten()
    assert list(Translation.objects.values_list("source__object_id", flat=True)) == [
        ActivityPage.objects.get(title="Kerho 1").translation_key
    ]


def test_texts_that_arent_public_any_more_are_left(organisation: Any, activity: Any) -> None:
    order_all([activity], codes=("ar",))
    ActivityPage.objects.get(pk=activity.pk).unpublish()
    assert prepare_orders.prepare_next(0) is None
    assert managed() == 0


def test_a_translator_works_before_the_order_is_prepared(activity: Any, translator: Any, coordinator: Any) -> None:
    order_all([activity], coordinator, codes=("ar",))
    client = at("espoo", translator)
    assert "Kielikahvila" in client.get("/en/desk/translations/").text
    assert client.get(desk(activity)).status_code == 200
    take(activity, translator)
    sent(client, activity, {"title": "مقهى"})
    assert version(activity) is not None


def arabic(activity: Any) -> LanguageState:
    page = ActivityPage.objects.get(pk=activity.pk)
    states = language_states(page, page.record.organisation, "activity_language")
    return next(state for state in states if state.code == "ar")


def word(activity: Any) -> str:
    with override("en"):
        return str(arabic(activity).word)


def test_its_organisation_reads_how_far_a_translation_is(
    activity: Any, sanna: Any, translator: Any, coordinator: Any
) -> None:
    address = f"/en/desk/activities/{activity.translation_key}/languages/ar/"
    writer = at("espoo", sanna.user)
    assert writer.post(f"{address}order/").status_code == 302
    assert word(activity) == "ordered, waits for a translator"
    shown = writer.get(address)
    assert "has been ordered" in shown.text
    assert 'name="action"' not in shown.text
    assert forms_without_a_button(shown) == []
    take(activity, translator)
    assert word(activity) == "with a translator"
    sent(at("espoo", translator), activity, {"title": "مقهى", "description": ["نتحدث."]}, "send")
    assert word(activity) == "waits for review"
    approve(version(activity), coordinator)
    assert (word(activity), arabic(activity).is_taken) == ("public", False)
    take(activity, translator)
    assert word(activity) == "public, a translator is changing it"


@pytest.mark.parametrize("code", ["fi", "so", "xx"])
def test_an_organisation_orders_languages_of_its_portal_alone(activity: Any, sanna: Any, code: str) -> None:
    answer = at("espoo", sanna.user).post(f"/en/desk/activities/{activity.translation_key}/languages/{code}/order/")
    assert not TranslationOrder.objects.exists(), answer


def test_a_fault_of_the_database_ends_the_task(activity: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    order_all([activity], codes=("ar",))

    def fails(page: Any) -> Any:
        raise OperationalError("gone")

    monkeypatch.setattr(TranslationSource, "get_or_create_from_instance", fails)
    with pytest.raises(OperationalError):
        prepare_orders.prepare_next(0)
    assert TranslationOrder.objects.count() == 1
