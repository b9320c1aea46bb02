"""Rows of the form without script, what is written together, its faults, its names and its number of statements."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.announcing.models import TypedForm
from listings.models import ActivityContact, ActivityDate, ActivityException, ActivityLanguage, ActivityPage
from listings.models import ActivitySlot as Slot
from tests.announcing.form_data import filled
from tests.announcing.saving import address, saved_with, send, visit
from tests.listings.factories import concept
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
NEW = "/fi/desk/activities/new/"


def test_button_for_a_row_keeps_all_that_is_typed_and_makes_no_revision(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    before = ActivityPage.objects.get(pk=activity.pk).latest_revision_id
    values = filled(client.get(address(activity)), title="Uusi", season_start="joskus", add_row="slots")
    answer = client.post(address(activity), values)
    assert (answer.status_code, answer["Location"]) == (302, f"{address(activity)}#slots-2")
    again = client.get(address(activity))
    shown = filled(again)
    assert (shown["title"], shown["season_start"], shown["slots-TOTAL_FORMS"]) == (["Uusi"], ["joskus"], ["2"])
    assert 'id="slots-2"' in again.text
    assert ActivityPage.objects.get(pk=activity.pk).latest_revision_id == before


def test_dates_are_shown_without_script_and_for_a_new_activity_too(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    shown = client.get(NEW)
    values = filled(shown, slots__0__weekdays=["2"], slots__0__start="klo 17–19", schedule_kind="every_other_week")
    answer = client.post(NEW, values | {"action": ["dates"]})
    assert TypedForm.objects.count() == 1
    html = client.get(answer["Location"]).text
    assert "joka toinen tiistai klo 17–19" in html
    assert html.count("<li>ti ") == 10


def test_emptied_row_goes_and_an_untouched_one_is_none(sanna: Any, activity: Any) -> None:
    activity.slots.add(Slot(weekdays=[4], start=datetime.time(10)))
    activity.spoken_languages = [ActivityLanguage(language="fi"), ActivityLanguage(language="ar")]
    activity.contacts = [ActivityContact(role="teacher", phone="040 123 4567")]
    activity.save_revision()
    emptied = {"slots__1__weekdays": [], "slots__1__start": "", "spoken_languages__1__language": ""}
    page, _said = saved_with(sanna, activity, contacts__0__phone="", **emptied)
    assert [row.weekdays for row in page.slots.all()] == [[2]]
    assert [row.language for row in page.spoken_languages.all()] == ["fi"]
    assert list(page.contacts.all()) == []


def test_two_answers_in_the_first_field_fill_both(sanna: Any, activity: Any) -> None:
    page, _said = saved_with(
        sanna,
        activity,
        slots__0__start="klo 17–19.30",
        slots__0__end="",
        season_start="12.1.–25.5.2027",
        season_end="",
        exceptions__0__first="1.3.2027 - 7.3.2027",
        age_from="7–12",
    )
    slot, pause = page.slots.get(), page.exceptions.get()
    assert (slot.start, slot.end) == (datetime.time(17), datetime.time(19, 30))
    assert (str(page.season_start), str(page.season_end)) == ("2027-01-12", "2027-05-25")
    assert (str(pause.first), str(pause.last)) == ("2027-03-01", "2027-03-07")
    assert (page.age_from, page.age_to) == (7, 12)


def test_what_is_understood_is_shown_in_the_readers_way_and_the_rest_stays(sanna: Any, activity: Any) -> None:
    answer = send(sanna, activity, slots__0__start="5 pm", slots__0__end="myöhään", season_start="12/1/2027")
    assert answer.status_code == 422
    shown = filled(answer)
    assert (shown["slots-0-start"], shown["slots-0-end"]) == (["17.00"], ["myöhään"])
    assert shown["season_start"] == ["12.1.2027"]
    assert answer.text.count("Kirjoita tunnit ja minuutit") == 2  # at the field, and in the summary


def test_every_fault_leads_to_its_control(sanna: Any, activity: Any) -> None:
    faults = {"slots__0__start": "aamulla", "season_end": "kesään asti", "contacts__0__email": "ei osoite"}
    answer = send(sanna, activity, dates__0__start="9", sign_up_type="required", sign_up_url="http://", **faults)
    html = answer.text
    links = re.findall(r'<a href="#([^"]+)">([^<]+)', html[html.index("data-faults") :].partition("</ul>")[0])
    assert {anchor for anchor, _text in links} == {
        "id_slots-0-start",
        "id_season_end",
        "id_contacts-0-email",
        "id_dates-0-date",
        "id_sign_up_url",
    }
    for anchor, _text in links:
        assert f'id="{anchor}"' in html
        control = re.search(rf'<input[^>]*id="{anchor}"[^>]*>', html).group()  # type: ignore[union-attr]
        assert 'aria-invalid="true"' in control
        assert f"{anchor}_error" in control
        assert f'id="{anchor}_error"' in html
    assert any(text.startswith("Aika 1: Alkaa") for _anchor, text in links)


def test_names_of_controls_are_complete_and_there_once(sanna: Any, activity: Any) -> None:
    activity.slots.add(Slot(weekdays=[4], start=datetime.time(10)))
    activity.contacts = [ActivityContact(phone="040 123 4567"), ActivityContact(email="a@example.org")]
    activity.save_revision()
    html = visit(sanna, activity).content.decode()
    html = re.sub(r"<template>.*?</template>", "", html, flags=re.DOTALL)
    labels = [
        unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))
        for text in re.findall(r'<label for="[^"]+">(.*?)</label>', html, flags=re.DOTALL)
    ]
    assert len(labels) == len(set(labels)), sorted(one for one in labels if labels.count(one) > 1)
    assert {"Aika 1: Alkaa", "Aika 2: Alkaa", "Aika 2: Päättyy", "Yhteystieto 2: Puhelin"} <= set(labels)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)


def test_form_and_save_cost_the_same_with_twenty_rows(sanna: Any, activity: Any) -> None:
    _statements(sanna, activity)  # the first save of something public has more to note
    first = _statements(sanna, activity)
    day = datetime.date(2027, 1, 1)
    activity.slots = [Slot(weekdays=[1 + number % 7], start=datetime.time(8 + number // 7)) for number in range(20)]
    activity.dates = [ActivityDate(date=day + datetime.timedelta(number)) for number in range(20)]
    activity.exceptions = [ActivityException(first=day + datetime.timedelta(number)) for number in range(20)]
    activity.contacts = [ActivityContact(phone="040 123 4567") for _number in range(20)]
    activity.spoken_languages = [ActivityLanguage(language="fi") for _number in range(20)]
    activity.save_revision()
    many = _statements(sanna, activity)
    assert [sum(kinds.values()) for kinds in many] == [sum(kinds.values()) for kinds in first], [
        more - fewer for more, fewer in zip(many, first, strict=True)
    ]


def _statements(sanna: Any, activity: Any) -> tuple[Counter[str], Counter[str]]:
    """Beginnings of the statements of showing the form of an activity, and of saving it."""
    client = at("espoo", sanna.user)
    client.get(address(activity))
    with CaptureQueriesContext(connection) as shown:
        answer = client.get(address(activity))
    values = filled(answer, title=f"Uusi nimi {uuid4()}", action="save")
    with CaptureQueriesContext(connection) as saved:
        assert client.post(address(activity), values).status_code == 302
    return _beginnings(shown), _beginnings(saved)


def _beginnings(queries: CaptureQueriesContext) -> Counter[str]:
    """Without the look at whether the vocabularies are still these, which is taken every few seconds."""
    statements = (query["sql"] for query in queries if "listings_vocabularyversion" not in query["sql"])
    return Counter(re.sub(r"'[^']*'|\d+", "…", sql)[:120] for sql in statements)


def test_new_form_costs_at_most_thirty_statements(sanna: Any, activity: Any) -> None:
    client = at("espoo", sanna.user)
    client.get(NEW)
    with CaptureQueriesContext(connection) as shown:
        assert client.get(NEW).status_code == 200
    assert len(shown) <= 30


@pytest.mark.parametrize("count", ["99999999999999999999", "-1", "x", "٣"])
def test_forged_counts_of_rows_break_nothing(sanna: Any, activity: Any, count: str) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(address(activity)), slots__TOTAL_FORMS=count, add_row="slots")
    assert client.post(address(activity), values).status_code in (302, 400, 422)
    assert client.get(address(activity)).status_code == 200
    values = filled(client.get(address(activity)), slots__TOTAL_FORMS=count, action="save")
    assert client.post(address(activity), values).status_code in (302, 400, 422)


def test_themes_that_few_choose_are_folded_unless_chosen(sanna: Any, activity: Any) -> None:
    def folded(html: str) -> str:
        part = html[html.index("<fieldset\n") if "<fieldset\n" in html else html.index('id="id_themes"') :]
        part = html[html.index('id="id_themes"') :]
        return part[part.index("<details") : part.index("</details>")]

    closed = folded(visit(sanna, activity).text)
    assert "open" not in closed.partition(">")[0]
    assert closed.count("<input") > 15
    activity.themes = [concept("theme", "crafts")]
    activity.save_revision()
    assert "open" in folded(visit(sanna, activity).text).partition(">")[0]


def test_what_was_kept_of_rows_that_are_others_now_is_shown_without_them(sanna: Any, activity: Any) -> None:
    """A program, or an old window, may have kept rows that the stored version doesn't have: the page still opens."""
    client = at("espoo", sanna.user)
    kept = {"title": "Kesken", "slots-TOTAL_FORMS": "1", "slots-INITIAL_FORMS": "7", "dates-TOTAL_FORMS": "x"}
    assert client.post(f"{address(activity)}typed/", kept).json()["kept"]
    answer = client.get(address(activity))
    assert answer.status_code == 200
    assert "Kesken" in answer.text


@pytest.mark.parametrize("button", [{"add_row": "slots"}, {"action": "dates"}])
def test_buttons_of_a_second_window_lose_the_text_of_neither(sanna: Any, activity: Any, button: dict[str, str]) -> None:
    client = at("espoo", sanna.user)
    first, second = (filled(client.get(address(activity)), title=title) for title in ("Yksi", "Kaksi"))
    client.post(f"{address(activity)}typed/", first)
    answer = client.post(address(activity), second | button)
    assert (answer.status_code, filled(answer)["title"]) == (200, ["Kaksi"])
    rows = int(second["slots-TOTAL_FORMS"][0]) + ("add_row" in button)
    assert filled(answer)["slots-TOTAL_FORMS"] == [str(rows)]
    assert filled(client.get(address(activity)))["title"] == ["Yksi"]
