"""Whole answers, as files that a reviewer can read: ``expected/<name>.json``.

What depends on the day is replaced by its form. After a wanted change run this file with ``UPDATE_EXPECTED=1`` and read
the difference.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

EXPECTED = Path(__file__).parent / "expected"
ANSWERS = {
    "activities_in_swedish": "activities?organisation={organisation}&lang=sv&sort=title&page_size=2&facets=true",
    "activities_near": "activities?near=60.2055,24.6559&radius=5&sort=distance&page_size=3&fields=title,distance_km",
    "activity": "activities/{activity}?lang=en",
    "activity_with_hidden_address": "activities/{hidden}",
    "occurrences": "activities/{activity}/occurrences?page_size=2",
    "organisations": "organisations?municipality=049&type=migrant_association&page_size=2",
    "organisation": "organisations/{organisation}",
    "concepts": "concepts?vocabulary=section&lang=ar",
    "portal": "portals/espoo",
    "refused": "activities?weekdy=2&my_level=C9&from=2026-02-30&lang=en",
    "not_found": "nosuch?lang=en",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: A day in words: "21.4.2027", "21 April 2027", "21 april 2027".
_SAID_DAY = re.compile(r"\d{1,2}(?:\.\d{1,2}\.(?:\d{4})?| [^\W\d]+(?: \d{4})?)")


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_as_written_down(on_national: ApiClient, name: str) -> None:
    named = {
        "activity": on_national.activity_id("L001"),
        "hidden": on_national.activity_id("L009"),
        "organisation": on_national.get("organisations", q="Naapuripöytä")["results"][0]["id"],
    }
    answer = _without_days(on_national.client.get("/api/v1/" + ANSWERS[name].format(**named)).json())
    if name == "occurrences":
        answer["count"] = "<number>"  # weeks of a season that begins and ends so many days from today
    text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    file = EXPECTED / f"{name}.json"
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(text)
    assert text == file.read_text()


def _without_days(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _said(value) if key == "schedule" else _without_days(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_without_days(item) for item in part]
    if isinstance(part, str) and "2026-02-30" not in part:
        return _DAY.sub("<day>", _MOMENT.sub("<moment>", part))
    return part


def _said(words: str) -> str:
    return _SAID_DAY.sub("<day>", words)
