"""Each account of the demo does what the README says of its role, from signing in to what visitors see."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation, Translation

from editorial.translation_orders.models import TranslationOrder
from kototori.demo.accounts import DEMO_PASSWORD
from listings.models import ActivityPage, Listing
from regions.models import Portal
from tests.announcing.desk_requests import check_path, edit_path, save, send
from tests.announcing.form_data import filled
from tests.faces.visiting import finder, listing, read, visit
from tests.journeys.walking import Walk
from tests.listings.admin import url
from tests.review_screen.waiting_texts import screen_form
from tests.translating.orders import desk, names, sent, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pool")]

#: An activity of Siltasanat ry in Espoo, on Wednesdays at 17.30.
ACTIVITY = "L025"
#: What waits for a translator.
LIST = "/fi/desk/translations/"

#: The portals that show it.
PORTALS = ("espoo", "kototori")

#: A portal as the administrator describes it in the form.
PORVOO = {
    "slug": "porvoo",
    "name": "Porvoo",
    "languages": "fi, sv",
    "municipalities": ["638"],
    "takes_online": "on",
    "brand_strong": "#0050a0",
    "contact_name": "Porvoon kaupunki",
    "contact_email": "porvoo@example.org",
    "contact_phone": "",
    "coordinator": "porvoo@example.org",
}


def source_of(source_id: str) -> Any:
    return ActivityPage.objects.source_of(Listing.objects.get(source_id=source_id))


def writer(email: str = "siltasanat@example.org", portal: str = "espoo") -> Client:
    """An organisation's editor at the desk of a portal, where the sign-in has led."""
    client = Client(headers={"host": f"{portal}.localhost:8000"})
    answer = client.post("/fi/sign-in/", {"login": email, "password": DEMO_PASSWORD})
    assert answer["Location"] == "/fi/desk/"
    return client


def submit_change(page: Any) -> None:
    """The editor opens the activity at the desk, puts it on Thursdays at 18.15, checks and sends."""
    client = writer()
    times = {"slots__0__weekdays": ["4"], "slots__0__start": "18.15", "slots__0__end": "19.45"}
    assert save(client, edit_path(page), **times, action="check")["Location"] == check_path(page)
    assert send(client, page).status_code == 302


def approve(walk: Walk, page: Any) -> None:
    """From the front page of the admin, where the activity waits, to its screen."""
    address = reverse("review_screen", args=[ActivityPage.objects.get(pk=page.pk).current_workflow_task_state.pk])
    walk.follow(address)
    walk.post(address, screen_form(walk.client.get(address)) | {"answer": "approve"})


def shown(portal: str) -> str:
    """What a portal's page of the activity says."""
    return read(portal, f"{finder('fi')}{listing(ACTIVITY).pk}/").get_text(" ")


def on_thursdays(portal: str) -> bool:
    """Whether the portal's finder and its API find the activity by its new weekday."""
    key = str(listing(ACTIVITY).pk)
    name = listing(ACTIVITY).texts["fi"]["title"]
    page = read(portal, f"{finder('fi')}?weekday=4&q={name}")
    answer = visit(portal, f"/api/v1/activities?weekday=4&q={name}").json()
    in_finder = any(key in str(link["href"]) for link in page.select(".card h3 a"))
    return in_finder and any(item["id"] == key for item in answer["results"])


def test_change_is_public_in_all_portals_once_the_coordinator_has_approved() -> None:
    page = source_of(ACTIVITY)
    submit_change(page)
    assert not any("18.15" in shown(portal) or on_thursdays(portal) for portal in PORTALS)
    approve(Walk("espoo@example.org"), page)
    assert all("18.15" in shown(portal) and on_thursdays(portal) for portal in PORTALS)


def test_editor_sees_the_draft() -> None:
    page = source_of(ACTIVITY)
    submit_change(page)
    assert filled(writer().get(edit_path(page)))["slots-0-start"] == ["18.15"]


def home_of(email: str) -> str:
    return {"siltasanat@example.org": "O01", "vihreasohva@example.org": "O03"}[email]


