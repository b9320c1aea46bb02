"""Opening a portal: idempotent, all faults at once, constant in queries."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, ModelLogEntry, Page, Site

from regions import portal_parts
from regions.actions.open_portal import OpenPortal, OpenPortalError
from regions.forms import PortalForm
from regions.models import Municipality, Portal, PortalGroup, PortalHomePage, PortalRole
from regions.models.portal import PORTAL_FIELDS
from regions.portal_parts import PortalContext, PortalPart
from tests.regions.factories import make_user, open_national, open_portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, many-to-many included."""
    managed = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in managed
        if not model._meta.proxy
    }


def test_opening_again_changes_no_row() -> None:
    open_portal("espoo", brand_strong="#0050a0", contact_email="espoo@example.org")
    before = every_row()
    again = OpenPortal(
        slug="espoo",
        name="Espoo",
        languages=["fi", "sv", "en"],
        municipalities=["049"],
        brand_strong="#0050a0",
        contact_email="espoo@example.org",
        port=8000,
    ).execute()
    assert again.changes == []
    assert every_row() == before


def test_opening_with_more_languages_and_municipalities_adds_them() -> None:
    open_portal("espoo", languages=["fi", "sv"])
    portal = open_portal("espoo", languages=["fi", "ar"], municipalities=["092"])
    assert portal.languages == ["fi", "ar", "sv"]
    assert set(portal.coverage.values_list("pk", flat=True)) == {"049", "092"}
    assert portal.homes.filter(live=True).count() == 3


def test_field_that_is_not_given_keeps_its_value() -> None:
    open_portal("espoo", contact_phone="09 123 4567", takes_online=False)
    portal = open_portal("espoo")
    assert (portal.contact_phone, portal.takes_online) == ("09 123 4567", False)


def test_exact_removes_languages_and_municipalities_that_are_not_named() -> None:
    open_portal("espoo", languages=["fi", "sv"], municipalities=["049", "092"])
    portal = open_portal("espoo", languages=["sv"], municipalities=["049"], exact=True)
    assert portal.languages == ["sv"]
    assert [municipality.pk for municipality in portal.coverage.all()] == ["049"]


def test_homes_are_live_translations_of_each_other_below_the_root() -> None:
    portal = open_portal()
    homes = list(portal.homes.select_related("locale"))
    assert {home.locale.language_code for home in homes} == {"fi", "sv", "en"}
    assert {(home.depth, home.live, home.has_unpublished_changes) for home in homes} == {(2, True, False)}
    assert len({home.translation_key for home in homes}) == 1
    assert all(home.live_revision_id for home in homes)


def test_the_site_has_the_first_languages_home_and_the_portals_host() -> None:
    portal = open_portal(languages=["sv", "fi"])
    assert (portal.site.hostname, portal.site.port) == ("espoo.localhost", 8000)
    assert portal.site.root_page.locale.language_code == "sv"
    assert portal.root_url == "http://espoo.localhost:8000"


def test_first_portal_removes_wagtails_welcome_page_and_groups() -> None:
    open_portal()
    assert not Page.objects.filter(slug="home").exists()
    assert not Site.objects.filter(is_default_site=True).exists()
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


def test_a_welcome_page_that_somebody_has_edited_stays() -> None:
    welcome = Page.objects.get(slug="home")
    welcome.save_revision()
    open_portal()
    assert Page.objects.filter(slug="home").exists()


def test_all_faults_are_reported_and_nothing_is_written() -> None:
    open_national()
    before = every_row()
    with pytest.raises(OpenPortalError) as caught:
        OpenPortal(
            slug="Es_poo",
            name=" ",
            languages=["fi", "tlh", "fi"],
            municipalities=["049", "999"],
            is_national=True,
            brand_strong="#ffee00",
            contact_email="nobody",
            port=99999,
        ).execute()
    fields = {field for field, _sentence in caught.value.faults}
    assert fields == {
        "slug",
        "name",
        "hostname",
        "port",
        "languages",
        "municipalities",
        "is_national",
        "brand_strong",
        "contact_email",
    }
    sentences = str(caught.value)
    assert "tlh" in sentences
    assert "999" in sentences
    assert every_row() == before


def test_malformed_colour_is_a_fault() -> None:
    with pytest.raises(OpenPortalError, match="six hexadecimal digits"):
        open_portal(brand_strong="blue")


def test_host_of_another_site_is_refused() -> None:
    Site.objects.create(hostname="espoo.localhost", port=80, root_page=Page.get_first_root_node())
    with pytest.raises(OpenPortalError, match=r"espoo\.localhost is taken"):
        open_portal()


def test_a_second_national_portal_is_refused() -> None:
    open_national()
    with pytest.raises(OpenPortalError, match="national portal already"):
        open_national("toinen")


def test_a_regional_portal_needs_a_municipality() -> None:
    with pytest.raises(OpenPortalError, match="at least one municipality"):
        open_portal(municipalities=[])


def test_coordinators_may_work_on_their_homes_and_on_nothing_else() -> None:
    portal = open_portal()
    open_portal("vantaa", municipalities=["092"])
    group = Group.objects.get(portal_group__portal=portal, portal_group__role="coordinator")
    rights = GroupPagePermission.objects.filter(group=group)
    assert set(rights.values_list("page_id", flat=True)) == set(portal.homes.values_list("pk", flat=True))
    assert set(rights.values_list("permission__codename", flat=True)) == {
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
    }
    assert group.permissions.filter(codename="access_admin").exists()
    assert set(GroupCollectionPermission.objects.filter(group=group).values_list("collection_id", flat=True)) == {
        portal.collection_id
    }


