"""A pool file is checked as a whole: every fault has its place, and an invalid file loads nothing."""

import copy
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kototori.demo.editors import DEMO_FILE
from kototori.demo.pool.known_codes import read_known_codes
from kototori.demo.pool.load import PoolLoader
from kototori.demo.pool.read import read_pool
from kototori.demo.pool.schema import KnownCodes, PoolError
from listings.models import Listing, Organisation
from regions.models import Portal

KNOWN = KnownCodes(
    municipalities={"espoo": "049", "049": "049"},
    concepts={
        "organisation_type": frozenset({"association"}),
        "format": frozenset({"group"}),
        "theme": frozenset({"language", "family"}),
        "target_group": frozenset({"all"}),
        "accessibility": frozenset({"wheelchair"}),
    },
    languages=frozenset({"fi", "sv", "ar", "so"}),
)

POOL: dict[str, Any] = {
    "note": "A small pool.",
    "municipalities": [{"name": "Espoo", "code": "049", "lat": 60.2, "lon": 24.6}],
    "organisations": [
        {"id": "A1", "slug": "a", "name": "Yhdistys ry", "type": "association", "municipality": "Espoo"},
    ],
    "listings": [
        {
            "id": "B1",
            "organisation": "A1",
            "section": "activity",
            "format": "group",
            "themes": ["language"],
            "target_groups": ["all"],
            "required_level": "A1",
            "municipality": "Espoo",
            "mode": "in_person",
            "venue": {"name": "Kirjasto", "street": "Katu 1", "lat": 60.2, "lon": 24.6, "address_hidden": False},
            "schedule": {"kind": "weekly", "interval": 1, "weekdays": [2], "start": "17:00", "end": "19:00"},
            "price": {"type": "free", "amount_eur": 0},
            "contact_email": "a@example.org",
            "text": {"fi": {"title": "Kielikahvila", "description": "Puhutaan."}},
            "sign_up": {"type": "none"},
            "activity_languages": ["fi"],
            "source_language": "fi",
        }
    ],
}

UNSTORABLE = "holds characters that can't be stored"