@pytest.mark.parametrize("email", ["siltasanat@example.org", "vihreasohva@example.org"])
def test_editor_can_edit_only_their_own_organisation(email: str) -> None:
    own = Listing.objects.filter(organisation__source_id=home_of(email)).values("pk")
    sources = ActivityPage.objects.filter(live=True, locale__language_code="fi")
    mine, other = sources.filter(translation_key__in=own).first(), sources.exclude(translation_key__in=own).first()
    for portal in PORTALS:
        client = writer(email, portal)
        assert [client.get(edit_path(page)).status_code for page in (mine, other)] == [200, 404]


def test_coordinator_of_vantaa_can_edit_nothing_of_espoo() -> None:
    page = source_of(ACTIVITY)
    submit_change(page)
    coordinator = Walk("vantaa@example.org")
    assert not any(f"/pages/{page.pk}/" in link for link in coordinator.links)
    addresses = [url("edit", page.pk), url("view_draft", page.pk), url("delete", page.pk), url("move", page.pk)]
    assert all(coordinator.is_refused(address) for address in addresses)


def offered_texts(client: Client) -> list[Any]:
    """The activities that a translator's list offers to take."""
    actions = re.findall(r'action="/fi/desk/translations/([0-9a-f-]+)/\w+/take/"', client.get(LIST).text)
    return list(ActivityPage.objects.filter(translation_key__in=actions, locale__language_code="fi"))


def stored_by_translators() -> list[int]:
    models: tuple[Any, ...] = (TranslationOrder, Translation, StringTranslation, Revision)
    return [model.objects.count() for model in models]


def test_arabic_translator_takes_a_text_from_the_list_and_it_is_public_once_approved() -> None:
    translator = writer("arabia@example.org")
    assert LIST in translator.get("/fi/desk/").text
    page = offered_texts(translator)[0]
    before = stored_by_translators()
    assert translator.get(desk(page)).status_code == 200
    assert stored_by_translators() == before  # looking at a text writes nothing
    assert translator.post(desk(page, "take/"))["Location"] == desk(page)
    assert sent(translator, page, {"title": "عنوان جديد"}, "send")["Location"] == "/en/desk/translations/"
    assert "عنوان جديد" not in read("kototori", f"{finder('ar')}{page.translation_key}/").get_text(" ")
    approve(Walk(f"{page.record.home_portal.slug}@example.org"), version(page))
    assert "عنوان جديد" in read("kototori", f"{finder('ar')}{page.translation_key}/").get_text(" ")


def order_in_somali() -> Any:
    """The national administrator orders it from an activity of the whole country that nobody has ordered yet."""
    listings = Listing.objects.filter(organisation__home_portal__is_national=True)
    ordered = TranslationOrder.objects.filter(language="so").values("page_key")
    sources = ActivityPage.objects.filter(translation_key__in=listings.values("pk"), locale__language_code="fi")
    source = sources.filter(live=True).exclude(translation_key__in=ordered).first()
    admin = Walk("admin@example.org")
    admin.go(url("edit", source.pk))
    admin.post(admin.follow(r"/translations/order/"), {"language": ["so"]})
    return source


def test_somali_translator_finds_an_ordered_translation_and_sends_it() -> None:
    page = order_in_somali()
    translator = writer("somali@example.org", "kototori")
    assert page in offered_texts(translator)
    translator.post(desk(page, "take/", "so"))
    texts = {field: ["Qoraal"] * len(strings) for field, strings in names(page).items()}
    sent(translator, page, texts, "send", "so")
    assert version(page, "so").workflow_in_progress


def test_national_administrator_opens_a_portal_that_answers_at_once() -> None:
    admin = Walk("admin@example.org")
    admin.follow(r"/admin/portals/$")
    new = admin.follow(r"/admin/portals/new/")
    admin.post(new, PORVOO)
    assert Portal.objects.get(slug="porvoo").name == "Porvoo"
    assert read("porvoo", "/fi/").select_one("h1")


def test_whoever_isnt_staff_has_no_admin() -> None:
    for account in ("neuvoja", "siltasanat", "vihreasohva", "arabia", "somali"):
        person = Walk(f"{account}@example.org")
        assert person.answer.status_code == 403
        assert reverse("desk") in person.links
        assert person.is_refused(reverse("wagtailadmin_explore_root"))
