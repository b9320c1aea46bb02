"""Plain typing and the HTML of the admin's editor are the same text: both ways, whatever either of them holds."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from editorial.desk_texts.description_html import blocks_of_html, html_of_blocks
from editorial.desk_texts.description_text import blocks_of_text, html_of_text, text_of_blocks, text_of_html
from regions.rich_text import TEXT_FEATURES, clean_html, clean_stored_html, plain_text
from regions.written.clean_text import clean_text

PIECES = [
    *(
        "a",
        "kirja",
        " ",
        "  ",
        "\n",
        "*",
        "**",
        "_",
        "__",
        "***",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "](",
        "#",
        "###",
        "- ",
        "1. ",
    ),
    *(
        "- ",
        "1. ",
        "2. ",
        "12. tammikuuta",
        "•",
        "&",
        "<b>",
        "&amp;",
        "😀",
        "👩‍👧",
        "مقهى",
        "\u200f",
        "\u00a0",
        "’",
        "é",
        "ä",
    ),
    *("https://kela.fi/a_b_c", "www.kela.fi", "info@kela.fi", "snake_case", "5 * 3 * 2", "page:3", ":", "."),
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.characters(codec="utf-8", exclude_categories=["Cc"])), max_size=12
)
LINKS = [
    {"url": "https://kela.fi/a?b=1&c=(2)"},
    {"url": "http://x.fi/a_b_"},
    {"url": "mailto:info@kela.fi"},
    {"url": "tel:+358401234567"},
    {"url": "/fi/toiminta/"},
    {"url": "javascript:alert(1)"},
    {"url": "https://x.fi/a\\b)"},
    {"id": 3, "parentId": 1},
]
KINDS = ["unstyled", "unordered-list-item", "ordered-list-item"]


@st.composite
def stored(draw: Any) -> str:
    """What the editor stores of a text: paragraphs, lists in lists, emphasis and links that cross each other."""
    blocks = []
    for number in range(draw(st.integers(0, 6))):
        text = clean_text("".join(draw(TEXTS)))
        size = len(text.encode("utf-16-le")) // 2
        ranges = st.tuples(st.integers(0, max(0, size - 1)), st.integers(1, 12))
        kind = draw(st.sampled_from(KINDS))
        styles = [
            {"offset": at, "length": min(length, size - at), "style": draw(st.sampled_from(["BOLD", "ITALIC"]))}
            for at, length in (draw(st.lists(ranges, max_size=3)) if size else [])
        ]
        links: list[dict[str, Any]] = []
        for at, length in sorted(draw(st.lists(ranges, max_size=2)) if size else []):
            if not links or at >= links[-1]["offset"] + links[-1]["length"]:
                key = draw(st.integers(0, len(LINKS) - 1))
                links.append({"offset": at, "length": min(length, size - at), "key": key})
        depth = draw(st.integers(0, 4)) if kind != "unstyled" else 0
        blocks.append(
            {"key": f"k{number}", "text": text, "type": kind, "depth": depth, "inlineStyleRanges": styles}
            | {"entityRanges": links}
        )
    entities = {str(key): {"type": "LINK", "mutability": "MUTABLE", "data": data} for key, data in enumerate(LINKS)}
    state = {"blocks": blocks, "entityMap": entities}
    return str(ContentstateConverter(TEXT_FEATURES).to_database_format(json.dumps(state)))


def is_clean(html: str) -> bool:
    """Whether the sanitiser leaves the text as it is, apart from addresses that differ on every portal."""
    cleaned = clean_stored_html(html).replace("<br>", "<br/>").replace("&nbsp;", "\u00a0")
    return re.sub(r"<a [^>]*>", "<a>", cleaned) == re.sub(r"<a [^>]*>", "<a>", html)


def as_sent(text: str) -> str:
    """The text as a browser sends it."""
    return text.replace("\n", "\r\n")


@settings(max_examples=150, deadline=None)
@given(stored())
def test_what_the_editor_stores_comes_back_unchanged_in_meaning(html: str) -> None:
    text = text_of_html(html)
    blocks = blocks_of_html(html)
    assert blocks_of_text(as_sent(text)) == blocks
    assert blocks_of_html(html_of_text(as_sent(text))) == blocks
    assert text_of_html(html_of_text(text)) == text


@settings(max_examples=100, deadline=None)
@given(TEXTS.map("".join))
def test_what_is_typed_comes_back_unchanged_in_meaning(text: str) -> None:
    html = html_of_text(text)
    assert is_clean(html)
    assert blocks_of_html(html) == blocks_of_text(text)
    assert blocks_of_text(text_of_blocks(blocks_of_text(text))) == blocks_of_text(text)
    assert blocks_of_html(clean_html(html)) == blocks_of_html(clean_html(html_of_blocks(blocks_of_text(text))))


@settings(max_examples=40, deadline=None)
@given(stored().filter(lambda html: "linktype" not in html))
def test_the_admins_editor_takes_what_was_typed(html: str) -> None:
    converter = ContentstateConverter(TEXT_FEATURES)
    typed = html_of_text(text_of_html(html))
    again = converter.to_database_format(converter.from_database_format(typed))
    assert plain_text(again).split() == plain_text(typed).split()


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Hei!\n\nTervetuloa.", "<p>Hei!</p><p>Tervetuloa.</p>"),
        ("Kahvila\nMannerheimintie 1", "<p>Kahvila<br/>Mannerheimintie 1</p>"),
        ("Tuo:\n- kynä\n- vihko", "<p>Tuo:</p><ul><li>kynä</li><li>vihko</li></ul>"),
        ("* yksi\n• kaksi", "<ul><li>yksi</li><li>kaksi</li></ul>"),
        ("1. eka\n2. toka", "<ol><li>eka</li><li>toka</li></ol>"),
        ("1) eka\n\n2) toka", "<ol><li>eka</li><li>toka</li></ol>"),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("**Maksuton** ja _avoin_", "<p><b>Maksuton</b> ja <i>avoin</i></p>"),
        ("kela.fi, www.kela.fi.", '<p>kela.fi, <a href="https://www.kela.fi">www.kela.fi</a>.</p>'),
        ("(https://kela.fi/a_(b))", '<p>(<a href="https://kela.fi/a_(b)">https://kela.fi/a_(b)</a>)</p>'),
        ("Kysy: anna@kela.fi!", '<p>Kysy: <a href="mailto:anna@kela.fi">anna@kela.fi</a>!</p>'),
        ("[Kela](www.kela.fi)", '<p><a href="https://www.kela.fi">Kela</a></p>'),
        ("[soita](040 123 4567)", '<p><a href="tel:0401234567">soita</a></p>'),
        ("[ohje](page:7)", '<p><a linktype="page" id="7">ohje</a></p>'),
        # What looks like a sign and is none.
        ("12. tammikuuta alkaa", "<p>12. tammikuuta alkaa</p>"),
        ("klo 17.\n12.1. ja 19.1.", "<p>klo 17.<br/>12.1. ja 19.1.</p>"),
        ("5 * 3 = 15, 2 ** 3", "<p>5 * 3 = 15, 2 ** 3</p>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
        ("**ei loppua", "<p>**ei loppua</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("-5 astetta", "<p>-5 astetta</p>"),
        ("– Tule mukaan!", "<p>– Tule mukaan!</p>"),
        ("\\- ei luettelo", "<p>- ei luettelo</p>"),
        ("", ""),
        (" \n\n \t\n", ""),
        # Characters without a meaning.
        ("\ufeff", ""),
        ("\ufeff- kynä\x0b   \u202evihko", "<ul><li>kynä<br/>vihko</li></ul>"),
    ],
)
def test_what_the_signs_mean(typed: str, html: str) -> None:
    assert html_of_text(typed) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>12. tammikuuta, 5 * 3</p><p>snake_case</p>", "12. tammikuuta, 5 * 3\n\nsnake_case"),
        ("<p><strong>a</strong> <em>b</em></p>", "**a** _b_"),
        ("<h3>Ohjelma</h3><p>a</p>", "### Ohjelma\n\na"),
        ("<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol>", "- a\n\n1. b\n2. c"),
        ("<p>- a</p><p>1. b</p>", "\\- a\n\n1\\. b"),
        ('<p><a href="javascript:x">a</a></p>', "a"),
        ("<p>a</p><p></p><p>b &amp; c</p>", "a\n\nb & c"),
        ("irrallaan", "irrallaan"),
    ],
)
def test_how_a_stored_text_is_typed(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_pages_that_the_text_did_not_name_are_not_linked() -> None:
    assert html_of_text("[a](page:7) [b](page:8)", pages={7}) == '<p><a linktype="page" id="7">a</a> [b](page:8)</p>'


@pytest.mark.parametrize(
    "piece", ["**", "__a", "[", "[a](", "](\\)", "a@", "www.", "- ", "*_[", "https://a_(", "[](x)"]
)
def test_a_long_text_takes_a_bounded_time(piece: str) -> None:
    """Of the processor, on a slow one too; what grows with the square of the length takes minutes."""
    text = (piece * 20_000)[:20_000]
    began = time.process_time()
    text_of_html(html_of_text(text))
    assert time.process_time() - began < 20
