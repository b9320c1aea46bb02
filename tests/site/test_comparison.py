"""Which documents and responses `make same` takes for equal."""

from __future__ import annotations

from typing import Any

import pytest

from kototori.development.comparison.canonical import html_lines, json_lines, without_gaps, xml_lines
from kototori.development.comparison.differences import differences, report
from kototori.development.comparison.request_list import all_requests

COMPACT = (
    '<!DOCTYPE html><html lang="fi"><head><title>Haku</title></head><body><main class="wide page">'
    '<h1>Kielikahvila</h1><p>Tule <b>mukaan</b>, <a href="/fi/">tästä</a>!</p>'
    '<ul><li><a href="/1/">Yksi</a></li><li>Kaksi</li></ul>'
    '<button type="submit"><svg viewBox="0 0 1 1"><path d="M0 0 L1 1"/></svg>Hae</button></main></body></html>'
)
INDENTED = """<!doctype html>
<html lang="fi">
  <head>
    <title>Haku</title>
  </head>
  <body>
    <main class="wide
                 page">
      <h1>
        Kielikahvila
      </h1>
      <!-- A remark -->
      <p>
        Tule
        <b>mukaan</b>,
        <a href='/fi/'>tästä</a>!
      </p>
      <ul>
        <li>
          <a href="/1/">Yksi</a>
        </li>
        <li>Kaksi</li>
      </ul>
      <button type="submit">
        <svg viewBox="0 0 1 1">
          <path d="M0 0
                   L1 1"></path>
        </svg>Hae
      </button>
    </main>
  </body>
</html>
"""


def test_indentation_is_no_difference() -> None:
    assert html_lines(COMPACT) == html_lines(INDENTED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('href="/fi/"', 'href="/sv/"'),
        ('class="wide page"', 'class="wide"'),
        ('type="submit"', 'type="submit" disabled'),
        ("Kaksi", "Kolme"),
        ("Haku", "Haut"),
        ("tästä", "täs tä"),
        ("<b>mukaan</b>", "<i>mukaan</i>"),
        ('<li><a href="/1/">Yksi</a></li><li>Kaksi</li>', '<li>Kaksi</li><li><a href="/1/">Yksi</a></li>'),
        ("<li>Kaksi</li>", "<li>Kaksi</li><li></li>"),
        ("M0 0 L1 1", "M0 0 L1 2"),
    ],
)
def test_visible_change_is_a_difference(before: str, after: str) -> None:
    changed = COMPACT.replace(before, after)
    assert changed != COMPACT
    assert without_gaps(html_lines(changed)) != without_gaps(html_lines(COMPACT))


@pytest.mark.parametrize(
    ("compact", "spaced"),
    [
        ("<p>Yksi<b>kaksi</b></p>", "<p>Yksi <b>kaksi</b></p>"),
        ("<p><a>1</a><a>2</a></p>", "<p><a>1</a>\n<a>2</a></p>"),
        ("<p><svg></svg>Hae</p>", "<p><svg></svg> Hae</p>"),
        ("<p><img><img></p>", "<p><img> <img></p>"),
        ("<p>1<button>2</button></p>", "<p>1 <button>2</button></p>"),
    ],
)
def test_gap_between_inline_parts_is_a_difference_of_its_own(compact: str, spaced: str) -> None:
    assert html_lines(compact) != html_lines(spaced)
    assert without_gaps(html_lines(compact)) == without_gaps(html_lines(spaced))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<p> <a> 1 </a> </p>", "<p><a>1</a></p>"),
        ("<p>1 <br> 2</p>", "<p>1<br>2</p>"),
        ("<p>1 <b> 2</b></p>", "<p>1 <b>2</b></p>"),
        ("<p><button> 1 </button></p>", "<p><button>1</button></p>"),
        ("<select> <option> 1 </option> </select>", "<select><option>1</option></select>"),
        ('<p title="1" class="a">x</p>', "<p class='a' title='1'>x</p>"),
        ("<p>&auml;&quot;</p>", '<p>ä"</p>'),
    ],
)
def test_invisible_white_space_is_no_difference(first: str, second: str) -> None:
    assert html_lines(first) == html_lines(second)


def test_preformatted_white_space_is_a_difference() -> None:
    assert html_lines("<pre>1\n2</pre>") != html_lines("<pre>1 2</pre>")
    assert html_lines('<input value="1  2">') != html_lines('<input value="1 2">')


