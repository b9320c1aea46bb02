"""The list of activities: each role sees its part, finds it, and takes it along as a table that calculates nothing."""

import csv
import datetime
import io
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from openpyxl import load_workbook

from listings.enums import ListingStatus, PlacementKind
from listings.models import ActivityDate, ActivityException, ActivityPage, ActivitySlot, Listing, Placement
from listings.pool_overview import filters
from listings.pool_overview.filters import OrganisationFilter
from listings.pool_overview.spreadsheet import COLUMNS
from regions.excel_csv import cell, escape_formula
from regions.models import Municipality, Portal, PortalRole
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_organisation, translated
from tests.regions.factories import make_member, make_user

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/listings/pool/"
#: What spreadsheets would run: a command, an address that calls home, and the same behind white space.
FORMULAS = ("=cmd|' /C calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1")


def titles(user: Any, query: str = "") -> list[str]:
    answer = signed_in(user).get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    return [row.title for row in answer.context["rows"]]


def exported(user: Any, form: str, query: str = "") -> bytes:
    answer: Any = signed_in(user).get(f"{ADDRESS}?export={form}{query}")
    return b"".join(answer.streaming_content)


def table(user: Any, query: str = "") -> list[dict[str, str]]:
    text = exported(user, "csv", query).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def record(page: Any) -> Listing:
    expected: Listing = Listing.objects.get(pk=page.translation_key)
    return expected


@pytest.fixture
def drafts(neighbour: Any, other_organisation: Any, organisation: Any) -> None:
    """One unpublished activity of each organisation."""
    make_activity(organisation, "Oma luonnos", live=False)
    make_activity(neighbour, "Naapurin luonnos", live=False)
    make_activity(other_organisation, "Vantaan luonnos", live=False)


# Who sees what


def test_an_editor_who_coordinates_elsewhere_sees_what_their_organisation_offers(
    activity: Any, other_activity: Any, drafts: None, coordinating_editor: Any
) -> None:
    assert titles(coordinating_editor) == ["Kielikahvila", "Oma luonnos", "Sohvailta"]


def test_a_coordinator_sees_what_is_at_home_and_what_others_publish_there(
    activity: Any, other_activity: Any, drafts: None, other_organisation: Any, coordinator: Any
) -> None:
    make_activity(other_organisation, "Vain Vantaalla", municipality=Municipality.objects.get(pk="092"))
    assert titles(coordinator) == ["Kielikahvila", "Naapurin luonnos", "Oma luonnos", "Sohvailta"]


def test_a_coordinator_sees_what_is_placed_in_their_portal(
    other_organisation: Any, espoo: Portal, coordinator: Any
) -> None:
    page = make_activity(other_organisation, "Kutsuttu", municipality=Municipality.objects.get(pk="092"))
    assert titles(coordinator) == []
    Placement.objects.create(portal=espoo, listing=record(page), kind=PlacementKind.INCLUDED)
    assert titles(coordinator) == ["Kutsuttu"]


def test_a_coordinator_still_sees_what_they_have_excluded(other_activity: Any, espoo: Portal, coordinator: Any) -> None:
    Placement.objects.create(portal=espoo, listing=record(other_activity), kind=PlacementKind.EXCLUDED)
    assert titles(coordinator) == ["Sohvailta"]


def test_a_national_administrator_sees_everything(activity: Any, other_activity: Any, drafts: None, admin: Any) -> None:
    assert len(titles(admin)) == 5


@pytest.mark.parametrize("role", [PortalRole.COUNSELLOR, PortalRole.TRANSLATOR, None])
def test_others_see_no_list(role: str | None, espoo: Portal, activity: Any) -> None:
    values = {"languages": ["ar"]} if role == PortalRole.TRANSLATOR else {}
    user = make_member(espoo, role, **values) if role else make_user()
    answer = signed_in(user).get(ADDRESS)
    assert answer.status_code in {302, 403, 404}
    assert b"Kielikahvila" not in answer.content


def test_draft_title_of_a_public_activity_is_shown_to_its_editors_only(
    activity: Any, other_activity: Any, coordinator: Any
) -> None:
    other_activity.title = "Salainen luonnos"
    other_activity.save_revision()
    assert "Sohvailta" in titles(coordinator)
    assert titles(coordinator, "?q=Salainen") == []


