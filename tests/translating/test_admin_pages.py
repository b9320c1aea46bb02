"""A portal's texts by language, and ordering, for its coordinators in the admin."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.translation_orders.admin_pages import language_views
from editorial.translation_orders.admin_pages.language_table import LanguageRow, language_rows
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.text_coverage import Coverage
from listings import dashboard
from listings.models import ActivityPage, Concept, ConceptLabel
from regions.models import Portal
from search.indexer import drain_outbox
from tests.announcing.shown_forms import forms_without_a_button
from tests.listings.admin import is_open, signed_in, url
from tests.listings.factories import make_activity, published, translated
from tests.people.visiting import at
from tests.translating.orders import approve, order, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def order_url(page: Any) -> str:
    return reverse("order_translations", args=[page.pk])


def texts_url(code: str = "ar", portal: str = "espoo") -> str:
    return reverse("texts_in_language", args=[portal, code])


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
    assert not is_open(client.get(texts_url()))
    assert not is_open(client.post(texts_url(), {"all": "1"}))
    assert not TranslationOrder.objects.exists()


def test_a_page_about_a_portal_bears_the_name_of_the_host(coordinator: Any, national: Portal) -> None:
    client = signed_in(coordinator)
    for address in (reverse("text_languages_of", args=["espoo"]), reverse("glossary_of", args=["espoo"])):
        page = BeautifulSoup(client.get(address).content.decode(), "html.parser")
        title = page.select_one("title")
        assert title is not None
        assert title.text.rpartition(" - ")[2].strip() == national.title


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
    assert row.counts == {Coverage.TRANSLATED: 1, Coverage.OUTDATED: 1, Coverage.WAITING: 1, Coverage.MISSING: 1}
    assert row.labels_missing == 0
    label = ConceptLabel.objects.filter(language="ar").first()
    assert label is not None
    label.delete()
    assert row_of(espoo).labels_missing == 1
    client = signed_in(coordinator)
    counted = client.get(reverse("text_languages_of", args=["espoo"])).content.decode()
    for query, title in (
        ("?state=outdated&amp;kind=texts", "Muutettu taas"),
        ("?state=waiting&amp;kind=texts", "Kielikahvila"),
        ("?state=translated&amp;kind=texts", "Oma"),
        ("?state=missing&amp;kind=terms", str(label.concept)),
    ):
        address = f"{texts_url()}{query}"
        assert f'href="{address}"' in counted
        listed = client.get(address.replace("&amp;", "&"))
        assert title in listed.text
        assert listed.text.count('<td class="title"') == 1
        assert forms_without_a_button(listed) == []


def test_statements_of_the_count_and_the_list_dont_grow(organisation: Any, coordinator: Any, espoo: Portal) -> None:
    counts = []
    client = signed_in(coordinator)
    for number in (1, 9):
        for _each in range(number):
            order(make_activity(organisation, "Kerho"))
            translated(make_activity(organisation, "Valmis"), "ar", title="نص")
        language_rows(espoo)
        client.get(texts_url())
        with CaptureQueriesContext(connection) as captured:
            language_rows(espoo)
        with CaptureQueriesContext(connection) as of_list:
            client.get(texts_url())
        counts.append((len(captured), len(of_list)))
    assert counts[0] == counts[1]


def said(answer: Any) -> str:
    """The kind of the newest message; those that no page has shown yet stand before it."""
    return [message.level_tag for message in get_messages(answer.wsgi_request)][-1]


def ordered() -> set[tuple[str, str]]:
    titles = dict(ActivityPage.objects.values_list("translation_key", "title"))
    rows = TranslationOrder.objects.values_list("page_key", "language")
    return {(titles.get(key, "organisation"), code) for key, code in rows}


def test_many_texts_are_ordered_by_theme_by_organisation_and_by_portal(
    organisation: Any, coordinator: Any, neighbour: Any
) -> None:
    for title, home, themes in (
        ("Kielikerho", organisation, ["language"]),
        ("Ompelu", organisation, ["crafts"]),
        ("Kielikahvila toisaalla", neighbour, ["language"]),
    ):
        make_activity(home, title, themes=Concept.objects.filter(vocabulary="theme", code__in=themes))
    client = signed_in(coordinator)
    assert client.get(texts_url()).context["orderable"] == 5
    assert said(client.post(f"{texts_url()}?theme=crafts", {"all": "1"})) == "success"
    assert ordered() == {("Ompelu", "ar")}
    client.post(f"{texts_url()}?organisation={organisation.translation_key}", {"all": "1", "language": ["sv", "so"]})
    ours = {(title, code) for title in ("Kielikerho", "Ompelu", "organisation") for code in ("ar", "sv")}
    assert ordered() == ours
    client.post(texts_url(), {"all": "1"})
    assert ordered() == ours | {("Kielikahvila toisaalla", "ar"), ("organisation", "ar")}
    assert TranslationOrder.objects.count() == 8
    assert said(client.post(texts_url(), {"all": "1"})) == "warning"


def test_ticked_texts_alone_are_ordered(organisation: Any, coordinator: Any, other_organisation: Any) -> None:
    one, _other = make_activity(organisation, "Yksi"), make_activity(organisation, "Toinen")
    own = make_activity(organisation, "Omin sanoin")
    translated(own, "ar", title="نص")
    client = signed_in(coordinator)
    assert said(client.post(texts_url(), {"text": ["nonsense", str(uuid.uuid4())]})) == "warning"
    assert said(client.post(texts_url(), {})) == "error"
    foreign = make_activity(other_organisation, "Vantaalla")
    keys = [str(page.translation_key) for page in (one, own, foreign)]
    client.post(texts_url(), {"text": keys})
    assert ordered() == {("Yksi", "ar")}


def test_the_list_is_searched_and_paged(organisation: Any, coordinator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_views, "ROWS", 2)
    for number in range(4):
        make_activity(organisation, f"Kerho {number}")
    client = signed_in(coordinator)
    first = client.get(texts_url()).content.decode()
    assert (first.count('<td class="title"'), 'href="?p=2"' in first) == (2, True)
    assert "Kerho 3" in client.get(f"{texts_url()}?p=2").content.decode()
    found = client.get(f"{texts_url()}?q=KERHO+2").content.decode()
    assert ("Kerho 2" in found, "Kerho 1" in found) == (True, False)
    for query in ("?state=x&kind=x&theme=x&organisation=x&p=x", "?p=-1", "?q="):
        assert client.get(f"{texts_url()}{query}").status_code == 200
    assert client.get(texts_url("so")).status_code == 404


def test_a_national_administrator_sees_every_portal(activity: Any, admin: Any) -> None:
    client = signed_in(admin)
    assert "Kielikahvila" in client.get(texts_url()).content.decode()
    assert "Kielikahvila" not in client.get(texts_url(portal="vantaa")).content.decode()
    ConceptLabel.objects.filter(language="ar", concept__code="crafts").delete()
    term = Concept.objects.get(vocabulary="theme", code="crafts")
    assert reverse("wagtailsnippets_listings_concept:edit", args=[term.pk]) in client.get(texts_url()).content.decode()


def test_the_front_page_counts_outdated_translations(
    activity: Any, translator: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    take(activity, translator)
    sent(at("espoo", translator), activity, {"title": "نص", "description": ["نتحدث."]}, "send")
    approve(version(activity), coordinator)
    drain_outbox()
    assert outdated(coordinator) == []
    page = ActivityPage.objects.get(pk=activity.pk)
    page.title = "Toinen"
    published(page)
    drain_outbox()
    assert (outdated(coordinator), outdated(vantaa_coordinator)) == ([1], [])


def outdated(user: Any) -> list[int]:
    needs = dashboard.needs_of(type(user).objects.get(pk=user.pk))
    return [need.count for need in needs if need.url == reverse("text_languages")]