def test_a_new_name_reaches_group_site_and_collection() -> None:
    open_portal("espoo", name="Espo")
    portal = open_portal("espoo", name="Espoo")
    names = set(Group.objects.filter(portal_group__portal=portal).values_list("name", flat=True))
    assert names == {"Kototori Espoo: coordinators"}
    assert portal.collection is not None
    assert portal.site.site_name == portal.collection.name == "Kototori Espoo"


def test_registered_parts_are_made_in_order_with_homes_in_the_portals_order() -> None:
    calls: list[tuple[str, list[str]]] = []

    def part(name: str) -> PortalPart:
        def ensure(context: PortalContext) -> None:
            calls.append((name, list(context.homes)))
            context.report(name)

        return PortalPart(name, order=500 if name == "late" else 1, ensure=ensure)

    registry = portal_parts.registry
    late, early = part("late"), part("early")
    with registry.replaced("late", late, order=late.order), registry.replaced("early", early, order=early.order):
        opened = OpenPortal(slug="espoo", name="Espoo", languages=["sv", "fi"], municipalities=["049"]).execute()
    assert calls == [("early", ["sv", "fi"]), ("late", ["sv", "fi"])]
    assert opened.changes[-1] == "late"


def test_opening_is_logged_with_its_author() -> None:
    author = make_user(is_superuser=True)
    portal = open_portal(user=author)
    entry = ModelLogEntry.objects.get(action="regions.open_portal")
    assert (entry.object_id, entry.user) == (str(portal.pk), author)


#: Wagtail keeps collections in alphabetical order: a new one moves each later one by one statement of its own.
SHIFTS_A_COLLECTION = 'UPDATE "wagtailcore_collection" SET "path"'


def queries_of_opening(slug: str, languages: list[str]) -> int:
    with CaptureQueriesContext(connection) as queries:
        open_portal(slug, languages=languages)
    return sum(SHIFTS_A_COLLECTION not in query["sql"] for query in queries.captured_queries)


def make_bare_portal(slug: str) -> None:
    """As much of a portal as the next one could stumble over: rows, a page, a group and a collection."""
    root = Page.get_first_root_node()
    site = Site.objects.create(hostname=f"{slug}.localhost", port=8000, root_page=root)
    collection = Collection.get_first_root_node().add_child(name=f"Kototori {slug}")
    portal = Portal.objects.create(slug=slug, name=slug, site=site, languages=["fi"], collection=collection)
    portal.coverage.set(Municipality.objects.all()[:10])
    home = PortalHomePage(title=slug, slug=f"{slug}-fi", locale=Locale.objects.get(language_code="fi"), portal=portal)
    root.add_child(instance=home)
    group = Group.objects.create(name=f"Kototori {slug}: coordinators")
    PortalGroup.objects.create(portal=portal, role=PortalRole.COORDINATOR, group=group)


def test_the_fortieth_portal_opens_with_as_many_queries_as_the_second() -> None:
    open_national(languages=["fi", "sv"])
    second = queries_of_opening("p1", ["fi", "sv"])
    for number in range(2, 39):
        make_bare_portal(f"p{number}")
    assert queries_of_opening("p40", ["fi", "sv"]) == second
    assert Portal.objects.count() == 40


def test_each_language_costs_the_same_number_of_queries() -> None:
    open_national(languages=["fi"])
    for language in ("sv", "en", "ru", "ar"):
        Locale.objects.get_or_create(language_code=language)
    one, three, five = (
        queries_of_opening(f"p{len(languages)}", languages)
        for languages in (["fi"], ["fi", "sv", "en"], ["fi", "sv", "en", "ru", "ar"])
    )
    assert three - one == five - three


def test_command_opens_a_portal_and_lists_the_changes() -> None:
    out = StringIO()
    call_command(
        "open_portal", "espoo", name="Espoo", languages="fi,sv", municipalities="049", brand="#0050a0", stdout=out
    )
    assert "Kototori Espoo: http://espoo.localhost" in out.getvalue()
    assert Portal.objects.get(slug="espoo").languages == ["fi", "sv"]


def test_command_lists_every_fault() -> None:
    with pytest.raises(CommandError) as caught:
        call_command("open_portal", "espoo", name="Espoo", languages="xx", municipalities="999")
    assert "xx" in str(caught.value)
    assert "999" in str(caught.value)
    assert not PortalHomePage.objects.exists()


def other_value(name: str) -> Any:
    """A valid value of a portal's field that isn't its default."""
    field: Any = Portal._meta.get_field(name)
    if isinstance(field, models.BooleanField):
        return not field.default
    if isinstance(field, models.EmailField):
        return "espoo@example.org"
    return {"brand_strong": "#0050a0", "contact_phone": "019 876 543"}.get(name, "Esbo")


@pytest.mark.parametrize("name", PORTAL_FIELDS)
def test_each_portal_field_reaches_action_command_and_form(name: str) -> None:
    value = other_value(name)
    assert getattr(open_portal("espoo", **{name: value}), name) == value
    options = {"name": "Vantaa", "languages": "fi", "municipalities": "092", name: value}
    call_command("open_portal", "vantaa", stdout=StringIO(), **options)
    assert getattr(Portal.objects.get(slug="vantaa"), name) == value
    form = PortalForm(
        {"slug": "lohja", "name": "Lohja", "languages": "fi", "municipalities": ["444"], "brand_strong": "#0f4c5c"}
        | {"coordinator": "lohja@example.org", name: value}
    )
    assert form.is_valid(), form.errors
    assert getattr(form.save(), name) == value


def test_phone_that_nobody_can_dial_is_a_fault() -> None:
    with pytest.raises(OpenPortalError, match="kysy neuvonnasta"):
        open_portal(contact_phone="kysy neuvonnasta")


def test_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="created_at"):
        open_portal(created_at="2026-01-01")