def test_filters_do_not_reveal_drafts_to_others(activity: Any, other_activity: Any, coordinator: Any) -> None:
    for page in (activity, other_activity):
        page.title = "Salainen luonnos"
        page.save_revision()
    assert titles(coordinator, "?page=changed") == ["Kielikahvila"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_has_the_same_activities_as_the_list(
    form: str, activity: Any, drafts: None, coordinating_editor: Any
) -> None:
    content = exported(coordinating_editor, form)
    if form == "xlsx":
        rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
        assert [row[2] for row in rows[1:]] == ["Kielikahvila", "Oma luonnos"]
    else:
        assert b"Naapurin" not in content
        assert b"Oma luonnos" in content


@pytest.mark.parametrize("action", ["create", "edit", "delete", "inspect", "history"])
def test_list_cannot_add_change_or_delete(action: str, activity: Any, admin: Any) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"listings_pool_modeladmin_{action}", args=[] if action == "create" else [record(activity).pk])
    for path in (f"{ADDRESS}{action}/", f"{ADDRESS}{action}/{record(activity).pk}/"):
        assert signed_in(admin).get(path).status_code == 404


def test_title_links_to_the_edit_page_or_else_to_the_public_page(
    activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[activity.pk])
    assert edit in signed_in(coordinator).get(ADDRESS).content.decode()
    text = signed_in(vantaa_coordinator).get(f"{ADDRESS}?scope=country").content.decode()
    assert edit not in text
    assert f"http://espoo.localhost:8000/fi/toiminta/{activity.translation_key}/" in text


# Finding


@pytest.fixture
def pool(organisation: Any, neighbour: Any, admin: Any) -> Any:
    make_activity(organisation, "Ääkköset haltuun", section="professional")
    make_activity(organisation, "Avoin ovi", language="en")
    make_activity(neighbour, "Zumba", municipality=None, mode="online", online_url="https://example.org/")
    return admin


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Avoin ovi", "Zumba", "Ääkköset haltuun"]),
        ("?q=naapuri", ["Zumba"]),
        ("?q=siltasanat+ovi", ["Avoin ovi"]),
        ("?section=professional", ["Ääkköset haltuun"]),
        ("?language=en", ["Avoin ovi"]),
        ("?municipality=049", ["Avoin ovi", "Ääkköset haltuun"]),
        ("?portal=espoo&language=fi", ["Zumba", "Ääkköset haltuun"]),
        ("?o=-0", ["Ääkköset haltuun", "Zumba", "Avoin ovi"]),
        ("?o=1.-0", ["Zumba", "Ääkköset haltuun", "Avoin ovi"]),
        ("?status=paused", []),
        ("?page=draft", []),
    ],
)
def test_filters_search_and_order(query: str, expected: list[str], pool: Any) -> None:
    assert titles(pool, query) == expected


def test_organisations_and_states_narrow_the_list(organisation: Any, pool: Any) -> None:
    Listing.objects.filter(pk__in=[record(page).pk for page in organisation.get_children()][:1]).update(
        status=ListingStatus.PAUSED
    )
    assert len(titles(pool, f"?organisation={organisation.translation_key}")) == 2
    assert len(titles(pool, "?status=paused")) == 1


def test_more_organisations_than_a_list_can_have_are_not_offered(
    organisation: Any, pool: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(query: str) -> list[str]:
        specs = signed_in(pool).get(f"{ADDRESS}{query}").context["view"].filter_specs
        return [str(label) for one in specs if isinstance(one, OrganisationFilter) for _, label in one.lookup_choices]

    everything = titles(pool)
    chosen = f"?organisation={organisation.translation_key}"
    assert len(offered("")) == 2
    monkeypatch.setattr(filters, "MAX_ORGANISATIONS", 1)
    assert offered("") == []
    assert (offered(chosen), len(titles(pool, chosen))) == ([organisation.title], 2)
    for unknown in ("x", "-1", str(uuid.uuid4())):
        assert titles(pool, f"?organisation={unknown}") == everything


@pytest.mark.parametrize(("days", "state"), [(-1, "expired"), (0, "soon"), (30, "soon"), (31, "confirmed")])
def test_confirmation_is_counted_from_today(days: int, state: str, activity: Any, coordinator: Any) -> None:
    due = timezone.localdate() + datetime.timedelta(days=days)
    Listing.objects.update(confirm_by=due)
    for one in ("expired", "soon", "confirmed"):
        assert titles(coordinator, f"?confirmation={one}") == (["Kielikahvila"] if one == state else [])


@pytest.mark.parametrize(
    "query",
    [
        "?status=x",
        "?organisation=x",
        "?municipality=9999",
        "?p=0",
        "?p=-1",
        "?p=x",
        "?p=999999",
        "?o=x",
        "?o=99",
        "?o=-99.-98",
        "?utm_source=x",
        "?export=exe",
        "?e=1",
        f"?q={'a+' * 500}",
    ],
)
def test_malformed_filters_are_ignored_or_match_nothing(query: str, activity: Any, coordinator: Any) -> None:
    assert signed_in(coordinator).get(f"{ADDRESS}{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?organisation__memberships__user__password__startswith=md5",
        "?organisation__memberships__user__email__startswith=x",
        "?source_id=nothing",
    ],
)
def test_filters_cannot_reach_other_tables(query: str, activity: Any, coordinator: Any) -> None:
    assert titles(coordinator, query) == ["Kielikahvila"]


