"""The demo's portals and accounts: as published, idempotent, never in production."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from kototori.checks import demo_accounts_are_absent
from kototori.demo.accounts import DEMO_USERNAMES, make_demo_account, make_demo_accounts, open_demo_portals
from regions.models import Portal, PortalMembership
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo_portals(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Run the command in a transaction around the module's tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(KOTOTORI_DEMO=True):
            call_command("open_demo_portals", stdout=StringIO())
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def demo_allowed(settings: Any) -> None:
    settings.KOTOTORI_DEMO = True


@pytest.fixture
def no_accounts(db: None) -> None:
    get_user_model().objects.filter(username__in=DEMO_USERNAMES).delete()


@pytest.fixture
def production(settings: Any) -> None:
    settings.KOTOTORI_DEMO = False
    settings.DEBUG = False


@pytest.mark.usefixtures("demo_portals")
def test_the_five_portals_have_their_published_languages_and_towns() -> None:
    portals = {
        portal.slug: (" ".join(portal.languages), {municipality.name_fi for municipality in portal.coverage.all()})
        for portal in Portal.objects.all()
    }
    assert portals == {
        "kototori": ("fi sv en ru uk ar so fa et", set()),
        "espoo": ("fi sv en ru ar", {"Espoo"}),
        "vantaa": ("fi sv en ru ar", {"Vantaa"}),
        "keski-uusimaa": ("fi sv en ru ar", {"Hyvinkää", "Järvenpää", "Mäntsälä"}),
        "lansi-uusimaa": ("fi sv en ru ar", {"Lohja", "Karkkila", "Kirkkonummi", "Raasepori"}),
    }


@pytest.mark.usefixtures("demo_portals", "demo_allowed")
def test_the_command_makes_the_published_accounts_and_again_changes_nothing() -> None:
    memberships = set(PortalMembership.objects.values_list("user__username", "portal__slug", "role"))
    assert memberships == {
        ("admin@example.org", "kototori", "national_admin"),
        ("espoo@example.org", "espoo", "coordinator"),
        ("vantaa@example.org", "vantaa", "coordinator"),
        ("arabia@example.org", "espoo", "translator"),
        ("arabia@example.org", "vantaa", "translator"),
        ("somali@example.org", "kototori", "translator"),
        ("neuvoja@example.org", "espoo", "counsellor"),
    }
    assert authenticate(username="neuvoja@example.org", password="kototori-demo") is not None
    assert make_demo_accounts() == 0
    assert all(opened.changes == [] for opened in open_demo_portals())


@pytest.mark.usefixtures("production")
def test_accounts_are_refused_where_the_demo_is_not_allowed() -> None:
    with pytest.raises(ImproperlyConfigured):
        make_demo_account("new@example.org", "Eeva", "Espoolainen")
    assert not get_user_model().objects.filter(username="new@example.org").exists()


@pytest.mark.usefixtures("production", "no_accounts")
@pytest.mark.parametrize("name", sorted(DEMO_USERNAMES))
def test_production_is_refused_with_any_demo_account(name: str) -> None:
    make_user(name)
    faults = run_checks(databases=["default"], tags=["database"], include_deployment_checks=True)
    assert [fault.id for fault in faults if fault.id == "kototori.E001"] == ["kototori.E001"]


@pytest.mark.usefixtures("production", "no_accounts")
def test_production_without_demo_accounts_passes_the_check() -> None:
    make_user("coordinator@city.example")
    assert demo_accounts_are_absent(databases=["default"]) == []


@pytest.mark.usefixtures("demo_allowed", "no_accounts")
def test_the_demo_may_have_its_accounts() -> None:
    make_user("espoo@example.org")
    assert demo_accounts_are_absent(databases=["default"]) == []