def put(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """Return a change of the pool: a value at a place."""

    def change(pool: dict[str, Any]) -> None:
        target: Any = pool
        for part in path[:-1]:
            target = target[part]
        target[path[-1]] = value

    return change


def faults_of(folder: Path, *changes: Callable[[dict[str, Any]], None], known_codes: KnownCodes = KNOWN) -> list[str]:
    pool = copy.deepcopy(POOL)
    for change in changes:
        change(pool)
    path = folder / "pool.json"
    path.write_text(json.dumps(pool), encoding="utf-8")
    try:
        read_pool(path, known_codes)
    except PoolError as error:
        return error.faults
    return []


def test_valid_file_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == []


def listing(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    return put("listings", 0, *path, value=value)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (listing("schedule", "weekdays", value=[9]), "listings[0] (B1).schedule.weekdays: 9 is no weekday (1–7)"),
        (
            listing("themes", value=["lanugage"]),
            "listings[0] (B1).themes: 'lanugage' is not known (known: family, language)",
        ),
        (listing("municipality", value="Atlantis"), "listings[0] (B1).municipality: 'Atlantis' is not known"),
        (
            listing("organisation", value="A9"),
            "listings[0] (B1).organisation: there is no organisation 'A9' in this file",
        ),
        (listing("source_language", value="sv"), "listings[0] (B1).text: there is no text in the source language sv"),
        (listing("text", "fi", "title", value=" "), "listings[0] (B1).text.fi.title: is empty"),
        (listing("text", "xx", value={"title": "X"}), "listings[0] (B1).text.xx: is no language of this service"),
        (
            listing("schedule", "start", value="25:00"),
            "listings[0] (B1).schedule.start: '25:00' is no time of day (HH:MM)",
        ),
        (listing("schedule", "end", value="17:00"), "listings[0] (B1).schedule.end: is the same as the start"),
        (listing("schedule", "kind", value="yearly"), "listings[0] (B1).schedule.kind: 'yearly' is not known"),
        (listing("schedule", "interval", value=0), "listings[0] (B1).schedule.interval: 0 is not between 1 and 52"),
        (
            listing("price", value={"type": "paid"}),
            "listings[0] (B1).price.amount_eur: what is paid for has a price above 0",
        ),
        (listing("price", "amount_eur", value="5"), "listings[0] (B1).price.amount_eur: '5' is no number"),
        (listing("contact_email", value="nobody"), "listings[0] (B1).contact_email: 'nobody' is no e-mail address"),
        (
            listing("sign_up", "url", value="javascript:x"),
            "listings[0] (B1).sign_up.url: 'javascript:x' is no web address",
        ),
        (
            listing("activity_languages", value=["suomi"]),
            "listings[0] (B1).activity_languages[0]: 'suomi' is no language tag",
        ),
        (listing("childcare", value="yes"), "listings[0] (B1).childcare: 'yes' is neither true nor false"),
        (listing("venue", "lat", value=160), "listings[0] (B1).venue.lat: 160 is not between -90 and 90"),
        (listing("colour", value="red"), "listings[0] (B1).colour: is not known"),
        (listing("id", value=None), "listings[0].id: is missing"),
        (put("listings", 0, value="B1"), "listings[0]: must be an object"),
        (put("listings", value={}), "listings: must be a list"),
        (
            put("organisations", 0, "type", value="club"),
            "organisations[0] (A1).type: 'club' is not known (known: association)",
        ),
        (put("organisations", 0, "name", value=""), "organisations[0] (A1).name: is missing"),
        (
            put("municipalities", 0, value={"name": "Atlantis", "code": "999"}),
            "municipalities[0] (Atlantis): neither the code '999' nor the name 'Atlantis' is an official municipality",
        ),
        (put("extra", value=1), "extra: is not known"),
        (listing("text", "fi", "title", value="a\x00b"), f"listings[0] (B1).text.fi.title: {UNSTORABLE}"),
        (listing("text", "fi", "description", value="a\ud800"), f"listings[0] (B1).text.fi.description: {UNSTORABLE}"),
        (listing("text", "fi", "summary", value="a\nb"), f"listings[0] (B1).text.fi.summary: {UNSTORABLE}"),
        (listing("contact_phone", value="\x1b[31m"), f"listings[0] (B1).contact_phone: {UNSTORABLE}"),
        (
            listing("contact_phone", value="kysy Kallelta"),
            "listings[0] (B1).contact_phone: no telephone number can be read in 'kysy Kallelta'",
        ),
        (
            listing("sign_up", value={"type": "required", "phone": "019 876 543 / 12 34 56 78 90 12 34 56"}),
            "listings[0] (B1).sign_up.phone: no telephone number can be read in '12 34 56 78 90 12 34 56'",
        ),
        (
            put("organisations", 0, "business_id", value="0112038-8"),
            "organisations[0] (A1).business_id: '0112038-8' is no Business ID",
        ),
        (
            put("organisations", 0, "phone", value="ma-pe 9-15"),
            "organisations[0] (A1).phone: no telephone number can be read in 'ma-pe 9-15'",
        ),
        (put("organisations", 0, "name", value="\udfff"), f"organisations[0] (A1).name: {UNSTORABLE}"),
        (put("organisations", 0, "description", value="\x07"), f"organisations[0] (A1).description: {UNSTORABLE}"),
        (listing("id", value="B\ud800"), f"listings[0].id: {UNSTORABLE}"),
        (listing("x\ud800", value=1), "listings[0] (B1).'x\\ud800': is not known"),
        (listing("text", "fi", "title", value="\u200b"), "listings[0] (B1).text.fi.title: is empty"),
        (
            listing("price", value={"type": "paid", "amount_eur": 0.001}),
            "listings[0] (B1).price.amount_eur: 0.001 is less than a cent",
        ),
        (
            listing("price", value={"type": "paid", "amount_eur": 1e-320}),
            "listings[0] (B1).price.amount_eur: 9.99989e-321 is less than a cent",
        ),
        (
            listing("level_language", value="abc-Hant-419"),
            "listings[0] (B1).level_language: is longer than 10 characters",
        ),
        (listing("tags", value=["x" * 91]), "listings[0] (B1).tags[0]: is longer than 90 characters"),
        (listing("tags", value=["Jooga", "jooga!"]), "listings[0] (B1).tags[1]: 'jooga!' is there twice"),
        (listing("tags", value=["a\x07"]), "listings[0] (B1).tags[0]: 'a\\x07' is no word"),
        (
            listing("schedule", value={"kind": "monthly", "weekdays": [1], "week_of_month": [1.0]}),
            "listings[0] (B1).schedule.week_of_month: 1.0 is no week of a month",
        ),
        (
            listing("schedule", value={"kind": "monthly", "weekdays": [1], "week_of_month": []}),
            "listings[0] (B1).schedule.week_of_month: is missing",
        ),
        (
            listing("schedule", "start", value="1\u0663:00"),
            "listings[0] (B1).schedule.start: '1\u0663:00' is no time of day (HH:MM)",
        ),
        (
            listing("schedule", value={"kind": "single", "day_offsets": [3661]}),
            "listings[0] (B1).schedule.day_offsets[0]: 3661 is not between -3660 and 3660",
        ),
        (listing("valid_until_offset", value=-3661), "listings[0] (B1).valid_until_offset: -3661 is not between"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, change: Callable[[dict[str, Any]], None], fault: str) -> None:
    assert any(message.startswith(fault) for message in faults_of(tmp_path, change))


@pytest.mark.parametrize(
    "change",
    [
        listing("mode", value="x" * 10_000),
        listing("x" * 10_000, value=1),
        listing("contact_email", value="x" * 10_000),
        listing("age_from", value=10**3_000),
        put("organisations", 0, "id", value="x" * 10_000),
    ],
)
def test_a_fault_does_not_repeat_a_long_value(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    messages = faults_of(tmp_path, change)
    assert messages
    assert max(len(fault) for fault in messages) < 200


def test_a_description_may_have_lines(tmp_path: Path) -> None:
    assert faults_of(tmp_path, listing("text", "fi", "description", value="a\n\n\tb\r\nc")) == []


def test_repeated_id_is_a_fault(tmp_path: Path) -> None:
    def twice(pool: dict[str, Any]) -> None:
        pool["listings"].append(copy.deepcopy(pool["listings"][0]))

    assert faults_of(tmp_path, twice) == ["listings[1] (B1).id: the same id is at listings[0]"]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    messages = faults_of(tmp_path, listing("mode", value="magic"), listing("section", value="x"), put("extra", value=1))
    assert len(messages) == 3


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "is no JSON"),
        (b"[]", "must be an object"),
        (b"\xff\xfe{}", "is not in UTF-8"),
        (b'{"listings": NaN}', "NaN is no number of JSON"),
        (b'{"listings": [], "listings": []}', "the key 'listings' is there twice"),
        (b"[" * 100_000, "is no JSON that can be used"),
    ],
)
def test_file_of_another_form_is_a_fault(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "pool.json"
    path.write_bytes(content)
    with pytest.raises(PoolError, match=fault):
        read_pool(path, KNOWN)


def test_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PoolError, match="there is no such file"):
        read_pool(tmp_path / "nothing.json", KNOWN)


