"""HTML texts as paragraphs, and the digests of strings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from listings.rich_text import clean_html, plain_text
from listings.translated_texts.paragraphs import Paragraphs
from listings.translated_texts.text_strings import block_digest, html_strings, plain_strings

WORDS = st.text(alphabet="abcåäö &<>كтб12 ", min_size=1, max_size=12).filter(lambda text: text.strip())


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.one_of(WORDS.map(escaped), WORDS.map(lambda text: f"<b>{escaped(text)}</b> ja <i>muuta</i>"))
BLOCKS = st.one_of(
    INLINE.map(lambda text: f"<p>{text}</p>"),
    INLINE.map(lambda text: f"<h3>{text}</h3>"),
    st.lists(INLINE, min_size=1, max_size=3).map(lambda items: f"<ul><li>{'</li><li>'.join(items)}</li></ul>"),
    st.just("<p></p>"),
    INLINE.map(lambda text: f"<ul><li>{text}<ol><li>sisällä</li></ol></li></ul>"),
)
HTML = st.lists(BLOCKS, max_size=5).map("".join).map(clean_html)


@given(HTML)
def test_pieces_are_the_text(html: str) -> None:
    paragraphs = Paragraphs.of(html)
    assert "".join(paragraphs.pieces) == html
    words, whole = plain_text("".join(paragraphs.inner)), plain_text(html)
    assert words.replace(" ", "") == whole.replace(" ", "")


@given(HTML, st.data())
def test_what_isnt_translated_has_its_language(html: str, data: st.DataObject) -> None:
    paragraphs = Paragraphs.of(html)
    kept = data.draw(st.lists(st.booleans(), min_size=len(paragraphs.inner), max_size=len(paragraphs.inner)))
    words = [f"käännös {at}" if one else None for at, one in enumerate(kept)]
    mixed = paragraphs.with_translations(words, "fi")
    assert mixed.count(' lang="fi" dir="ltr"') == kept.count(False)
    assert [mixed.count(one) for one in words if one] == [1] * kept.count(True)
    if not all(kept):
        plain = mixed.replace(' lang="fi" dir="ltr"', "").replace("<span>", "").replace("</span>", "")
        assert len(html_strings(plain)) == len(html_strings(html))


def test_a_link_over_paragraphs_ends_with_each() -> None:
    own = Paragraphs.of(clean_html('<a href="https://example.org/">one<p>two</p></a><p>three</p>'))
    mixed = own.with_translations([None, "kaksi", "kolme"], "en")
    assert mixed.count("<a ") == mixed.count("</a>") == 1
    assert mixed.index("</a>") < mixed.index("<p>")
    [opened, *_rest] = own.inner
    assert opened.count("</a>") == 0
    put_in = Paragraphs.of("<p>a</p><p>b</p>").with_translations([opened, None], "fi")
    assert put_in.index("</a>") < put_in.index("</p>")


@given(HTML)
def test_what_nobody_reads_changes_no_string(html: str) -> None:
    stored = html.replace("<p>", '<p data-block-key="x1y2z">').replace("<b>", "").replace("</b>", "").replace(" ", "  ")
    assert html_strings(clean_html(stored)) == html_strings(html)


def test_links_are_part_of_a_string() -> None:
    first, second = (clean_html(f'<p><a href="https://example.org/{at}">Tästä</a></p>') for at in "ab")
    assert html_strings(first) != html_strings(second)


def test_pages_that_links_lead_to_are_part_of_a_block() -> None:
    links = (
        '<a linktype="page" id="5">',
        '<a id="6" linktype="page">',
        '<a linktype="page" id="5" data-block-key="k">',
    )
    first, other, same = (block_digest(RichText(f"<p>{link}Tästä</a></p>")) for link in links)
    assert first == same != other


def test_plain_texts() -> None:
    assert plain_strings("  Lapset  mukaan\u0008 ") == plain_strings("Lapset mukaan")
    assert plain_strings(" ") == ()
    assert plain_strings("Lapset mukaan") != plain_strings("Lapset eivät mukaan")
