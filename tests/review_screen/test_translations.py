"""A translation on the screen: each string beside its original, with what is worth a look and where it comes from."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override
from wagtail_localize.models import StringTranslation

from editorial.compared_strings.comparing import ComparedString, compared_strings
from editorial.compared_strings.version_strings import version_strings
from editorial.compared_strings.wording_sources import WordingSource
from editorial.translation_strings.stored_strings import MEMORY
from listings.models import ActivityPage
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, published, translated
from tests.people.visiting import at
from tests.review_screen.waiting_texts import screen_url, send_latest, waiting, words
from tests.translating.orders import approve, latest, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

ORIGINAL = (
    '<p>Tule tiistaina klo 17.30.</p><p>Katso <a href="https://example.org/a">ohje</a>.</p><p>Saa ottaa lapset.</p>'
)
ARABIC = ["تعال الثلاثاء الساعة 17:30.", "انظر [الدليل](https://example.org/a).", "يمكن إحضار الأطفال."]


@pytest.fixture
def page(organisation: Any, translator: Any) -> Any:
    page = make_activity(organisation, description=ORIGINAL)
    take(page, translator)
    return page


def send(page: Any, translator: Any, description: list[str], title: str = "مقهى") -> Any:
    client = at("espoo", translator)
    assert sent(client, page, {"title": title, "description": description}, "send").status_code == 302
    return waiting(version(page))


def compared(page: Any) -> list[ComparedString]:
    """Those of the description, of the version that is the latest."""
    stored = version(page)
    source = ActivityPage.objects.get(pk=page.pk)
    return compared_strings(latest(page), source, stored if stored.live else None)["description"]


def test_each_string_stands_beside_its_original(page: Any, translator: Any, coordinator: Any) -> None:
    state = send(page, translator, ["تعال الثلاثاء الساعة 18:30.", *ARABIC[1:]])
    shown = signed_in(coordinator).get(screen_url(state))
    rows = BeautifulSoup(shown.text, "html.parser").select(".k-string")
    texts = [[(one["lang"], one["dir"], one.text.strip()) for one in row.select(".k-words")] for row in rows]
    assert texts[0] == [("fi", "ltr", page.title), ("ar", "rtl", "مقهى")]
    assert [row[0][2] for row in texts[1:]] == [
        "Tule tiistaina klo 17.30.",
        "Katso [ohje](https://example.org/a).",
        "Saa ottaa lapset.",
    ]
    assert texts[2][1] == ("ar", "rtl", ARABIC[1])
    notes = [[note.text for note in row.select("li")] for row in rows]
    assert "17" in notes[1][0]
    assert len(notes[3]) == 1
    assert str(WordingSource.TYPED.label) in notes[3][0]


def test_what_a_machine_or_the_memory_made_is_said(page: Any, translator: Any, coordinator: Any) -> None:
    state = send(page, translator, ARABIC)
    rows = StringTranslation.objects.order_by("pk")
    made = {one.original: one.source for one in compared(page)}
    assert set(made.values()) == {WordingSource.TYPED}
    machine, memory = (rows.get(translation_of__data__startswith=words) for words in ("Tule", "Saa"))
    StringTranslation.objects.filter(pk=machine.pk).update(translation_type="machine", tool_name="Esimerkkikone")
    StringTranslation.objects.filter(pk=memory.pk).update(tool_name=MEMORY)
    assert [one.source for one in compared(page)] == [WordingSource.MACHINE, WordingSource.TYPED, WordingSource.MEMORY]
    said = signed_in(coordinator).get(screen_url(state)).text
    assert "Esimerkkikone" in said
    StringTranslation.objects.filter(pk=machine.pk).update(data="نص آخر")  # saved since, and not sent
    assert compared(page)[0].source == WordingSource.UNKNOWN


def test_only_changed_strings_are_marked(page: Any, translator: Any, coordinator: Any) -> None:
    send(page, translator, ARABIC)
    approve(version(page), coordinator)
    take(page, translator)
    state = send(page, translator, [ARABIC[0], ARABIC[1], "يمكن إحضار الأطفال معك."])
    assert [one.is_changed for one in compared(page)] == [False, False, True]
    assert compared(page)[2].public == ARABIC[2]
    shown = BeautifulSoup(signed_in(coordinator).get(screen_url(state)).text, "html.parser")
    marked = [row for row in shown.select(".k-string") if row.select("ins")]
    assert len(marked) == 1
    assert "معك" in marked[0].select("ins")[0].text


def test_strings_of_an_earlier_original_are_said(page: Any, translator: Any, coordinator: Any) -> None:
    state = send(page, translator, ARABIC)
    changed = ActivityPage.objects.get(pk=page.pk)
    changed.description = ORIGINAL.replace("Saa ottaa", "Ei saa ottaa")
    published(changed)
    assert [one.is_outdated for one in compared(page)] == [False, False, True]
    assert compared(page)[2].text == ARABIC[2]
    changed.description = changed.description.replace("<p>Katso", "<p>Uusi kappale.</p><p>Katso")
    published(changed)
    texts = [(one.original[:4], one.text, one.is_outdated) for one in compared(page)]
    assert texts[:3] == [("Tule", ARABIC[0], False), ("Uusi", "", True), ("Kats", ARABIC[1], False)]
    said = words(signed_in(coordinator).get(screen_url(state)))
    with override("fi"):
        assert said.count(gettext("The original has changed since this was translated.")) == 2
        of_the_field = "It was translated from an earlier text of the source. Readers get the source's text here."
        assert gettext(of_the_field) in said


def test_a_text_that_wasnt_made_string_by_string_is_one(page: Any, sanna: Any, coordinator: Any) -> None:
    other = translated(page, "sv", title="Språkcafé", description="<p>En text i ett stycke.</p>", live=False)
    found = version_strings(other, ActivityPage.objects.get(pk=page.pk))
    assert [one.string.field for one in found] == ["title"]
    other.save_revision(user=sanna.user, clean=False)
    state = send_latest(other, sanna.user)
    assert "En text i ett stycke." in words(signed_in(coordinator).get(screen_url(state)))


def test_statements_are_the_same_for_many_strings(organisation: Any, translator: Any, coordinator: Any) -> None:
    client, counts = signed_in(coordinator), []
    for number in (1, 10):
        page = make_activity(
            organisation, f"Kahvila {number}", description="".join(f"<p>Rivi {n}.</p>" for n in range(number))
        )
        take(page, translator)
        state = send(page, translator, [f"سطر {n}." for n in range(number)])
        client.get(screen_url(state))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(screen_url(state)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 125
