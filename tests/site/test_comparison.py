"""What `make same` takes for the same document, and what it doesn't."""

from __future__ import annotations

from typing import Any

import pytest

from kototori.development.comparison.canonical import html_lines, json_lines, without_gaps, xml_lines
from kototori.development.comparison.differences import differences, report
from kototori.development.comparison.request_list import all_requests

ON_ONE_LINE = (
    '<!DOCTYPE html><html lang="fi"><head><title>Haku</title></head><body><main class="wide page">'
    '<h1>Kielikahvila</h1><p>Tule <b>mukaan</b>, <a href="/fi/">tästä</a>!</p>'
    '<ul><li><a href="/1/">Yksi</a></li><li>Kaksi</li></ul>'
    '<button type="submit"><svg viewBox="0 0 1 1"><path d="M0 0 L1 1"/></svg>Hae</button></main></body></html>'
)
ON_SEVERAL = """<!doctype html>
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


def test_a_document_that_is_indented_anew_is_the_same() -> None:
    assert html_lines(ON_ONE_LINE) == html_lines(ON_SEVERAL)


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
def test_a_change_that_a_reader_meets_is_different(before: str, after: str) -> None:
    changed = ON_ONE_LINE.replace(before, after)
    assert changed != ON_ONE_LINE
    assert without_gaps(html_lines(changed)) != without_gaps(html_lines(ON_ONE_LINE))


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("<p>Yksi<b>kaksi</b></p>", "<p>Yksi <b>kaksi</b></p>"),
        ("<p><a>1</a><a>2</a></p>", "<p><a>1</a>\n<a>2</a></p>"),
        ("<p><svg></svg>Hae</p>", "<p><svg></svg> Hae</p>"),
        ("<p><img><img></p>", "<p><img> <img></p>"),
        ("<p>1<button>2</button></p>", "<p>1 <button>2</button></p>"),
    ],
)
def test_a_gap_between_inline_parts_is_a_difference_of_its_own(joined: str, apart: str) -> None:
    assert html_lines(joined) != html_lines(apart)
    assert without_gaps(html_lines(joined)) == without_gaps(html_lines(apart))


@pytest.mark.parametrize(
    ("one", "other"),
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
def test_white_space_that_no_browser_shows_is_no_difference(one: str, other: str) -> None:
    assert html_lines(one) == html_lines(other)


def test_white_space_that_is_shown_as_it_is_written_counts() -> None:
    assert html_lines("<pre>1\n2</pre>") != html_lines("<pre>1 2</pre>")
    assert html_lines('<input value="1  2">') != html_lines('<input value="1 2">')


def test_data_in_a_page_are_read_as_data() -> None:
    one = '<script type="application/ld+json">{"a": 1, "b": [1, 2]}</script>'
    other = '<script type="application/ld+json">\n {"b": [1,2],\n "a": 1}\n</script>'
    assert html_lines(one) == html_lines(other)


def test_json_has_no_order_of_keys_but_one_of_rows() -> None:
    assert json_lines('{"a": 1, "b": [1, 2]}') == json_lines('{"b":[1,2],"a":1}')
    assert json_lines('{"b": [1, 2]}') != json_lines('{"b": [2, 1]}')
    assert json_lines('{"a": 1}') != json_lines('{"a": "1"}')


def test_xml_is_compared_without_its_indentation() -> None:
    assert xml_lines("<a><b c='1' d='2'>x</b></a>") == xml_lines('<a>\n <b d="2" c="1">x</b>\n</a>')
    assert xml_lines("<a><b/><c/></a>") != xml_lines("<a><c/><b/></a>")


def _side(body: str, **more: Any) -> dict[str, Any]:
    """A snapshot with one page."""
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": body, **more.pop("headers", {})}
    response = {"status": 200, "headers": headers, "cookies": [], "body": body, **more}
    return {"names": {}, "responses": {"host /fi/": response}, "output": {}}


def test_ids_of_two_databases_are_the_same_where_they_name_the_same() -> None:
    here, there = "870321c4-53af-5b77-939f-e6ff1b7c5156", "638c5712-ce2a-5e37-8cda-5adec76c779c"
    one = _side(f"<p>{here}") | {"names": {here: "activity:L001"}}
    other = _side(f"<p>{there}") | {"names": {there: "activity:L001"}}
    assert not list(differences(one, other))
    assert list(differences(one, other | {"names": {there: "activity:L002"}}))


def test_ids_without_a_name_are_told_apart_by_their_order() -> None:
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
def test_what_is_new_each_time_is_no_difference(kind: str, before: str, after: str) -> None:
    headers = {"Content-Type": kind}
    assert not list(differences(_side(before, headers=headers), _side(after, headers=headers)))


def test_a_status_and_a_header_count() -> None:
    assert list(differences(_side("x"), _side("x", status=404)))
    assert list(differences(_side("x"), _side("x", headers={"Cache-Control": "no-store"})))
    assert list(differences(_side("x"), _side("x", cookies=["sessionid"])))


def test_an_address_that_one_side_does_not_name_is_different() -> None:
    assert list(differences(_side("x"), {"names": {}, "responses": {}, "output": {}}))


def test_the_same_change_is_told_once() -> None:
    before, after = _side("<p>1</p>"), _side("<p>2</p>")
    for side in (before, after):
        side["responses"]["host /sv/"] = side["responses"]["host /fi/"]
    told = list(report(differences(before, after), most_lines=9, most_addresses=9))
    assert "different, at 2 addresses:" in told[0]
    assert told.count("    +2") == 1


def test_every_request_is_sent_once() -> None:
    requests = [str(request) for request in all_requests()]
    assert len(requests) > 300
    assert len(set(requests)) == len(requests)
