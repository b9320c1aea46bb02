"""The translators' list: what waits, in which order, and who has it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.translation_orders.waiting_translations import Work, WorkState, works_of
from listings.models import ActivityPage
from regions.models import PortalRole
from search.indexer import drain_outbox
from tests.listings.factories import make_activity, published, translated
from tests.people.visiting import at
from tests.regions.factories import make_member
from tests.translating.orders import approve, desk, order, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def works(user: Any) -> list[Work]:
    """The list, with what readers get of each text now."""
    drain_outbox()
    return works_of(type(user).objects.get(pk=user.pk))


def states(user: Any) -> dict[str, str]:
    return {work.original.title: work.state for work in works(user)}


def finish(page: Any, translator: Any, coordinator: Any) -> None:
    take(page, translator)
    sent(at("espoo", translator), page, {"title": "نص", "description": ["نتحدث."]}, "send")
    approve(version(page), coordinator)


def test_what_is_to_be_done_follows_from_the_pages(
    organisation: Any, activity: Any, translator: Any, coordinator: Any
) -> None:
    assert states(translator) == {"Siltasanat ry": WorkState.MISSING, "Kielikahvila": WorkState.MISSING}
    order(activity, coordinator)
    assert states(translator)["Kielikahvila"] == WorkState.NEW
    finish(activity, translator, coordinator)
    assert "Kielikahvila" not in states(translator)
    page = ActivityPage.objects.get(pk=activity.pk)
    page.description = "<p>Puhutaan ruotsia.</p>"
    published(page)
    assert states(translator)["Kielikahvila"] == WorkState.CHANGED
    take(page, translator)
    sent(at("espoo", translator), page, {"description": ["نتحدث السويدية."]}, "send")
    assert states(translator)["Kielikahvila"] == WorkState.IN_REVIEW
    version(page).current_workflow_task_state.specific.reject(user=coordinator)
    assert states(translator)["Kielikahvila"] == WorkState.RETURNED


def test_a_changed_time_asks_nobody(activity: Any, translator: Any, coordinator: Any) -> None:
    finish(activity, translator, coordinator)
    page = ActivityPage.objects.get(pk=activity.pk)
    page.season_end = timezone.localdate() + datetime.timedelta(days=100)
    published(page)
    assert "Kielikahvila" not in states(translator)


def test_a_public_text_with_gaps_is_asked_again(organisation: Any, translator: Any, coordinator: Any) -> None:
    page = make_activity(organisation, description="<p>Yksi.</p><p>Kaksi.</p>")
    take(page, translator)
    sent(at("espoo", translator), page, {"title": "نص", "description": ["واحد."]}, "send")
    approve(version(page), coordinator)
    assert states(translator)["Kielikahvila"] == WorkState.CHANGED


def test_what_an_organisation_writes_itself_isnt_listed(activity: Any, translator: Any) -> None:
    translated(activity, "ar", title="مقهى")
    assert "Kielikahvila" not in states(translator)


def test_urgent_texts_stand_first_and_professional_ones_last(organisation: Any, translator: Any) -> None:
    soon, later = (timezone.localdate() + datetime.timedelta(days=days) for days in (5, 200))
    make_activity(organisation, "Ammattilaisille", section="professional", valid_until=soon)
    make_activity(organisation, "Kukaan ei tilannut")
    for title, day in (("Tilattu", None), ("Tilattu kauas", later), ("Tilattu pian", soon)):
        order(make_activity(organisation, title, valid_until=day))
    titles = [work.original.title for work in works(translator) if work.original.title != "Siltasanat ry"]
    assert titles == ["Tilattu pian", "Tilattu kauas", "Tilattu", "Kukaan ei tilannut", "Ammattilaisille"]


def test_a_text_is_taken_from_the_list_and_given_back(activity: Any, translator: Any, espoo: Any) -> None:
    other = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="leila@example.org")
    type(other).objects.filter(pk=other.pk).update(first_name="Leila", last_name="Haddad")
    order(activity)
    client, others = at("espoo", translator), at("espoo", other)
    assert "Take it and translate" in client.get("/en/desk/translations/").text
    answer = others.post(desk(activity, "take/"))
    assert answer["Location"] == desk(activity)
    assert "Leila Haddad" in client.get("/en/desk/translations/").text
    assert "Leila Haddad" in client.get(desk(activity)).text
    client.post(desk(activity, "give-back/"))
    assert "You have this text" in others.get("/en/desk/translations/").text
    others.post(desk(activity, "give-back/"))
    assert "Leila Haddad" not in client.get("/en/desk/translations/").text


def test_parts_languages_and_pages_of_the_list(organisation: Any, espoo: Any) -> None:
    person = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar", "sv"])
    order(make_activity(organisation, "Tilattu"), code="sv")
    for number in range(11):
        make_activity(organisation, f"Kerho {number:02}")
    client = at("espoo", person)
    first = client.get("/en/desk/translations/").text
    assert ("Tilattu" in first, "Kerho" in first) == (True, False)
    missing = client.get("/en/desk/translations/?show=missing").text
    assert "Page 1 of 2" in missing
    assert "Kerho" in client.get("/en/desk/translations/?show=missing&page=2").text
    assert "Tilattu" not in client.get("/en/desk/translations/?language=ar").text
    for query in ("?show=x&language=x&page=x", "?page=999", "?page=-1"):
        assert client.get(f"/en/desk/translations/{query}").status_code == 200


def test_texts_are_found_by_words_and_state(organisation: Any, translator: Any, coordinator: Any) -> None:
    returned = make_activity(organisation, "Äidit ja lapset", description="")
    order(make_activity(organisation, "Isät ja lapset"))
    take(returned, translator)
    client = at("espoo", translator)
    sent(client, returned, {"title": "نص"}, "send")
    version(returned).current_workflow_task_state.specific.reject(user=coordinator)

    def found(query: str) -> list[bool]:
        shown = client.get(f"/en/desk/translations/?{query}").text
        return [title in shown for title in ("Äidit ja lapset", "Isät ja lapset")]

    assert found("") == [True, True]
    assert found("q=AIDIT lapset") == [True, False]
    assert found("q=siltasanat isät") == [False, True]
    assert found("state=new") == [False, True]
    assert found("state=returned") == [True, False]
    assert found("state=missing") == [True, True], "no state of this part"
    assert found("q=jotain muuta") == [False, False]


def test_the_desks_home_counts_what_waits_for_translators_alone(activity: Any, translator: Any, sanna: Any) -> None:
    order(activity)
    home = at("espoo", translator).get("/en/desk/").text
    assert "To be translated: 1" in home
    assert "/en/desk/translations/" in home
    assert "/en/desk/translations/" not in at("espoo", sanna.user).get("/en/desk/").text


def count(client: Any, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_statements_dont_grow_with_the_number_of_texts(organisation: Any, translator: Any, coordinator: Any) -> None:
    client = at("espoo", translator)

    def add(number: int) -> None:
        for _each in range(number):
            page = make_activity(organisation, "Kerho")
            order(page)
            changed = make_activity(organisation, "Muutettu", description="")
            take(changed, translator)
            sent(client, changed, {"title": "نص"}, "send")
            approve(version(changed), coordinator)
            changed = ActivityPage.objects.get(pk=changed.pk)
            changed.title = "Muutettu taas"
            published(changed)

    add(1)
    paths = ("/en/desk/translations/", "/en/desk/")
    few = [count(client, path) for path in paths]
    add(9)
    assert [count(client, path) for path in paths] == few
    assert len(works(translator)) == 21


def test_statements_dont_grow_with_the_number_of_strings(organisation: Any, translator: Any) -> None:
    counts = []
    for number in (3, 30):
        page = make_activity(organisation, description="".join(f"<p>Lause {one}.</p>" for one in range(number)))
        take(page, translator)
        client = at("espoo", translator)
        texts = {"title": "نص", "description": [f"جملة {one}." for one in range(number)]}
        sent(client, page, texts)
        again = {"description": [f"جملة أخرى {one}." for one in range(number)]}
        with CaptureQueriesContext(connection) as captured:
            sent(client, page, again)
        counts.append((count(client, desk(page)), len(captured)))
    assert counts[0] == counts[1]
