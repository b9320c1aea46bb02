"""``changes``: who follows them has, at every end of the list, exactly what the portal shows."""

from __future__ import annotations

import datetime
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from listings.models import ActivityPage, Listing, Organisation, OrganisationPage, Placement
from regions.models import Municipality, Portal
from search.indexer import drain_outbox
from search.models import ListingDocument, OrganisationDocument, Tombstone
from search.reconciliation import differences, rebuild, repair
from tests.api.api_client import ApiClient
from tests.search.factories import draft_activity, edit, make_activity, make_organisation, make_translation
from tests.shares import PROVES

HOSTS = ("kototori", "espoo", "vantaa")
#: Keys of items that move without a change of the document: by time, or with other documents.
MOVING = {"next_occurrence", "activity_count"}


class Copy:
    """A copy of what a portal shows, kept by ``changes`` alone."""

    def __init__(self, slug: str, **parameters: Any) -> None:
        self.client = ApiClient(f"{slug}.localhost:8000")
        self.parameters = parameters
        self.cursor = ""
        self.items: dict[str, dict[str, Any]] = {}
        self.seen: list[tuple[int, str]] = []
        self.gone: set[str] = set()

    def read_page(self) -> bool:
        """Take one page over; return whether the copy is up to date."""
        answer = self.client.get("changes", after=self.cursor, **self.parameters)
        for change in answer["results"]:
            self.seen.append((change["sequence"], change["id"]))
            if change["change"] == "gone":
                assert change["item"] is None
                self.items.pop(change["id"], None)
                self.gone.add(change["id"])
            else:
                self.items[change["id"]] = {key: value for key, value in change["item"].items() if key not in MOVING}
        assert (answer["next"] is None) == answer["up_to_date"]
        self.cursor = answer["cursor"]
        return bool(answer["up_to_date"])

    def follow(self) -> list[str]:
        """Read to the end; return the ids that came."""
        start = len(self.seen)
        while not self.read_page():
            pass
        return [key for _sequence, key in self.seen[start:]]


def shown(slug: str) -> dict[str, dict[str, Any]]:
    """Every item of a portal's own lists."""
    client = ApiClient(f"{slug}.localhost:8000")
    found: dict[str, dict[str, Any]] = {}
    for path in ("activities", "organisations"):
        page = 1
        while True:
            answer = client.get(path, page=page, page_size=100, sort="modified")
            found |= {
                item["id"]: {key: value for key, value in item.items() if key not in MOVING}
                for item in answer["results"]
            }
            page += 1
            if answer["next"] is None:
                break
    return found


@pytest.fixture
def organisation(espoo: Portal) -> OrganisationPage:
    return make_organisation(espoo, "Kaislikko ry")


def yesterday() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=1)


def place(page: ActivityPage, slug: str, kind: str, until: datetime.date | None = None) -> None:
    Placement.objects.update_or_create(
        portal=Portal.objects.get(slug=slug),
        listing_id=page.translation_key,
        defaults={"kind": kind, "until": until},
    )


def in_vantaa(page: ActivityPage) -> None:
    edit(page, municipality=Municipality.objects.get(code="092"))


def of_listing(**values: Any) -> Callable[[ActivityPage, OrganisationPage], Any]:
    return lambda page, _organisation: Listing.objects.filter(pk=page.translation_key).update(**values)