def test_a_name_that_the_file_gives_to_a_municipality_is_understood(tmp_path: Path) -> None:
    new_name = put("municipalities", 0, "name_sv", value="Esbo")
    assert faults_of(tmp_path, new_name, listing("municipality", value="Esbo")) == []


@pytest.mark.django_db
def test_demo_pool_is_valid() -> None:
    assert len(read_pool(DEMO_FILE, read_known_codes()).listings) == 120


@pytest.mark.django_db
def test_invalid_file_loads_nothing(tmp_path: Path) -> None:
    pool = copy.deepcopy(POOL)
    pool["listings"][0]["mode"] = "magic"
    path = tmp_path / "pool.json"
    path.write_text(json.dumps(pool), encoding="utf-8")
    with pytest.raises(CommandError, match=r"listings\[0\] \(B1\).mode"):
        call_command("load_demo", str(path), verbosity=0)
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (listing("schedule", "end", value="14:30"), "schedule.end: The end is before the start"),
        (
            listing("schedule", value={"kind": "series", "day_offsets": [3], "start": "18:00", "end": "16:45"}),
            "schedule.end",
        ),
        (listing("schedule", "end", value="01:00"), ""),
        (listing("sign_up", value={"type": "required"}), ""),
    ],
)
def test_a_broken_rule_is_named_with_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], fault: str
) -> None:
    found = faults_of(tmp_path, change)
    assert found[0].startswith(f"listings[0] (B1).{fault}") if fault else found == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"venue": None, "municipality": None}, "municipality: Say where it takes place"),
        ({"venue": None, "municipality": None, "mode": "hybrid"}, "municipality: Say where it takes place"),
        ({"mode": "online", "contact_email": None}, "online_url: Say how one takes part online"),
        ({"sign_up": {"type": "required"}, "contact_email": None}, "sign_up.type: Say how one signs up"),
        ({"sign_up": {"type": "contact"}, "contact_email": None}, "sign_up.type: Say how one signs up"),
        (
            {
                "schedule": {"kind": "single", "day_offsets": [4]},
                "sign_up": {"type": "required", "deadline_offset": 5, "phone": "050 123 4567"},
            },
            "sign_up.deadline_offset: The last day to sign up",
        ),
    ],
)
def test_an_announcement_without_sense_is_refused(tmp_path: Path, values: dict[str, Any], fault: str) -> None:
    def change(pool: dict[str, Any]) -> None:
        pool["listings"][0] = {key: value for key, value in (pool["listings"][0] | values).items() if value is not None}

    (found,) = faults_of(tmp_path, change)
    assert found.startswith(f"listings[0] (B1).{fault}")


