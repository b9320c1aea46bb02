"""A generated pool: the same for the same seed, editable, indexed, in the right portals; and deleted completely."""

from __future__ import annotations

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Page, Revision

from listings.models import ActivityPage, Listing, Organisation, OrganisationPage, Venue
from regions.models import Portal
from search import signal_handlers
from search.models import ListingDocument, OrganisationDocument, OutboxEntry
from search.reconciliation import differences, rebuild
from tests.regions.factories import make_user
from tests.search.factories import make_activity

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = "2026-11-22"
SIZE = 60


def generate(*arguments: str) -> str:
    output = StringIO()
    call_command("generate_pool", "--seed", "6", *arguments, stdout=output, stderr=StringIO())
    return output.getvalue()


@pytest.fixture
def pool(open_portals: None) -> None:
    generate("--activities", str(SIZE), "--today", TODAY)


def content() -> list[tuple[Any, ...]]:
    """Return what the read model has of every listing."""
    names = (
        "id",
        "source_id",
        "section",
        "status",
        "municipality",
        "codes",
        "texts",
        "facts",
        "confirmed_on",
        "over_at",
    )
    return list(ListingDocument.objects.order_by("source_id").values_list(*names))


def test_two_processes_index_as_one_does(pool: None, monkeypatch: pytest.MonkeyPatch) -> None:
    one, organisations = content(), list(OrganisationDocument.objects.order_by("pk").values_list("pk", "portals"))
    generate("--clear")
    monkeypatch.setattr(signal_handlers, "_LARGE_POOL", 5)
    monkeypatch.setattr(signal_handlers, "LARGE_BATCH", 7)
    generate("--activities", str(SIZE), "--today", TODAY)
    assert content() == one
    assert list(OrganisationDocument.objects.order_by("pk").values_list("pk", "portals")) == organisations
    ListingDocument.objects.all().delete()
    rebuild(processes=2)
    assert content() == one
    assert differences() == []
    assert not OutboxEntry.objects.exists()


def test_pool_is_the_same_for_the_same_seed(pool: None) -> None:
    first = content()
    assert Listing.objects.count() == SIZE
    generate("--clear")
    assert not content()
    generate("--activities", str(SIZE), "--today", TODAY)
    assert content() == first


def test_generating_again_changes_nothing(pool: None) -> None:
    before = content(), list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    assert "no change" in generate("--activities", str(SIZE))
    assert before == (content(), list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id")))


def test_another_size_is_refused_and_another_seed_stands_beside(pool: None) -> None:
    with pytest.raises(CommandError, match="Clear it first"):
        generate("--activities", str(SIZE + 1))
    call_command("generate_pool", "--seed", "7", "--activities", "5", stdout=StringIO(), stderr=StringIO())
    assert Listing.objects.count() == SIZE + 5


def test_tree_is_what_treebeard_would_have_made(pool: None) -> None:
    assert not any(Page.find_problems())


def test_documents_are_what_reconciling_would_build(pool: None) -> None:
    assert ListingDocument.objects.exists()
    assert differences() == []


def comparable(content: dict[str, Any]) -> dict[str, Any]:
    """Return a page's content without what each publishing changes, and with concepts in order."""
    unlike = {"latest_revision", "live_revision", "latest_revision_created_at"}
    return {
        key: sorted(value) if isinstance(value, list) and all(isinstance(item, int) for item in value) else value
        for key, value in content.items()
        if key not in unlike
    }


def test_published_row_is_its_last_revision(pool: None) -> None:
    for model in (ActivityPage, OrganisationPage):
        for page in model.objects.all():
            assert page.live_revision_id == page.latest_revision_id
            assert comparable(json.loads(page.to_json())) == comparable(page.latest_revision.content)


def test_pages_keep_their_own_rules(pool: None) -> None:
    for page in [*OrganisationPage.objects.all(), *ActivityPage.objects.all()]:
        page.full_clean()


def test_pages_open_in_the_editor_and_can_be_published(pool: None) -> None:
    make_user("root@example.org", is_superuser=True, is_staff=True)
    browser = Client(headers={"host": "kototori.localhost:8000"})
    assert browser.login(username="root@example.org", password="secret-enough")
    listing = Listing.objects.filter(pk__in=ListingDocument.objects.values("pk")).order_by("source_id")[0]
    page = ActivityPage.objects.source_of(listing)
    assert browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    draft = page.get_latest_revision_as_object()
    draft.title = "Uusi nimi"
    draft.save_revision().publish()
    call_command("reconcile_index", stdout=StringIO(), stderr=StringIO())
    assert ListingDocument.objects.get(pk=listing.pk).texts[listing.source_language]["title"] == "Uusi nimi"


def test_each_portal_shows_what_its_scope_says(pool: None) -> None:
    espoo = Portal.objects.get(slug="espoo")
    documents = ListingDocument.objects.filter(shown__portal_id=espoo.pk)
    assert documents.exists()
    assert all(
        document.municipality == "049" or document.facts["mode"] in ("online", "phone") for document in documents
    )
    for page in OrganisationPage.objects.select_related("municipality", "locale"):
        assert page.record.home_portal == Portal.objects.home_of(page.municipality)
    assert Organisation.objects.filter(home_portal=espoo).exists()


def test_clearing_leaves_nothing_but_what_others_made(pool: None) -> None:
    pages = Page.objects.exclude(pk__in=[*ActivityPage.objects.values_list("pk", flat=True)]).exclude(
        pk__in=OrganisationPage.objects.values_list("pk", flat=True)
    )
    rows = set(pages.values_list("pk", "numchild"))
    generate("--clear")
    models = (Listing, Organisation, ActivityPage, OrganisationPage, Venue, ListingDocument, OrganisationDocument)
    assert [model.__name__ for model in models if model.objects.exists()] == []
    assert {pk for pk, _children in rows} == set(Page.objects.values_list("pk", flat=True))
    assert not any(Page.find_problems())
    assert not Revision.objects.filter(content_type__app_label="listings", object_str__contains=" ry").exists()


def test_clearing_leaves_an_organisation_in_which_somebody_works(pool: None) -> None:
    organisation = Organisation.objects.order_by("source_id")[0]
    page = OrganisationPage.objects.source_of(organisation)
    own = make_activity(page, "Oma ryhmä")
    generate("--clear")
    assert list(Listing.objects.values_list("pk", flat=True)) == [own.translation_key]
    assert list(Organisation.objects.all()) == [organisation]
    assert not any(Page.find_problems())


def test_pool_is_refused_without_a_national_portal(db: None) -> None:
    with pytest.raises(CommandError, match="open_portal"):
        generate("--activities", "5")
    assert not Listing.objects.exists()


@override_settings(KOTOTORI_DEMO=False)
def test_pool_is_refused_where_real_activities_may_be(open_portals: None) -> None:
    with pytest.raises(CommandError, match="--force"):
        generate("--activities", "5")
    assert "5 activities" in generate("--activities", "5", "--force", "--today", str(datetime.date(2026, 11, 22)))
