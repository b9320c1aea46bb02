"""Templates show their structure to whoever reads them, and what is sent carries nothing of that layout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kototori
from kototori.template_loader import without_layout

TEMPLATES = Path(kototori.TEMPLATES)
LONGEST_LINE = 120
BLOCK_LEVEL = re.compile(
    r"<(?:address|article|aside|blockquote|body|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|head|header|hr|html|legend|li|link|main|meta|nav|ol|option|p|script|section|style|summary|table|tbody|td"
    r"|tfoot|th|thead|title|tr|ul)\b"
)
#: In these every space counts, and the loader would take some away.
KEEPS_SPACE = re.compile(r"<(?:pre|textarea)\b|{% *blocktrans(?:late)?\b(?! trimmed)")


def lines() -> list[tuple[str, str]]:
    """Every line of every template, with where it stands."""
    return [
        (f"{path.relative_to(TEMPLATES)}:{number}", line)
        for path in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def test_no_line_is_longer_than_a_screen() -> None:
    assert [where for where, line in lines() if len(line) > LONGEST_LINE] == []


def test_no_line_begins_two_blocks() -> None:
    assert [where for where, line in lines() if len(BLOCK_LEVEL.findall(line)) > 1] == []


def test_no_value_of_an_attribute_goes_over_lines() -> None:
    assert [where for where, line in lines() if line.count('"') % 2] == []


def test_no_template_needs_its_spaces() -> None:
    assert [where for where, line in lines() if KEEPS_SPACE.search(line)] == []


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<ul>\n  <li>a</li>\n</ul>\n", "<ul>\n<li>a</li>\n</ul>\n"),
        ("<p>\n  {% if a %}\n    <b>a</b>\n  {% endif %}\n  b\n</p>", "<p>\n{% if a %}<b>a</b>\n{% endif %}b\n</p>"),
        ("<i>a</i>\n{% if a %}\n  {% for b in c %}\n    b\n  {% endfor %}\n{% endif %}\nc",
         "<i>a</i>\n{% if a %}{% for b in c %}b\n{% endfor %}{% endif %}c"),
        ('{% extends "a" %}\n{% load b %}\n\n{% block c %}\n  d\n{% endblock %}\n',
         '{% extends "a" %}{% load b %}{% block c %}\nd\n{% endblock %}\n'),
        ("{% block a %}{% endblock %}\nb", "{% block a %}{% endblock %}\nb"),
        ("a {% if b %} b{% endif %}\n  c", "a {% if b %} b{% endif %}\nc"),
        ('{% load a %}\n{% b c as d %}\n<!doctype html>', "{% load a %}{% b c as d %}<!doctype html>"),
        ('<a>\n  {% icon "b" %}\n  <span>c</span>\n</a>', '<a>\n{% icon "b" %}<span>c</span>\n</a>'),
        ('{% icon name="a" %}\n  {% translate "b" %}', '{% icon name="a" %}\n{% translate "b" %}'),
        ('{% if a == "50 %" %}\nb', '{% if a == "50 %" %}b'),
        ('{% include "a" %}\n  {% translate "b" %}\n  {{ c }}\n', '{% include "a" %}\n{% translate "b" %}\n{{ c }}\n'),
        ('<a\n  href="b"\n>c</a>', '<a\nhref="b"\n>c</a>'),
    ],
)  # fmt: skip
def test_layout_is_not_sent_and_no_gap_comes_or_goes(source: str, sent: str) -> None:
    assert without_layout(source) == sent