@pytest.mark.django_db
def test_fault_that_only_the_calendar_shows_is_named_with_its_place(tmp_path: Path, national: Portal) -> None:
    """No day of the season is such a weekday."""
    pool = copy.deepcopy(POOL)
    never = {"kind": "weekly", "weekdays": [2], "interval": 2, "valid_from_offset": 0, "valid_to_offset": 0}
    never["weekdays"] = [(timezone.localdate().isoweekday() % 7) + 1]
    pool["listings"].append(pool["listings"][0] | {"id": "B2", "schedule": never})
    path = tmp_path / "pool.json"
    path.write_text(json.dumps(pool), encoding="utf-8")
    place = r"listings\[1\] \(B2\)\.schedule\.valid_to_offset: "
    with pytest.raises(CommandError, match=rf"Nothing was loaded, 1 fault:\n{place}"):
        call_command("load_demo", str(path), verbosity=0)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_fault_that_the_database_finds_is_named_with_its_place(tmp_path: Path, national: Portal) -> None:
    """In case the reader doesn't find a fault."""
    path = tmp_path / "pool.json"
    path.write_text(json.dumps(POOL), encoding="utf-8")
    pool = read_pool(path, read_known_codes())
    too_long = dataclasses.replace(pool.listings[0], level_language="abc-Hant-419")
    with pytest.raises(PoolError, match=r"listings\[0\] \(B1\)"):
        PoolLoader(dataclasses.replace(pool, listings=(too_long,))).load()
    assert not Organisation.objects.exists()
