"""Loading a pool through pages and revisions: idempotent, with dates counted from today; and clearing it."""

import copy
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from kototori.demo.pool.clear import clear_pool
from kototori.demo.pool.known_codes import read_known_codes
from kototori.demo.pool.load import PoolLoader, PoolReport
from kototori.demo.pool.read import read_pool
from listings.models import ActivityPage, Listing, Organisation, OrganisationPage, Venue
from listings.signals import pool_loaded
from regions.models import Portal
from tests.demo.test_pool_files import POOL
from tests.listings.factories import make_activity
from tests.regions.factories import open_portal

pytestmark = pytest.mark.django_db


def pool_with(**changes: Any) -> dict[str, Any]:
    """Return the small pool with some keys of its listing changed."""
    pool = copy.deepcopy(POOL)
    pool["listings"][0].update(changes)
    return pool


@pytest.fixture
def load(tmp_path: Path, espoo: Portal) -> Any:
    def run(pool: dict[str, Any] = POOL, name: str = "pool") -> PoolReport:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(pool), encoding="utf-8")
        return PoolLoader(read_pool(path, read_known_codes())).load()

    return run


def activity() -> ActivityPage:
    page: ActivityPage = ActivityPage.objects.get(locale__language_code="fi")
    return page


def test_an_organisation_stands_in_the_portal_of_its_town(load: Any, espoo: Portal) -> None:
    load()
    assert Organisation.objects.get().home_portal == espoo


def test_without_a_portal_of_its_own_it_stands_in_the_national_one(load: Any, national: Portal) -> None:
    pool = copy.deepcopy(POOL)
    pool["organisations"][0]["municipality"] = "Utsjoki"
    load(pool)
    assert Organisation.objects.get().home_portal == national


def test_a_loaded_activity_is_public_through_a_revision(load: Any) -> None:
    load()
    assert (activity().live, activity().live_revision is not None) == (True, True)


def test_the_entrys_id_is_kept_on_the_record(load: Any) -> None:
    load()
    assert Listing.objects.get().source_id == "B1"


def test_an_organisation_may_have_its_business_id(load: Any) -> None:
    pool = copy.deepcopy(POOL)
    pool["organisations"][0]["business_id"] = "112038-9"
    load(pool)
    assert Organisation.objects.get().business_id == "0112038-9"
    load()  # a file that doesn't say it leaves it
    assert Organisation.objects.get().business_id == "0112038-9"


def test_loading_again_changes_nothing(load: Any) -> None:
    load()
    before = activity().latest_revision_id
    again = load()
    assert (again.unchanged, again.made, again.changed, activity().latest_revision_id) == (2, 0, 0, before)


def test_a_changed_entry_is_published_as_a_new_revision(load: Any) -> None:
    load()
    before = activity().latest_revision_id
    load(pool_with(required_level="B1"))
    assert activity().required_level == "B1"
    assert activity().latest_revision_id != before


def test_a_changed_file_under_another_name_is_the_same_pool(load: Any) -> None:
    load()
    load(pool_with(required_level="B1"), name="newer")
    assert Listing.objects.count() == 1


def test_another_pool_with_the_same_ids_is_another_pool(load: Any) -> None:
    load()
    pool = copy.deepcopy(POOL)
    pool["organisations"][0]["name"] = "Toinen ry"
    load(pool, name="other")
    assert Listing.objects.count() == 2


def test_translations_stand_beside_their_source(load: Any) -> None:
    text = {"fi": {"title": "Kahvila"}, "sv": {"title": "Kafé", "description": "Vi pratar."}}
    load(pool_with(text=text))
    version = ActivityPage.objects.get(locale__language_code="sv")
    assert (version.title, version.description, version.live) == ("Kafé", "<p>Vi pratar.</p>", True)


def test_an_activity_may_be_written_in_any_language(load: Any) -> None:
    load(pool_with(text={"so": {"title": "Kooxda"}, "fi": {"title": "Ryhmä"}}, source_language="so"))
    assert Listing.objects.get().source_language == "so"


def test_plain_text_becomes_safe_html(load: Any) -> None:
    load(pool_with(text={"fi": {"title": "K", "description": "Yksi & kaksi.\n\nKolme."}}))
    assert activity().description == "<p>Yksi &amp; kaksi.</p><p>Kolme.</p>"