#: What happens to an activity of Espoo, and the hosts from which it goes.
WRITES: dict[str, tuple[Callable[[ActivityPage, OrganisationPage], Any], set[str]]] = {
    "renamed": (lambda page, _: edit(page, title="Toinen nimi"), set()),
    "translated": (lambda page, _: make_translation(page, "ar", title="مقهى اللغة"), set()),
    "paused": (of_listing(status="paused"), set()),
    "unpublished": (lambda page, _: page.unpublish(), {"kototori", "espoo"}),
    "deleted": (lambda page, _: page.delete(), {"kototori", "espoo"}),
    "moved": (lambda page, _: in_vantaa(page), {"espoo"}),
    "excluded here": (lambda page, _: place(page, "espoo", "excluded"), {"espoo"}),
    "excluded in the country": (lambda page, _: place(page, "kototori", "excluded"), {"kototori"}),
    "included elsewhere": (lambda page, _: place(page, "vantaa", "included"), set()),
    "ended": (
        lambda page, _: Listing.objects.filter(pk=page.translation_key).update(ended_on=yesterday()),
        {"kototori", "espoo"},
    ),
    "not confirmed": (
        lambda page, _: Listing.objects.filter(pk=page.translation_key).update(confirm_by=yesterday()),
        {"kototori", "espoo"},
    ),
    "organisation suspended": (
        lambda _, home: Organisation.objects.filter(pk=home.translation_key).update(status="suspended"),
        {"kototori", "espoo"},
    ),
    "organisation unpublished": (lambda _, home: home.unpublish(), {"kototori", "espoo"}),
    "organisation renamed": (lambda _, home: edit(home, title="Ruovikko ry"), set()),
    "organisation moved": (
        lambda _, home: home.move(Portal.objects.get(slug="vantaa").directory, pos="last-child"),
        set(),
    ),
    "coverage taken away": (
        lambda _page, _home: Portal.objects.get(slug="espoo").coverage.remove(Municipality.objects.get(code="049")),
        {"espoo"},
    ),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_copy_of_every_portal_follows_a_change(vantaa: Portal, organisation: OrganisationPage, name: str) -> None:
    page, other = make_activity(organisation, "Kerho"), make_activity(organisation, "Toinen")
    in_vantaa(other)
    drain_outbox()
    copies = {slug: Copy(slug) for slug in HOSTS}
    for slug, copy in copies.items():
        copy.follow()
        assert copy.items == shown(slug)
    write, left = WRITES[name]
    write(page, organisation)
    drain_outbox()
    for slug, copy in copies.items():
        came = copy.follow()
        assert copy.items == shown(slug), slug
        assert (str(page.translation_key) in copy.gone) == (slug in left), slug
        assert len(came) == len(set(came)), slug


def test_a_host_tells_nothing_of_what_it_never_showed(vantaa: Portal, organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Kerho")
    edit(page, title="Kerho uudestaan")
    drain_outbox()
    page.unpublish()
    drain_outbox()
    copy = Copy("vantaa")
    copy.follow()
    assert str(page.translation_key) not in {key for _sequence, key in copy.seen}


def test_a_reader_who_was_away_hears_of_all_that_left_meanwhile(vantaa: Portal, organisation: OrganisationPage) -> None:
    """It left Espoo, was removed, came back in Vantaa: Espoo's reader must still hear that it is gone."""
    page = make_activity(organisation, "Kerho")
    drain_outbox()
    copy = Copy("espoo")
    copy.follow()
    in_vantaa(page)
    drain_outbox()
    page = ActivityPage.objects.get(pk=page.pk)
    page.unpublish()
    drain_outbox()
    assert Portal.objects.get(slug="espoo").pk in Tombstone.objects.get(pk=page.translation_key).portals
    page.get_latest_revision().publish()
    drain_outbox()
    copy.follow()
    assert copy.items == shown("espoo")
    assert str(page.translation_key) in copy.gone


def test_what_is_gone_has_no_text(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Salaperäinen kerho")
    drain_outbox()
    place(page, "espoo", "excluded")
    drain_outbox()
    body = ApiClient("espoo.localhost:8000").response("changes").content.decode()
    assert str(page.translation_key) in body
    assert "Salaperäinen" not in body


def test_time_that_ends_it_is_told_beforehand(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Kerho")
    last = timezone.localdate() + datetime.timedelta(days=3)
    Listing.objects.filter(pk=page.translation_key).update(confirm_by=last)
    drain_outbox()
    results = ApiClient("espoo.localhost:8000").get("changes", kind="activity")["results"]
    assert [change["public_until"][:10] for change in results] == [str(last + datetime.timedelta(days=1))]


@pytest.mark.parametrize(("kind", "change"), [("excluded", "gone"), ("included", "updated")])
def test_a_placement_that_runs_out_is_told_beforehand_and_comes_again(
    vantaa: Portal, organisation: OrganisationPage, kind: str, change: str
) -> None:
    page = make_activity(organisation, "Kerho")
    slug = "espoo" if kind == "excluded" else "vantaa"
    last = timezone.localdate() + datetime.timedelta(days=2)
    place(page, slug, kind, until=last)
    drain_outbox()
    copy = Copy(slug, kind="activity")
    [told] = copy.client.get("changes", kind="activity")["results"]
    day = str(last + datetime.timedelta(days=1))
    assert told["change"] == change
    assert (told["public_from"] or "")[:10] == (day if kind == "excluded" else "")
    assert (told["public_until"] or "")[:10] == ("" if kind == "excluded" else day)
    copy.follow()
    place(page, slug, kind, until=yesterday())
    drain_outbox()
    assert copy.follow() == [str(page.translation_key)]
    assert copy.items.keys() == {key for key in shown(slug) if key == str(page.translation_key)}


def test_nothing_comes_where_nothing_changed(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Kerho")
    drain_outbox()
    copy = Copy("espoo")
    copy.follow()
    edit(page, publish=False, title="Luonnos")
    drain_outbox()
    rebuild()
    repair(differences())
    assert copy.follow() == []


def test_pages_of_any_size_give_the_same_once(organisation: OrganisationPage) -> None:
    for number in range(7):
        make_activity(organisation, f"Kerho {number}")
    drain_outbox()
    runs = [Copy("kototori", page_size=size) for size in (1, 3, 100)]
    orders = [copy.follow() for copy in runs]
    assert orders[0] == orders[1] == orders[2]
    assert len(set(orders[0])) == len(orders[0]) == 8
    assert [number for number, _key in runs[0].seen] == sorted(number for number, _key in runs[0].seen)


def test_kind_leaves_the_others_out_and_keeps_the_place(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Kerho")
    drain_outbox()
    activities, organisations = Copy("espoo", kind="activity"), Copy("espoo", kind="organisation")
    assert activities.follow() == [str(page.translation_key)]
    assert organisations.follow() == [str(organisation.translation_key)]
    assert activities.cursor == organisations.cursor


def test_next_is_an_address_that_can_be_asked(organisation: OrganisationPage) -> None:
    make_activity(organisation, "Kerho")
    drain_outbox()
    client = ApiClient("espoo.localhost:8000")
    first = client.get("changes", page_size=1, lang="sv")
    assert first["next"].startswith("http://espoo.localhost:8000/api/v1/changes?")
    second = client.client.get(first["next"].partition(":8000")[2]).json()
    assert second["up_to_date"]
    assert second["next"] is None
    assert {change["id"] for change in first["results"]}.isdisjoint(change["id"] for change in second["results"])


def test_an_index_set_up_from_nothing_tells_the_reader_to_start_again(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Kerho")
    drain_outbox()
    copy = Copy("espoo")
    copy.follow()
    ListingDocument.objects.all().delete()
    OrganisationDocument.objects.all().delete()
    Listing.objects.filter(pk=page.translation_key).update(ended_on=yesterday())
    rebuild()
    problem = copy.client.get("changes", 410, after=copy.cursor, lang="en")
    assert "begin again" in problem["detail"]
    assert [error["parameter"] for error in problem["errors"]] == ["after"]
    anew = Copy("espoo")
    anew.follow()
    assert anew.items == shown("espoo")


def test_who_restores_a_backup_can_tell_readers_to_begin_again(organisation: OrganisationPage) -> None:
    make_activity(organisation, "Kerho")
    drain_outbox()
    copy = Copy("espoo")
    copy.follow()
    call_command("rebuild_index", new_epoch=True)
    copy.client.get("changes", 410, after=copy.cursor)
    assert copy.client.get("changes")["results"][0]["sequence"] == copy.seen[0][0]


@pytest.mark.parametrize(
    "text",
    ["x", "12", "-1", "00000000-", "zzzzzzzz-1", f"{'0' * 8}-{'9' * 19}", "2c9e434a-965a-40c9-9d96-97245af92088"],
)
def test_what_is_no_cursor_is_a_fault(espoo: Portal, text: str) -> None:
    assert ApiClient("espoo.localhost:8000").faults("changes", after=text) == {"after"}


def test_a_cursor_of_other_numbers_is_gone(organisation: OrganisationPage) -> None:
    drain_outbox()
    client = ApiClient("espoo.localhost:8000")
    epoch, _dash, last = client.get("changes")["cursor"].rpartition("-")
    client.get("changes", 410, after=f"{epoch}-{int(last) + 1}")
    client.get("changes", 410, after=f"{'f' * 8}-{last}")
    client.get("changes", 200, after=f"{epoch}-{last}")


def test_before_anything_is_indexed_there_is_nothing_to_read(espoo: Portal) -> None:
    copy = Copy("espoo")
    assert copy.follow() == []
    assert copy.follow() == []


def test_statements_do_not_grow_with_rows(organisation: OrganisationPage) -> None:
    client = ApiClient("espoo.localhost:8000")
    counts = []
    for total in (4, 40):
        for number in range(total):
            make_activity(organisation, f"Kerho {total} {number}")
        drain_outbox()
        client.get("changes")
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get("changes")["results"]) > total
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


@pytest.mark.django_db(transaction=True)
@pytest.mark.exhaustive
def test_readers_among_many_writers_miss_nothing_and_read_no_version_twice(
    vantaa: Portal, organisation: OrganisationPage
) -> None:
    homes = [organisation, make_organisation(vantaa, "Toinen ry"), make_organisation(vantaa, "Kolmas ry")]
    drafts = [draft_activity(homes[number % 3], f"Kielikahvila {number % 4}").pk for number in range(36)]
    drain_outbox()
    stop = threading.Event()
    copies = {slug: Copy(slug, page_size=3) for slug in HOSTS}

    def write(worker: int) -> None:
        chance = random.Random(worker)
        try:
            mine = drafts[worker::6]
            for step in range(24 if PROVES else 8):
                _write_something(chance, ActivityPage.objects.get(pk=chance.choice(mine)), step)
                if worker == 0 and step % 6 == 0:
                    _write_to_organisation(chance, homes[chance.randrange(3)], step)
                drain_outbox(budget_seconds=5)
        finally:
            connections.close_all()

    def read(slug: str) -> None:
        try:
            while not stop.is_set():
                copies[slug].read_page()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=9) as threads:
        readers = [threads.submit(read, slug) for slug in HOSTS]
        writers = [threads.submit(write, worker) for worker in range(6)]
        for writer in writers:
            writer.result()
        stop.set()
        for reader in readers:
            reader.result()
    drain_outbox()
    assert differences() == []
    for slug, copy in copies.items():
        copy.follow()
        assert copy.items == shown(slug), slug
        numbers = [sequence for sequence, _key in copy.seen]
        assert numbers == sorted(set(numbers)), slug
        assert copy.follow() == [], slug


def _write_something(chance: random.Random, page: ActivityPage, step: int) -> None:
    kind = chance.choice(["publish", "publish", "edit", "move", "unpublish", "place", "pause", "end"])
    if kind == "publish":
        page.get_latest_revision().publish()
    elif kind == "edit":
        edit(page, title=f"Kielikahvila {step}")
    elif kind == "move":
        edit(page, municipality=Municipality.objects.get(code=chance.choice(["049", "092"])))
    elif kind == "unpublish":
        page.unpublish()
    elif kind == "place":
        place(page, chance.choice(HOSTS), chance.choice(["included", "excluded", "pinned"]))
    else:
        values: dict[str, Any] = {"status": chance.choice(["active", "paused"])} if kind == "pause" else {}
        ended = chance.choice([None, yesterday()]) if kind == "end" else None
        Listing.objects.filter(pk=page.translation_key).update(**values or {"ended_on": ended})


def _write_to_organisation(chance: random.Random, page: OrganisationPage, step: int) -> None:
    records = Organisation.objects.filter(pk=page.translation_key)
    if chance.random() < 0.5:
        edit(OrganisationPage.objects.get(pk=page.pk), title=f"Nimi {step} ry")
    else:
        records.update(status=chance.choice(["suspended", "active"]))


@pytest.mark.parametrize("table", ["search_listingdocument", "search_organisationdocument", "search_tombstone"])
@pytest.mark.django_db(transaction=True)
def test_what_is_written_between_two_statements_of_one_answer_is_not_lost(
    organisation: OrganisationPage, table: str
) -> None:
    page, removed = make_activity(organisation, "Kerho"), make_activity(organisation, "Poistuva")
    drain_outbox()
    copy = Copy("espoo")
    copy.follow()
    written = threading.Event()

    def write() -> None:
        try:
            edit(OrganisationPage.objects.get(pk=organisation.pk), title="Kesken ry")
            drain_outbox()
            edit(ActivityPage.objects.get(pk=page.pk), title="Kesken kaiken")
            drain_outbox()
            ActivityPage.objects.get(pk=removed.pk).unpublish()
            drain_outbox()
        finally:
            connections.close_all()

    def between(execute: Any, sql: str, *rest: Any) -> Any:
        if f'FROM "{table}"' in sql and not written.is_set():
            written.set()
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()
        return execute(sql, *rest)

    with connection.execute_wrapper(between):
        copy.read_page()
    assert written.is_set()
    copy.follow()
    assert copy.items == shown("espoo")
