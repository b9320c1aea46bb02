"""Chromium draws the parts of numbers and names from left to right, also in Arabic and Persian text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from faces.parts.bidi import drawn, isolated_html, ltr_html

#: A text with the parts whose order is measured.
ROWS = [
    ("ar", "اتصل على 044 987 6543 اليوم", ["044", "987", "6543"]),
    ("ar", "اتصل على +358 44 987 65 43 اليوم", ["+358", "44", "987", "65", "43"]),
    ("ar", "من الساعة 9–15 يوم 5.1.2027", ["9", "15"]),
    ("ar", "من الساعة 10.15–11.45", ["10.15", "11.45"]),
    ("ar", "الطابق 3. krs Monitoimitalo 2", ["3.", "krs", "Monitoimitalo", "2"]),
    ("ar", "رقم ٠٤٤ ٩٨٧ ٦٥٤٣ اليوم", ["٠٤٤", "٩٨٧", "٦٥٤٣"]),
    ("fa", "تلفن ۰۴۴ ۹۸۷ ۶۵۴۳ امروز", ["۰۴۴", "۹۸۷", "۶۵۴۳"]),
    ("fa", "ساعت 9–15", ["9", "15"]),
]
MEASURE = """parts => {
  const text = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (text.nextNode()) nodes.push(text.currentNode);
  const whole = nodes.map(node => node.data).join("");
  let from = 0;
  return parts.map(part => {
    const at = whole.indexOf(part, from);
    from = at + part.length;
    let before = 0;
    for (const node of nodes) {
      if (at < before + node.data.length) {
        const range = document.createRange();
        range.setStart(node, at - before);
        range.setEnd(node, at - before + part.length);
        return range.getBoundingClientRect().left;
      }
      before += node.data.length;
    }
  });
}"""


def positions(browser: Browser, language: str, html: str, parts: list[str]) -> list[float]:
    page = browser.new_page(viewport={"width": 1280, "height": 400})
    try:
        page.set_content(f'<html lang="{language}" dir="rtl"><body>{html}</body></html>')
        measured: list[float] = page.evaluate(MEASURE, parts)
    finally:
        page.close()
    return measured


@pytest.mark.parametrize(("language", "text", "parts"), ROWS, ids=[row[1] for row in ROWS])
def test_parts_stand_from_left_to_right(browser: Browser, language: str, text: str, parts: list[str]) -> None:
    bare = positions(browser, language, f"<p>{text}</p>", parts)
    assert bare != sorted(bare), "without isolates they are turned round"
    for html in (f"<p>{drawn(text, language)}</p>", isolated_html(f"<p>{text}</p>", language)):
        placed = positions(browser, language, html, parts)
        assert placed == sorted(placed)
        assert len(set(placed)) == len(parts)


def test_bold_part_of_a_number_keeps_its_place(browser: Browser) -> None:
    html = isolated_html("<p>رقم <b>044</b> 987 6543 اليوم</p>", "ar")
    placed = positions(browser, "ar", html, ["044", "987", "6543"])
    assert placed == sorted(placed)


@pytest.mark.parametrize("number", ["+358 (0)44 987 6543", "٠٤٤ ٩٨٧ ٦٥٤٣", "019-876 543"])
def test_linked_number(browser: Browser, number: str) -> None:
    placed = positions(browser, "ar", f"<p>مكتب {ltr_html(number)}</p>", number.replace("-", " ").split())
    assert placed == sorted(placed)
