"""Municipalities and areas from Statistics Finland's key, as a table (origin and terms stand beside the file)."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from regions.models import Area, AreaKind, Municipality

DEFAULT_FILE = Path(__file__).resolve().parents[1] / "data" / "municipalities_2026.csv"

#: Kinds of areas by the prefix of their columns.
AREA_COLUMNS = {
    "maakunta": AreaKind.MAAKUNTA,
    "hyvinvointialue": AreaKind.HYVINVOINTIALUE,
    "tyollisyysalue": AreaKind.TYOLLISYYSALUE,
    "evk": AreaKind.ELINVOIMAKESKUS,
    "kielisuhde": AreaKind.KIELISUHDE,
}

REQUIRED_COLUMNS = (
    "kunta",
    "municipality_name_fi",
    "central_lat",
    "central_lon",
    *(f"{prefix}_{part}" for prefix in AREA_COLUMNS for part in ("code", "name_fi")),
)

#: The bounds of Finland in degrees. A latitude in the place of a longitude is outside of them.
LATITUDES, LONGITUDES = (59.0, 71.0), (19.0, 32.0)

NAME_FIELDS = ("name_fi", "name_sv", "name_en")


class LoadMunicipalitiesError(ValueError):
    """The file has faults, each with its line in ``faults``. Nothing has been written."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass
class LoadReport:
    """How many rows were new, changed and unchanged."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return _("%(made)d made, %(changed)d changed, %(unchanged)d unchanged") % vars(self)


@dataclass
class MunicipalityTable:
    """The rows of the file: municipalities by code; areas and their municipalities' codes by (kind, code)."""

    municipalities: dict[str, Municipality] = field(default_factory=dict)
    areas: dict[tuple[str, str], Area] = field(default_factory=dict)
    members: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@transaction.atomic
def load_municipalities(path: Path = DEFAULT_FILE) -> dict[str, LoadReport]:
    """Bring municipalities, areas and their grouping in line with a file; one report for each, by these names.

    A row that the file doesn't have stays: a municipality that ends gets its last day and its successor in the
    database. Raises ``LoadMunicipalitiesError``. A constant number of queries.
    """
    table = read_table(path)
    if table.faults:
        raise LoadMunicipalitiesError(table.faults)
    return {
        "municipalities": _upsert(table.municipalities, Municipality.objects.in_bulk(), ("lat", "lon")),
        "areas": _upsert(table.areas, {(area.kind, area.code): area for area in Area.objects.all()}, ()),
        "grouping": _regroup(table.members),
    }


def read_table(path: Path) -> MunicipalityTable:
    """Read and check the whole file; faults are collected in the table, not raised."""
    table = MunicipalityTable()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in REQUIRED_COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                table.faults.append(_("%(file)s: columns are missing: %(names)s") % _at(path, names=", ".join(missing)))
                return table
            for row in reader:
                _read_row(row, f"{path.name}:{reader.line_num}", table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        table.faults.append(_("%(file)s can't be read: %(reason)s") % _at(path, reason=error))
        return table
    if not table.municipalities and not table.faults:
        table.faults.append(_("%(file)s has no municipalities.") % _at(path))
    return table


def _at(path: Path, **more: Any) -> dict[str, Any]:
    return {"file": path.name, **more}


def _read_row(row: dict[str | None, Any], place: str, table: MunicipalityTable) -> None:
    faults = list(_faults_of_row(row, table))
    if faults:
        table.faults += [f"{place}: {fault}" for fault in faults]
        return
    code = _text(row, "kunta")
    table.municipalities[code] = Municipality(
        code=code,
        lat=float(_text(row, "central_lat")),
        lon=float(_text(row, "central_lon")),
        **_names(row, "municipality"),
    )
    for prefix, kind in AREA_COLUMNS.items():
        area = Area(kind=kind, code=_text(row, f"{prefix}_code"), **_names(row, prefix))
        earlier = table.areas.setdefault((kind, area.code), area)
        if any(getattr(earlier, name) != getattr(area, name) for name in NAME_FIELDS):
            table.faults.append(f"{place}: " + _("%(key)s has another name on an earlier line.") % {"key": area.key})
        table.members.setdefault((kind, area.code), set()).add(code)


def _faults_of_row(row: dict[str | None, Any], table: MunicipalityTable) -> Iterable[str]:
    if None in row or None in row.values():
        yield _("the line has another number of fields than the heading.")
        return
    code = _text(row, "kunta")
    if len(code) != 3 or not code.isascii() or not code.isdigit():
        yield _("“%s” isn't a municipality's code of three digits.") % code
    elif code in table.municipalities:
        yield _("municipality %s is on an earlier line already.") % code
    for name in REQUIRED_COLUMNS:
        if not _text(row, name):
            yield _("%s is empty.") % name
    for name in ("municipality", *AREA_COLUMNS):
        if any(len(value) > 100 for value in _names(row, name).values()):
            yield _("a name of %s has more than 100 characters.") % name
        if len(_text(row, f"{name}_code")) > 10:
            yield _("%s_code has more than 10 characters.") % name
    for name, (least, most) in (("central_lat", LATITUDES), ("central_lon", LONGITUDES)):
        try:
            inside = least <= float(_text(row, name) or least) <= most
        except ValueError:
            inside = False
        if not inside:
            yield _("%(name)s is “%(value)s”, not a degree in Finland.") % {"name": name, "value": row[name]}


def _text(row: dict[str | None, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def _names(row: dict[str | None, Any], prefix: str) -> dict[str, str]:
    return {name: _text(row, f"{prefix}_{name}") for name in NAME_FIELDS}


def _upsert(rows: dict[Any, Any], present: dict[Any, Any], more_fields: tuple[str, ...]) -> LoadReport:
    fields = [*NAME_FIELDS, *more_fields]
    new, changed = [], []
    for identity, row in rows.items():
        old = present.get(identity)
        if old is None:
            new.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            for name in fields:
                setattr(old, name, getattr(row, name))
            changed.append(old)
    if rows:
        manager = type(next(iter(rows.values()))).objects
        manager.bulk_create(new)
        manager.bulk_update(changed, fields, batch_size=500)
    return LoadReport(len(new), len(changed), len(rows) - len(new) - len(changed))


def _regroup(members: dict[tuple[str, str], set[str]]) -> LoadReport:
    """Add every municipality of the file to its areas, and remove it from all others."""
    through = Area.municipalities.through
    areas = {(area.kind, area.code): area.pk for area in Area.objects.all()}
    pairs = {(areas[identity], code) for identity, codes in members.items() for code in codes}
    in_file = {code for codes in members.values() for code in codes}
    rows = through.objects.filter(municipality_id__in=in_file).values_list("pk", "area_id", "municipality_id")
    present = {(area, code): pk for pk, area, code in rows}
    obsolete = [pk for pair, pk in present.items() if pair not in pairs]
    new = pairs - set(present)
    through.objects.filter(pk__in=obsolete).delete()
    through.objects.bulk_create([through(area_id=area, municipality_id=code) for area, code in sorted(new)])
    return LoadReport(len(new), len(obsolete), len(pairs) - len(new))