def test_a_plain_description_of_an_organisation_is_in_its_language(load: Any) -> None:
    pool = copy.deepcopy(POOL)
    pool["organisations"][0]["description"] = "Olemme."
    load(pool)
    assert OrganisationPage.objects.get().description == "<p>Olemme.</p>"


def test_html_is_cleaned(load: Any) -> None:
    load(pool_with(text={"fi": {"title": "K", "description": '<p onclick="x()">Hei<script>alert(1)</script></p>'}}))
    assert activity().description == "<p>Hei</p>"


def test_days_are_counted_from_today(load: Any) -> None:
    load(pool_with(schedule={"kind": "single", "day_offsets": [3], "start": "17:00"}))
    assert activity().dates.get().date == timezone.localdate() + datetime.timedelta(days=3)


def test_day_is_moved_to_its_weekday(load: Any) -> None:
    load(pool_with(schedule={"kind": "series", "day_offsets": [3, 11], "snap_to_weekday": 6}))
    days = [row.date for row in activity().dates.all()]
    earliest = timezone.localdate() + datetime.timedelta(days=3)
    assert {day.isoweekday() for day in days} == {6}
    assert 0 <= (days[0] - earliest).days < 7


def test_monthly_rule_is_loaded(load: Any) -> None:
    load(pool_with(schedule={"kind": "monthly", "week_of_month": 2, "weekdays": [2], "start": "17:00"}))
    assert (activity().weeks_of_month, activity().slots.get().weekdays) == ([2], [2])


def hiding_pool(organisation: str = "A1") -> dict[str, Any]:
    pool = pool_with(id=f"H-{organisation}", organisation=organisation, sensitive=True)
    pool["listings"][0]["venue"]["address_hidden"] = True
    pool["organisations"].append(pool["organisations"][0] | {"id": "A2", "slug": "b", "name": "Turvakoti ry"})
    return pool


def test_a_hidden_venue_of_another_organisation_is_not_taken(load: Any) -> None:
    load(hiding_pool("A2"), "theirs")
    (theirs,) = Venue.objects.all()
    load(hiding_pool("A1"), "ours")
    assert {venue.address_hidden for venue in Venue.objects.all()} == {True}
    ours = Venue.objects.exclude(pk=theirs.pk).get()
    assert ours.name == theirs.name
    assert [organisation.source_id for organisation in ours.hidden_by.all()] == ["A1"]
    assert [organisation.source_id for organisation in theirs.hidden_by.all()] == ["A2"]


def test_an_organisation_takes_its_own_hidden_venue_again(load: Any) -> None:
    load(hiding_pool())
    pool = hiding_pool()
    pool["listings"][0]["text"]["fi"]["title"] = "Vertaisryhmä"
    load(pool)
    venue = Venue.objects.get()
    assert (venue.address_hidden, venue.hidden_by.count(), activity().venue) == (True, 1, venue)


def test_a_venue_is_shared_by_the_activities_at_its_address(load: Any) -> None:
    pool = copy.deepcopy(POOL)
    pool["listings"].append(pool["listings"][0] | {"id": "B2"})
    load(pool)
    assert Venue.objects.count() == 1


def test_the_contact_is_a_role(load: Any) -> None:
    load()
    contact = activity().contacts.get()
    assert (contact.role, contact.name, contact.email) == ("office", "", "a@example.org")


def test_an_activity_whose_organisation_changed_moves(load: Any) -> None:
    load(pool_with(text={"fi": {"title": "Kahvila"}, "sv": {"title": "Kafé"}}))
    pool = pool_with(text={"fi": {"title": "Kahvila"}, "sv": {"title": "Kafé"}}, organisation="A2")
    pool["organisations"].append(pool["organisations"][0] | {"id": "A2", "name": "Toinen ry"})
    load(pool)
    assert {page.get_parent().title for page in ActivityPage.objects.all()} == {"Toinen ry"}


def test_deleted_activity_stays_deleted_when_loading_again(load: Any) -> None:
    load()
    activity().delete()
    report = load(pool_with(required_level="B1"))
    assert (report.deleted, ActivityPage.objects.count()) == (["B1"], 0)


def test_unpublished_activity_stays_unpublished_when_loading_again(load: Any) -> None:
    load()
    activity().unpublish()
    load(pool_with(required_level="B1"))
    assert (activity().live, activity().get_latest_revision_as_object().required_level) == (False, "B1")


