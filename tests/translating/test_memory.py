"""The translation memory: what is public and approved is offered again, and nothing else."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.models import StringTranslation

from editorial.translation_memory.finding import suggestions
from editorial.translation_memory.likeness import bands, digest, likeness, pieces
from editorial.translation_memory.models import MemoryString
from editorial.translation_strings.stored_strings import MEMORY
from listings.models import ActivityPage
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity, published, translated
from tests.people.visiting import at
from tests.translating.orders import approve, desk, names, sent, take, version

SENTENCE = "Tervetuloa mukaan joka tiistai kello viisi illalla."
IN_ARABIC = "أهلاً بكم كل ثلاثاء في الخامسة مساءً."


@pytest.fixture
def page(organisation: Any) -> Any:
    return make_activity(organisation, "Ensimmäinen", description=f"<p>{SENTENCE}</p>")


def publish(page: Any, translator: Any, coordinator: Any) -> None:
    take(page, translator)
    sent(at("espoo", translator), page, {"title": "الأول", "description": [IN_ARABIC]}, "send")
    approve(version(page), coordinator)


def found(text: str = SENTENCE, **more: Any) -> list[tuple[str, int]]:
    known = suggestions([text], "fi", "ar", **more)
    return [(one.translation, one.score) for one in known.get(text, [])]


@pytest.mark.django_db
@pytest.mark.usefixtures("open_portals")
class TestMemory:
    def test_what_is_public_is_offered_exactly_and_alike(
        self, page: Any, organisation: Any, translator: Any, coordinator: Any
    ) -> None:
        take(page, translator)
        sent(at("espoo", translator), page, {"title": "الأول", "description": [IN_ARABIC]}, "send")
        assert found() == []
        approve(version(page), coordinator)
        assert found() == [(IN_ARABIC, 100)]
        assert found(SENTENCE.upper()) == [(IN_ARABIC, 100)]
        (alike,) = found(SENTENCE.replace("tiistai", "torstai"))
        assert (alike[0], 60 <= alike[1] < 100) == (IN_ARABIC, True)
        assert found("Jotain aivan muuta tästä asiasta.") == []
        assert found(without=page.translation_key) == []
        other = make_activity(organisation, "Toinen", description=f"<p>{SENTENCE}</p>")
        take(other, translator)
        shown = at("espoo", translator).get(desk(other)).text
        assert (IN_ARABIC in shown, "Translated elsewhere as:" in shown) == (True, True)

    def test_a_suggestion_is_taken_with_one_press_and_its_wording_is_noted(
        self, page: Any, organisation: Any, translator: Any, coordinator: Any
    ) -> None:
        publish(page, translator, coordinator)
        other = make_activity(organisation, "Toinen", description=f"<p>{SENTENCE}</p><p>Oma.</p>")
        take(other, translator)
        client = at("espoo", translator)
        form = filled(client.get(desk(other)), action="save")
        name = names(other)["description"][0]
        assert f'name="use-{name}"' in client.get(desk(other)).text
        del form["action"]
        pressed = client.post(desk(other), {**form, f"use-{name}": [IN_ARABIC]})
        assert (pressed.status_code, filled(pressed)[name]) == (200, [IN_ARABIC])
        before = StringTranslation.objects.count()
        assert filled(client.get(desk(other)))[name] == [IN_ARABIC]
        sent(client, other, {"title": "الثاني", "description": [IN_ARABIC, "خاص."]})
        assert StringTranslation.objects.count() == before + 3
        tools = StringTranslation.objects.filter(context__object_id=other.translation_key)
        assert dict(tools.values_list("data", "tool_name")) == {"الثاني": "", IN_ARABIC: MEMORY, "خاص.": ""}
        sent(client, other, {"description": ["آخر.", "خاص."]})
        assert not tools.filter(tool_name=MEMORY).exists()

    def test_what_a_changed_string_was_before_is_offered_once(
        self, page: Any, organisation: Any, translator: Any, coordinator: Any
    ) -> None:
        publish(page, translator, coordinator)
        publish(make_activity(organisation, "Toinen", description=f"<p>{SENTENCE}</p>"), translator, coordinator)
        source = ActivityPage.objects.get(pk=page.pk)
        source.description = f"<p>{SENTENCE.replace('tiistai', 'torstai')}</p>"
        published(source)
        take(page, translator)
        shown = at("espoo", translator).get(desk(page)).text
        assert ("Translated before as:" in shown, "Translated elsewhere" in shown) == (True, False)

    @pytest.mark.parametrize("fact", ["sensitive", "address_hidden"])
    def test_nothing_of_a_sensitive_text_is_offered(
        self, page: Any, translator: Any, coordinator: Any, fact: str
    ) -> None:
        publish(page, translator, coordinator)
        source = ActivityPage.objects.get(pk=page.pk)
        setattr(source, fact, True)
        published(source)
        assert found() == []

    def test_nothing_of_a_text_that_is_no_longer_public_is_offered(
        self, page: Any, translator: Any, coordinator: Any
    ) -> None:
        publish(page, translator, coordinator)
        version(page).unpublish()
        assert found() == []

    def test_what_is_published_anew_takes_the_place_of_what_was(
        self, page: Any, translator: Any, coordinator: Any
    ) -> None:
        publish(page, translator, coordinator)
        take(page, translator)
        sent(at("espoo", translator), page, {"description": ["نص آخر."]}, "send")
        approve(version(page), coordinator)
        assert found() == [("نص آخر.", 100)]

    def test_a_text_written_as_a_whole_isnt_remembered(self, page: Any) -> None:
        translated(page, "ar", title="نص", description="<p>نص.</p>")
        assert not MemoryString.objects.exists()

    def test_it_answers_quickly_among_many(self, page: Any) -> None:
        words = ["kahvi", "suomi", "ryhmä", "perhe", "liikunta", "musiikki", "apu", "neuvonta", "kieli", "ruoka"]
        rows = []
        for number in range(5000):
            text = " ".join(words[(number * step + step) % len(words)] + str(number % 97) for step in range(1, 9))
            rows.append(
                MemoryString(
                    page_key=uuid.uuid4(),
                    original_language="fi",
                    language="ar",
                    original=text,
                    translation=f"نص {number}",
                    digest=digest(text),
                    bands=bands(pieces(text)),
                )
            )
        MemoryString.objects.bulk_create(rows)
        found()
        start = time.perf_counter()
        suggestions([SENTENCE, "Kahvia ja teetä", "Ilmoittaudu ennen perjantaita."], "fi", "ar")
        assert time.perf_counter() - start < 1


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_a_share_and_bands_are_integers(one: str, other: str) -> None:
    share = likeness(pieces(one), pieces(other))
    assert 0 <= share <= 1
    assert likeness(pieces(one), pieces(one)) == 1
    numbers = bands(pieces(one))
    assert len(numbers) == 16
    assert all(-(2**31) <= number < 2**31 for number in numbers)


@pytest.mark.parametrize(("change", "is_found"), [(("tiistai", "torstai"), True), (("illalla", "aamulla"), True)])
def test_alike_strings_share_a_band(change: tuple[str, str], is_found: bool) -> None:
    other = SENTENCE.replace(*change)
    assert bool(set(bands(pieces(SENTENCE))) & set(bands(pieces(other)))) is is_found
