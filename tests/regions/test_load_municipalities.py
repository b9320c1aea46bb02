"""Loading municipalities: again changes nothing, a wrong file loads nothing and every fault has its line."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from regions.actions.load_municipalities import DEFAULT_FILE, LoadMunicipalitiesError, load_municipalities
from regions.models import Area, AreaKind, Municipality

pytestmark = pytest.mark.django_db

Row = dict[str, str]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Callable[[list[Row]], Any]], Path]:
    """Write our own file as changed by a function of its rows."""

    def _write(change: Callable[[list[Row]], Any]) -> Path:
        with DEFAULT_FILE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = list(rows[0])
        change(rows)
        path = tmp_path / "changed.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return _write


def test_loading_twice_changes_nothing() -> None:
    load_municipalities()
    reports = load_municipalities()
    assert {(report.made, report.changed) for report in reports.values()} == {(0, 0)}
    assert reports["municipalities"].unchanged == Municipality.objects.count() == 308


def test_every_municipality_lies_in_one_area_of_each_kind() -> None:
    load_municipalities()
    for kind in AreaKind.values:
        pairs = Area.municipalities.through.objects.filter(area__kind=kind)
        assert pairs.count() == pairs.values("municipality_id").distinct().count() == 308, kind


def test_changed_name_and_changed_area_are_updated(write: Any) -> None:
    def change(rows: list[Row]) -> None:
        espoo = next(row for row in rows if row["kunta"] == "049")
        other = next(row for row in rows if row["kunta"] == "020")
        espoo["municipality_name_en"] = "Espoo City"
        for part in ("code", "name_fi", "name_sv", "name_en"):
            espoo[f"maakunta_{part}"] = other[f"maakunta_{part}"]

    reports = load_municipalities(write(change))
    espoo = Municipality.objects.get(pk="049")
    assert (reports["municipalities"].changed, espoo.name_en) == (1, "Espoo City")
    assert espoo.areas.get(kind="maakunta").code == "06"


def test_every_fault_is_named_with_its_line_and_nothing_is_loaded(write: Any) -> None:
    def change(rows: list[Row]) -> None:
        rows[0]["kunta"] = "20"
        rows[1]["central_lat"], rows[1]["central_lon"] = rows[1]["central_lon"], rows[1]["central_lat"]
        rows[2]["municipality_name_fi"] = " "
        rows[3]["kunta"] = rows[4]["kunta"] = "777"
        rows[5]["maakunta_name_fi"] = "Muu"
        rows[6]["municipality_name_en"] = "Never loaded"

    with pytest.raises(LoadMunicipalitiesError) as caught:
        load_municipalities(write(change))
    lines = {fault.partition(": ")[0] for fault in caught.value.faults}
    assert {f"changed.csv:{number}" for number in (2, 3, 4, 6)} <= lines
    assert not Municipality.objects.filter(name_en="Never loaded").exists()


def test_missing_column_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("kunta,municipality_name_fi\n049,Espoo\n", encoding="utf-8")
    with pytest.raises(LoadMunicipalitiesError, match="central_lat"):
        load_municipalities(path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"kunta\n"])
def test_unreadable_file_is_one_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(LoadMunicipalitiesError, match=r"other\.csv"):
        load_municipalities(path)


def test_short_line_is_a_fault(tmp_path: Path) -> None:
    head = DEFAULT_FILE.read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / "cut.csv"
    path.write_text(f"{head}\n049,Espoo\n", encoding="utf-8")
    with pytest.raises(LoadMunicipalitiesError, match=r"cut\.csv:2"):
        load_municipalities(path)


def test_command_reports_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_municipalities", str(tmp_path / "none.csv"))


def test_loading_costs_the_same_queries_for_any_number_of_changes(
    write: Any, django_assert_max_num_queries: Any
) -> None:
    def change(rows: list[Row]) -> None:
        for row in rows:
            row["municipality_name_en"] += "!"

    path = write(change)
    with django_assert_max_num_queries(14):
        load_municipalities(path)