def test_new_entry_of_the_file_is_created(load: Any) -> None:
    pool = copy.deepcopy(POOL)
    del pool["listings"][0]
    load(pool)
    assert (load().made, Listing.objects.count()) == (1, 1)


def test_a_listing_may_have_the_id_of_an_organisation(load: Any) -> None:
    load(pool_with(id="A1"))
    assert (Organisation.objects.get().source_id, Listing.objects.get().source_id) == ("A1", "A1")


def test_ids_are_the_same_after_clearing_and_loading_again(load: Any) -> None:
    source = load().source
    before = Listing.objects.get().pk
    clear_pool(source)
    load()
    assert Listing.objects.get().pk == before


def test_a_pool_of_many_towns_and_languages_is_loaded_as_it_stands(load: Any) -> None:
    """Several texts, source languages other than Finnish, and organisations without some of them."""
    pool = copy.deepcopy(POOL)
    pool["organisations"] += [
        {"id": "A2", "name": {"sv": "F\u00f6rening"}, "type": "association", "municipality": "Utsjoki"},
        {"id": "A3", "name": {"ar": "\u062c\u0645\u0639\u064a\u0629"}, "type": "association", "municipality": "638"},
    ]
    del pool["municipalities"]
    texts = {
        "sv": {"sv": {"title": "Kaf\u00e9"}, "fi": {"title": "Kahvila"}},
        "ar": {"ar": {"title": "\u0645\u0642\u0647\u0649"}, "en": {"title": "Caf\u00e9"}, "fi": {"title": "Kahvila"}},
        "vi": {"vi": {"title": "Qu\u00e1n c\u00e0 ph\u00ea"}},
    }
    pool["listings"] += [
        pool["listings"][0] | {"id": f"C-{code}", "organisation": home, "source_language": code, "text": texts[code]}
        for code, home in (("sv", "A2"), ("ar", "A3"), ("vi", "A2"))
    ]
    report = load(pool)
    languages = Listing.objects.order_by("source_id").values_list("source_language", flat=True)
    assert (report.made, list(languages), ActivityPage.objects.count()) == (7, ["fi", "ar", "sv", "vi"], 7)
    assert load(pool).unchanged == 7
    clear_pool(report.source)
    assert not Organisation.objects.exists()


def test_clearing_removes_what_was_loaded(load: Any) -> None:
    report = load()
    clear_pool(report.source)
    counts = [model.objects.count() for model in (ActivityPage, OrganisationPage, Listing, Organisation, Venue)]
    assert counts == [0, 0, 0, 0, 0]


def test_clearing_leaves_what_was_written_here(load: Any, organisation: Any) -> None:
    own = make_activity(organisation)
    clear_pool(load().source)
    assert [page.pk for page in ActivityPage.objects.all()] == [own.pk]


def test_clearing_one_pool_leaves_another(load: Any) -> None:
    other = copy.deepcopy(POOL)
    other["organisations"][0]["name"] = "Toinen ry"
    source = load(name="one").source
    other_source = load(other, name="two").source
    clear_pool(source)
    assert [listing.source for listing in Listing.objects.all()] == [other_source]


def test_clearing_keeps_an_organisation_with_activities_of_its_own(load: Any) -> None:
    source = load().source
    own = make_activity(OrganisationPage.objects.get())
    report = clear_pool(source)
    assert (report.kept, [page.pk for page in ActivityPage.objects.all()]) == (1, [own.pk])


def test_signal_pool_loaded_has_the_loaded_records(load: Any) -> None:
    heard: list[int] = []

    def listen(records: list[Any], **kwargs: Any) -> None:
        heard.append(len(records))

    pool_loaded.connect(listen)
    load()
    pool_loaded.disconnect(listen)
    assert heard == [2]


def test_loading_reports_its_progress(load: Any, tmp_path: Path, capsys: Any) -> None:
    load()
    call_command("load_demo", str(tmp_path / "pool.json"), verbosity=1)
    assert "loading: 2 of 2" in capsys.readouterr().err


def test_a_new_portal_is_where_later_organisations_stand(load: Any) -> None:
    porvoo = open_portal("porvoo", municipalities=["638"])
    pool = copy.deepcopy(POOL)
    pool["organisations"].append(pool["organisations"][0] | {"id": "A2", "name": "Toinen ry", "municipality": "Porvoo"})
    load(pool)
    assert Organisation.objects.get(source_id="A2").home_portal == porvoo