# Tables to take along


@pytest.mark.parametrize("title", FORMULAS)
def test_a_formula_in_a_title_is_text_in_csv(title: str) -> None:
    assert escape_formula(title) == f"'{title}"


@pytest.mark.parametrize("text", ["Kielikahvila", "a=b", "Sunnuntai-ilta", ""])
def test_text_that_is_no_formula_is_unchanged_in_csv(text: str) -> None:
    assert escape_formula(text) == text


@pytest.mark.parametrize("code", ["049", "007", "00", "1234567890123456", "1e5", "12E10", "3-4", "1/2", "3.4."])
def test_code_that_excel_would_change_is_kept_as_text_in_csv(code: str) -> None:
    assert cell(code) == f'="{code}"'


@pytest.mark.parametrize("text", ["2026-11-29", "12", "L001", "yes", "2026-11-29T08:00:00+02:00", "3-4 euroa", "fi sv"])
def test_other_values_are_as_they_are_in_csv(text: str) -> None:
    assert cell(text) == text


def test_wagtails_reports_have_the_same_form(organisation: Any, admin: Any) -> None:
    page = make_activity(organisation, "=1+2")
    page.locked = True
    page.save()
    answer: Any = signed_in(admin).get("/admin/reports/locked/?export=csv")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    [row] = csv.reader(io.StringIO(text.splitlines()[1]), delimiter=";")
    assert row[0] == "'=1+2"


def test_csv_file_has_no_formula(organisation: Any, coordinator: Any) -> None:
    make_activity(organisation, "=cmd|' /C calc'!A1")
    assert table(coordinator)[0]["title"] == "'=cmd|' /C calc'!A1"


def test_xlsx_file_has_no_formula(organisation: Any, coordinator: Any) -> None:
    make_activity(organisation, "=cmd|' /C calc'!A1")
    sheet: Any = load_workbook(io.BytesIO(exported(coordinator, "xlsx"))).active
    cell = sheet["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|' /C calc'!A1", "s", True)


def test_csv_file_begins_with_a_byte_order_mark_and_stable_names(activity: Any, coordinator: Any) -> None:
    answer: Any = signed_in(coordinator).get(f"{ADDRESS}?export=csv")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf" + ";".join(COLUMNS).encode())
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_export_has_codes_and_iso_dates(organisation: Any, coordinator: Any) -> None:
    page = make_activity(organisation, "Äidinkieli")
    translated(page, "sv", title="Modersmål")
    (row,) = table(coordinator)
    assert row["title"] == "Äidinkieli"
    assert (row["source_language"], row["languages"]) == ("fi", "fi sv")
    assert (row["municipality_code"], row["municipality"], row["home_portal"]) == ('="049"', "Espoo", "espoo")
    assert (row["status"], row["public"], row["confirmation"]) == ("active", "yes", "confirmed")
    assert datetime.date.fromisoformat(row["confirm_by"]) == record(page).confirm_by
    assert datetime.datetime.fromisoformat(row["modified"]).tzinfo is not None


def test_when_others_write_drafts_is_not_told(
    activity: Any, other_activity: Any, coordinating_editor: Any, coordinator: Any, vantaa: Portal
) -> None:
    """Also not by the order of the list."""
    stranger = make_member(vantaa, PortalRole.COORDINATOR)
    now = timezone.now().replace(microsecond=0)
    for page, days in ((activity, 30), (other_activity, 10)):
        ActivityPage.objects.filter(pk=page.pk).update(last_published_at=now - datetime.timedelta(days=days))
    ActivityPage.objects.get(pk=activity.pk).save_revision(user=coordinating_editor)
    modified = {row["title"]: row["modified"] for row in table(stranger, "&scope=country")}
    assert datetime.datetime.fromisoformat(modified["Kielikahvila"]) == now - datetime.timedelta(days=30)
    assert titles(stranger, "?scope=country&o=-6") == ["Sohvailta", "Kielikahvila"]
    (row,) = (row for row in table(coordinator, "&scope=country") if row["title"] == "Kielikahvila")
    assert datetime.datetime.fromisoformat(row["modified"]) >= now


