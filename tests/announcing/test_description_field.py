"""The description in the desk's form: untouched it stays byte for byte, touched it keeps its meaning."""

from __future__ import annotations

from typing import Any

import pytest

from tests.announcing.saving import saved_with, send, visit
from tests.listings.factories import make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

STORED = (
    '<p data-block-key="a1">Tule  <b>mukaan</b>!<br/>Klo 17 &amp; 18</p><p data-block-key="a2"></p>'
    '<ul><li data-block-key="a3">kynä<ul><li data-block-key="a4"><a linktype="page" id="7">ohje</a></li></ul></li></ul>'
    '<p data-block-key="a5">مرحبا 😀 5 * 3 _x_ <a href="https://kela.fi/?a=1&amp;b=2">Ke<i>la</i></a></p>'
)


@pytest.fixture
def written(organisation: Any) -> Any:
    return make_activity(organisation, description=STORED)


def test_an_untouched_description_stays_byte_for_byte(sanna: Any, written: Any) -> None:
    page, _said = saved_with(sanna, written, title="Toinen nimi")
    assert (page.title, page.description) == ("Toinen nimi", STORED)


def test_a_touched_description_keeps_its_meaning(sanna: Any, written: Any) -> None:
    typed = visit(sanna, written).context["form"]["description"].value()
    page, _said = saved_with(sanna, written, description=typed + "\n\nVapaa **pääsy**")
    assert page.description == (
        "<p>Tule  <b>mukaan</b>!<br/>Klo 17 &amp; 18</p>"
        '<ul><li>kynä<ul><li><a linktype="page" id="7">ohje</a></li></ul></li></ul>'
        '<p>مرحبا 😀 5 * 3 _x_ <a href="https://kela.fi/?a=1&amp;b=2">Ke<i>la</i></a></p>'
        "<p>Vapaa <b>pääsy</b></p>"
    )


def test_a_link_to_a_page_that_was_not_there_is_words(sanna: Any, written: Any) -> None:
    page, _said = saved_with(sanna, written, description="[a](page:7) [b](page:8)")
    assert page.description == '<p><a linktype="page" id="7">a</a> [b](page:8)</p>'


def test_what_is_too_long_stays_as_it_was_typed_and_is_said(sanna: Any, written: Any) -> None:
    text = "**a** _ [\n" * 2001
    answer = send(sanna, written, description=text)
    assert answer.status_code == 422
    assert answer.context["form"]["description"].value().replace("\r", "").strip() == text.strip()
    assert answer.context["form"].errors.keys() == {"description"}


def test_html_that_is_typed_is_words(sanna: Any, written: Any) -> None:
    page, _said = saved_with(sanna, written, description="<script>alert(1)</script> <b>x</b>")
    assert page.description == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;x&lt;/b&gt;</p>"
