"""Numbers and Latin words in Arabic and Persian text keep their order, and the text itself stays what it is."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faces.parts.bidi import drawn, isolated_html
from faces.parts.localized_text import Text
from search.models import OrganisationDocument
from tests.faces.visiting import body, change, listing, read, visit

TAG = re.compile(r"</?bd[io][^>]*>")
SIGNS = {"\u2066": "⟨", "\u2069": "⟩", "\u202d": "{", "\u202c": "}"}
ISOLATES = frozenset(SIGNS)
#: The elements that are drawn, and the characters that do the same in a plain text.
CHARACTERS = {"<bdi": "\u2066", "</bdi": "\u2069", "<bdo": "\u2066\u202d", "</bdo": "\u202c\u2069"}


def isolated_text(text: str, language: str) -> str:
    """What is drawn of a text, as a plain text with isolates."""
    return unescape(TAG.sub(lambda tag: CHARACTERS[tag[0].rstrip(">").split(" ")[0]], drawn(text, language)))


def without_isolates(text: str) -> str:
    return "".join(character for character in text if character not in ISOLATES)


def shown(text: str, language: str = "ar") -> str:
    return "".join(SIGNS.get(character, character) for character in isolated_text(text, language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتصل على 044 987 6543 الآن", "اتصل على ⟨044 987 6543⟩ الآن"),
        ("اتصل: +358 44 987 65 43.", "اتصل: ⟨+358 44 987 65 43⟩."),
        ("رقم +358 (0)44 987 6543", "رقم ⟨+358 (0)44 987 6543⟩"),
        ("رقم (019) 876 543", "رقم ⟨(019) 876 543⟩"),
        ("من 9–15 أو 10.15–11.45", "من ⟨9–15⟩ أو ⟨10.15–11.45⟩"),
        ("من 9 – 15", "من ⟨9 – 15⟩"),
        ("يوم 5.1.2027، 18–20", "يوم ⟨5.1.2027⟩، ⟨18–20⟩"),
        ("يوم 5.1. فقط", "يوم ⟨5.1.⟩ فقط"),
        ("في Lohjan pääkirjasto اليوم", "في ⟨Lohjan pääkirjasto⟩ اليوم"),
        ("في Monitoimitalo (2. krs) اليوم", "في ⟨Monitoimitalo (2. krs)⟩ اليوم"),
        ("اكتب إلى liisa.k@example.org أو https://example.org/a?b=1&c=2/", None),
        ("لعمر 65+ و 20 % خصم", "لعمر ⟨65+⟩ و ⟨20 %⟩ خصم"),
        ("مستوى A2.1–B1.1", "مستوى ⟨A2.1–B1.1⟩"),
        ("044 987 6543 / 050 111 2222", "⟨044 987 6543⟩ / ⟨050 111 2222⟩"),
        ("رقم ٠٤٤ ٩٨٧ ٦٥٤٣", "رقم ⟨{٠٤٤ ٩٨٧ ٦٥٤٣}⟩"),
        ("تلفن ۰۴۴ ۹۸۷ ۶۵۴۳", "تلفن ⟨۰۴۴ ۹۸۷ ۶۵۴۳⟩"),
        # nothing to turn round
        ("قهوة", "قهوة"),
        ("في 2027", "في 2027"),
        ("في Lohja اليوم", "في Lohja اليوم"),
        ("", ""),
        # isolated already
        ("من \u20669–15\u2069 اليوم", "من ⟨9–15⟩ اليوم"),
    ],
)
def test_rows_are_isolated(text: str, expected: str | None) -> None:
    if expected is None:
        expected = text.replace("liisa.k@example.org", "⟨liisa.k@example.org⟩")
        expected = expected.replace("https://example.org/a?b=1&c=2/", "⟨https://example.org/a?b=1&c=2/⟩")
    assert shown(text) == expected


def test_texts_from_left_to_right_stay_as_they_are() -> None:
    assert isolated_text("Soita 044 987 6543, مرحبا 9–15", "fi") == "Soita 044 987 6543, مرحبا 9–15"
    assert drawn("a < b 9–15", "sv") == "a &lt; b 9–15"


@pytest.mark.parametrize(
    ("text", "is_isolated"), [("بيت 044 987", True), ("Talo 044 987 بيت", False), ("044 987", False)]
)
def test_name_of_unknown_language_goes_by_its_first_letter(text: str, is_isolated: bool) -> None:
    assert ("<bdi" in drawn(text, "")) == is_isolated


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("0123456789٠١٢۳۴ +-–—/.,:;()[]%€@#&<>\"'\n\u00a0"),
        st.sampled_from("سشیامكه،؟abÄöжя"),
        st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cc", "Cf"]),
    ),
    max_size=80,
).filter(lambda text: not any(character in ISOLATES for character in text))


@given(TEXTS, st.sampled_from(["ar", "fa", ""]))
@example("+ (1 ( 2) 3) س", "ar")
def test_without_isolates_it_is_the_text_again(text: str, language: str) -> None:
    isolated = isolated_text(text, language)
    assert without_isolates(isolated) == text
    assert isolated_text(isolated, language) == isolated


@given(TEXTS)
def test_drawn_text_is_escaped(text: str) -> None:
    html = TAG.sub("", drawn(text, "fa"))
    assert not set(html) & set("<>\"'")
    assert unescape(html) == text or "&" in text


WORDS = st.sampled_from(["044 987", "9–15", "مقهى", "a &amp; b", "&lt;b&gt;", "+358", " ", "، ", "٠٤٤ ٩٨"])
HTML = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["p", "b", "em", 'a href="tel:044 987 6543"', 'a href="/?a=9–15&amp;b=2 > 1"', "li"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.lists(HTML, max_size=4).map("".join))
def test_html_keeps_its_tags_and_texts(html: str) -> None:
    isolated = isolated_html(html, "ar")
    assert without_isolates(TAG.sub("", isolated)) == html
    assert isolated.count("<bdi") == isolated.count("</bdi")
    assert re.findall(r'="[^"]*"', TAG.sub("", isolated)) == re.findall(r'="[^"]*"', html)


def test_number_with_a_bold_part_is_one_row() -> None:
    assert isolated_html("<p>رقم <b>044</b> 987 6543</p>", "ar") == "<p>رقم <b>\u2066044</b> 987 6543\u2069</p>"


def test_element_with_a_direction_of_its_own_stays() -> None:
    html = '<p>من <bdi dir="ltr">9–15</bdi> و <span dir="ltr">044 987</span></p>'
    assert isolated_html(html, "fa") == html


ARABIC = {
    "title": "مقهى 17–19 في Lohjan kirjasto",
    "summary": "للمعلومات 044 987 6543",
    "description": "<p>اتصل <a href='tel:+358449876543'>044 987 6543</a> من 9–15</p>",
}


def test_pages_isolate_and_what_programs_read_does_not(demo_pool: None) -> None:
    document = listing("L001")
    change("L001", texts={"fi": document.texts["fi"], "ar": {**document.texts["fi"], **ARABIC}}, sensitive=False)
    page = read("kototori", f"/ar/activities/{document.pk}/")
    for selector, rows in (
        ("h1", ["17–19", "Lohjan kirjasto"]),
        (".lead", ["044 987 6543"]),
        (".prose", ["044 987 6543", "9–15"]),
    ):
        element = page.select_one(selector)
        assert element is not None
        assert [row.get_text() for row in element.select("bdi[dir=ltr]")] == rows
    assert page.select_one(".prose a")["href"] == "tel:+358449876543"  # type: ignore[index]
    assert page.title is not None
    assert ARABIC["title"] in page.title.get_text()
    item = visit("kototori", f"/api/v1/activities/{document.pk}?lang=ar").json()
    assert (item["title"], item["summary"]) == (ARABIC["title"], ARABIC["summary"])
    for feed in ("feed.rss", "feed.ics"):
        answer = visit("kototori", f"/ar/activities/{feed}?organisation={document.organisation_id}")
        assert ARABIC["title"] in body(answer).decode().replace("\r\n ", "")


def test_organisation_page_isolates(demo_pool: None) -> None:
    document = OrganisationDocument.objects.get(pk=listing("L001").organisation_id)
    document.texts["fa"] = {**document.texts["fi"], "description": "<p>تلفن 044 987 6543 و 9–15</p>"}
    document.save()
    prose = read("kototori", f"/fa/organisations/{document.pk}/").select_one(".prose")
    assert prose is not None
    assert [row.get_text() for row in prose.select("bdi")] == ["044 987 6543", "9–15"]


@pytest.mark.parametrize(("language", "has_rows"), [("ar", True), ("fi", False)])
def test_text_knows_its_language(language: str, has_rows: bool) -> None:
    assert ("<bdi" in Text("بيت 9–15", language, language).html) == has_rows