def test_json_in_a_page_is_compared_as_json() -> None:
    first = '<script type="application/ld+json">{"a": 1, "b": [1, 2]}</script>'
    second = '<script type="application/ld+json">\n {"b": [1,2],\n "a": 1}\n</script>'
    assert html_lines(first) == html_lines(second)


def test_json_is_compared_without_the_order_of_keys_but_with_that_of_rows() -> None:
    assert json_lines('{"a": 1, "b": [1, 2]}') == json_lines('{"b":[1,2],"a":1}')
    assert json_lines('{"b": [1, 2]}') != json_lines('{"b": [2, 1]}')
    assert json_lines('{"a": 1}') != json_lines('{"a": "1"}')


def test_end_tag_that_may_be_left_out_is_no_difference() -> None:
    implied = '<datalist id="towns"><option value="Espoo"><option value="Vantaa"></datalist>'
    written = '<datalist id="towns">\n<option value="Espoo"></option>\n<option value="Vantaa"></option>\n</datalist>'
    assert html_lines(implied) == html_lines(written)
    assert html_lines(implied) != html_lines(written.replace("Vantaa", "Lohja"))


def test_xml_is_compared_without_its_indentation() -> None:
    assert xml_lines("<a><b c='1' d='2'>x</b></a>") == xml_lines('<a>\n <b d="2" c="1">x</b>\n</a>')
    assert xml_lines("<a><b/><c/></a>") != xml_lines("<a><c/><b/></a>")


def _side(body: str, **more: Any) -> dict[str, Any]:
    """Return a snapshot with one page."""
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": body, **more.pop("headers", {})}
    response = {"status": 200, "headers": headers, "cookies": [], "body": body, **more}
    return {"names": {}, "responses": {"host /fi/": response}, "output": {}}


def test_ids_with_the_same_name_are_equal() -> None:
    here, there = "870321c4-53af-5b77-939f-e6ff1b7c5156", "638c5712-ce2a-5e37-8cda-5adec76c779c"
    first = _side(f"<p>{here}") | {"names": {here: "activity:L001"}}
    second = _side(f"<p>{there}") | {"names": {there: "activity:L001"}}
    assert not list(differences(first, second))
    assert list(differences(first, second | {"names": {there: "activity:L002"}}))


def test_ids_without_a_name_are_compared_by_their_order() -> None:
    here, there = "870321c4-53af-5b77-939f-e6ff1b7c5156", "638c5712-ce2a-5e37-8cda-5adec76c779c"
    assert not list(differences(_side(f"{here} {there}"), _side(f"{there} {here}")))
    assert list(differences(_side(f"{here} {there}"), _side(f"{here} {here}")))


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("text/html", f'<input value="{"a" * 64}">', f'<input value="{"b" * 64}">'),
        ("application/json", '{"milliseconds": 0.2}', '{"milliseconds": 4.1}'),
        ("text/html", '<script src="/static/a.js?v=ca4ec411">', '<script src="/static/a.js?v=0ceda8bf">'),
        ("text/calendar", "BEGIN:VEVENT\r\nSEQUENCE:10\r\n", "BEGIN:VEVENT\r\nSEQUENCE:3\r\n"),
    ],
)
def test_random_value_is_no_difference(kind: str, before: str, after: str) -> None:
    headers = {"Content-Type": kind}
    assert not list(differences(_side(before, headers=headers), _side(after, headers=headers)))


def test_status_header_and_cookie_are_differences() -> None:
    assert list(differences(_side("x"), _side("x", status=404)))
    assert list(differences(_side("x"), _side("x", headers={"Cache-Control": "no-store"})))
    assert list(differences(_side("x"), _side("x", cookies=["sessionid"])))


def test_address_without_a_response_is_a_difference() -> None:
    assert list(differences(_side("x"), {"names": {}, "responses": {}, "output": {}}))


def test_same_change_is_reported_once() -> None:
    before, after = _side("<p>1</p>"), _side("<p>2</p>")
    for side in (before, after):
        side["responses"]["host /sv/"] = side["responses"]["host /fi/"]
    lines = list(report(differences(before, after), most_lines=9, most_addresses=9))
    assert "different, at 2 addresses:" in lines[0]
    assert lines.count("    +2") == 1


def test_every_request_is_sent_once() -> None:
    requests = [str(request) for request in all_requests()]
    assert len(requests) > 300
    assert len(set(requests)) == len(requests)