def test_export_has_the_filtered_activities_of_all_pages(organisation: Any, coordinator: Any) -> None:
    for number in range(3):
        make_activity(organisation, f"Ryhmä {number}")
    make_activity(organisation, "Kerho")
    assert [row["title"] for row in table(coordinator, "&q=ryhmä")] == ["Ryhmä 0", "Ryhmä 1", "Ryhmä 2"]


# When, and where it stands


def rows_of(user: Any, query: str = "") -> dict[str, Any]:
    return {row.title: row for row in signed_in(user).get(f"{ADDRESS}{query}").context["rows"]}


def test_rows_say_when_it_takes_place(activity: Any, organisation: Any, coordinator: Any) -> None:
    season: dict[str, Any] = {"season_start": datetime.date(2025, 1, 8), "season_end": datetime.date(2025, 4, 30)}
    make_activity(organisation, "Kevätryhmä", **season)
    rows = rows_of(coordinator)
    assert rows["Kielikahvila"].times == "tiistaisin klo 17–19"
    assert rows["Kevätryhmä"].times == "tiistaisin klo 17–19, 30.4.2025 asti"


def test_drafts_say_when_they_would_take_place(organisation: Any, coordinating_editor: Any, coordinator: Any) -> None:
    """From the latest revision: the row of a page that has never been public keeps what it was first saved with."""
    page = make_activity(organisation, "Kopio", live=False)
    page.season_end = datetime.date(2030, 5, 31)
    page.slots.set([ActivitySlot(weekdays=[3, 5], start=datetime.time(9, 30)), ActivitySlot(weekdays=[6])])
    page.dates.set([ActivityDate(date=datetime.date(2030, 6, 1))])
    page.exceptions.set([ActivityException(first=datetime.date(2030, 2, 18))])
    page.save_revision()
    for user in (coordinating_editor, coordinator):
        assert rows_of(user)["Kopio"].times.startswith("keskiviikkoisin ja perjantaisin klo 9.30, 31.5.2030 asti")


@pytest.mark.parametrize(
    "facts",
    [
        {"slots": []},
        {"schedule_interval": None, "weeks_of_month": []},
        {"schedule_kind": "series", "slots": []},
        {"schedule_kind": "single", "slots": []},
        {"schedule_kind": "monthly"},
        {"schedule_kind": "by_agreement", "slots": []},
        {"season_start": datetime.date(2030, 1, 1), "season_end": datetime.date(2029, 1, 1)},
        {"schedule_interval": 0},
    ],
)
def test_unfinished_drafts_break_nothing(facts: dict[str, Any], organisation: Any, coordinator: Any) -> None:
    page = make_activity(organisation, "Kesken", live=False)
    for name, value in facts.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    assert "Kesken" in rows_of(coordinator)


def test_rows_say_where_the_review_stands_to_who_may_know(
    activity: Any, coordinating_editor: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    people = (coordinating_editor, coordinator, vantaa_coordinator)

    def said() -> list[str]:
        return [rows_of(user, "?scope=country")["Kielikahvila"].review for user in people]

    workflow = activity.get_workflow().start(activity, coordinating_editor)
    assert said() == ["tarkistettavana", "tarkistettavana", ""]
    workflow.current_task_state.reject(user=coordinator)
    assert said() == ["palautettu", "palautettu", ""]


def test_filter_with_one_value_is_not_offered(activity: Any, neighbour: Any, coordinator: Any) -> None:
    def offered(query: str = "") -> set[str]:
        answer = signed_in(coordinator).get(f"{ADDRESS}{query}")
        return {spec.parameter_name for spec in answer.context["view"].filter_specs}

    fixed = {"status", "page", "confirmation", "section", "scope", "placement"}
    assert offered() == fixed
    assert offered("?municipality=049") == {*fixed, "municipality"}
    make_activity(neighbour, "Zumba")
    assert offered() == {*fixed, "organisation"}


# What it costs


@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
def test_queries_do_not_grow_with_the_pool(query: str, organisation: Any, espoo: Portal, coordinator: Any) -> None:
    counts = []
    for more in (1, 9):
        for number in range(more):
            make_activity(make_organisation(espoo, f"Järjestö {more}-{number}"), f"Ryhmä {more}-{number}")
        with CaptureQueriesContext(connection) as queries:
            answer: Any = signed_in(coordinator).get(f"{ADDRESS}{query}")
            content = b"".join(answer.streaming_content) if query else answer.content
        assert content
        counts.append(len(queries))
    assert counts[0] == counts[1]
