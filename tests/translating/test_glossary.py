"""The glossary: its terms are found in inflected text, and a missed wording is said; found at once among many."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from editorial.glossary.finding_terms import TermFinder
from editorial.glossary.models import GlossaryTerm, GlossaryWording
from editorial.glossary.terms import Term, terms_for
from editorial.glossary.wording_checks import missed_terms, wording_notices
from regions.models import Portal


def found(terms: list[str], text: str, language: str = "fi") -> list[str]:
    return [term.text for term in TermFinder([Term(text, "x") for text in terms], language).terms_in(text)]


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("kielikahvila", "Tervetuloa kielikahvilaan!", "fi"),
        ("suomen kieli", "Opi suomen kieltä kanssamme.", "fi"),
        ("kaikille", "Toiminta on kaikille avointa.", "fi"),
        ("suomi", "Puhutaan suomea.", "fi"),
        ("språkcafé", "Välkommen till språkcaféer.", "sv"),
        ("language café", "Two language cafés a week", "en"),
        ("языковое кафе", "В языковом кафе", "ru"),
        ("koox", "Koox cusub", "so"),
    ],
)
def test_terms_are_found_in_the_forms_of_a_text(term: str, text: str, language: str) -> None:
    assert found([term], text, language) == [term]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("kahvila", "Tervetuloa kielikahvilaan!"),
        ("kaikille", "Kaikki ovat kahvilla."),
        ("suomi", "Kun muutin Suomeen, olin nuori."),
        ("suomen kieli", "Suomen paras kerho"),
        ("kerho", ""),
    ],
)
def test_other_words_are_no_terms(term: str, text: str) -> None:
    assert found([term], text) == []


def test_the_longer_term_counts_and_each_once() -> None:
    assert found(["suomen", "kieli", "suomen kieli"], "Suomen kieli ja kieli, suomen kieltä.") == [
        "suomen kieli",
        "kieli",
    ]


@pytest.mark.parametrize(
    ("wording", "text", "language"),
    [
        ("مقهى لغوي", "مرحباً بكم في المقاهي اللغوية", "ar"),
        ("الفنلندية", "نتحدث باللغة الفنلندية", "ar"),
        ("språkcafé", "Välkommen till språkcaféerna", "sv"),
        ("kielikahvila", "Tule kielikahvilaan", "fi"),
        ("koox", "Kooxda cusub", "so"),
        ("языковое кафе", "в языковом кафе", "ru"),
        ("کافه زبان", "به کافه‌ی زبان خوش آمدید", "fa"),
        ("Kela", "Kelan päätös", "fi"),
        ("", "mitä vain", "fi"),
    ],
)
def test_wordings_are_seen_in_their_forms(wording: str, text: str, language: str) -> None:
    assert missed_terms([Term("x", wording, note="y", is_own=True)], text, language) == []


@pytest.mark.parametrize(
    ("wording", "text", "language"),
    [
        ("مقهى لغوي", "نادٍ للحديث", "ar"),
        ("språkcafé", "Välkommen till klubben", "sv"),
        ("koox", "Naadi cusub", "so"),
    ],
)
def test_a_missed_wording_is_said_and_another_good_one_is_taken(wording: str, text: str, language: str) -> None:
    term = Term("kielikahvila", wording, is_own=True)
    with translation.override("en"):
        (sentence,) = wording_notices([term], text, language)
    assert f"\u2068kielikahvila\u2069 = \u2068{wording}\u2069" in sentence
    assert wording_notices([Term("kielikahvila", wording, others=(text.split()[0],))], text, language) == []
    assert wording_notices([term], " ", language) == []


def test_of_a_label_one_word_is_enough() -> None:
    for is_own, missed in ((False, 0), (True, 1)):
        terms = [Term("neuvonta", "الاستشارة والإرشاد", is_own=is_own)]
        assert len(missed_terms(terms, "إرشاد للجميع", "ar")) == missed


def test_thirty_strings_are_searched_for_five_hundred_terms_at_once() -> None:
    stems = ["kerho", "kahvila", "kurssi", "ryhmä", "ilta"]
    terms = [Term(f"{stem} {number}", "x") for stem in stems for number in range(100)]
    strings = [f"Tervetuloa mukaan: kerho {number} kokoontuu joka tiistai kello viisi illalla." for number in range(30)]
    for _warm in range(2):
        start = time.process_time()
        finder = TermFinder(terms, "fi")
        names = [term.text for text in strings for term in finder.terms_in(text)]
        spent = time.process_time() - start
    assert names == [f"kerho {number}" for number in range(30)]
    assert spent < 0.1  # 20 ms are promised; machines of tests are busy


@pytest.mark.django_db
@pytest.mark.usefixtures("open_portals")
class TestTerms:
    def make(self, portal: Portal, term: str, wording: str = "", note: str = "") -> GlossaryTerm:
        row = GlossaryTerm.objects.create(portal=portal, language="fi", term=term, note=note)
        if wording:
            GlossaryWording.objects.create(term=row, language="ar", wording=wording)
        return row

    def test_the_portals_terms_come_before_the_vocabularies_labels(self, espoo: Portal, vantaa: Portal) -> None:
        labels = {term.text: term for term in terms_for(espoo, "fi", "ar")}
        assert (labels["tiistai"].wording, labels["tiistai"].is_own) == ("الثلاثاء", False)
        self.make(espoo, "Tiistai", "ثلاثاء")
        self.make(espoo, "kela", note="Nimi jää.")
        self.make(espoo, "kerho")
        self.make(vantaa, "muualla", "هناك")
        terms = terms_for(espoo, "fi", "ar")
        own = [(term.text, term.wording, term.note) for term in terms if term.is_own]
        assert sorted(own) == [("Tiistai", "ثلاثاء", ""), ("kela", "", "Nimi jää.")]
        assert "tiistai" not in {term.text for term in terms}

    def test_statements_dont_grow_with_the_number_of_terms(self, espoo: Portal) -> None:
        terms_for(espoo, "fi", "ar")
        counts = []
        for number in (1, 9):
            for each in range(number):
                self.make(espoo, f"sana {number} {each}", "كلمة")
            with CaptureQueriesContext(connection) as captured:
                terms_for(espoo, "fi", "ar")
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 2


@pytest.mark.parametrize("text", ["", "…", "a" * 5000, "1 2 3", "\u0600\u0610"])
def test_any_text_can_be_searched(text: str) -> None:
    assert isinstance(found(["a", "1 2"], text), list)
    assert isinstance(missed_terms([Term("a", text or "b")], text, "ar"), list)
