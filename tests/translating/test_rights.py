"""Whoever doesn't translate a text into its language gets nothing of it, and changes nothing."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from editorial.desk_texts.models import TypedText
from editorial.translation_orders.models import TranslationOrder
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import ActivityPage, Venue
from regions.models import Portal, PortalMembership, PortalRole
from tests.listings.factories import also_translating, make_activity, make_editor, make_organisation
from tests.people.visiting import at
from tests.regions.factories import make_member
from tests.translating.orders import desk, names, order, sent, take, version
from tests.translating.translation_addresses import OF_TRANSLATORS, TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

STRANGERS = (
    "anonymous",
    "another portal's translator",
    "translator of another language",
    "writer of the organisation",
    "writer elsewhere who translates there",
    "counsellor",
    "coordinator",
    "former translator",
    "translator whose last day is over",
    "translator whose account is closed",
)
CANARY = "qzkanari"


@pytest.fixture
def strangers(
    espoo: Portal, vantaa: Portal, organisation: Any, vantaa_editor: Any, coordinator: Any, counsellor: Any
) -> dict[str, Any]:
    former = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="entinen@example.org")
    PortalMembership.objects.filter(user=former).delete()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    closed = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="suljettu@example.org")
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    return {
        "anonymous": None,
        "another portal's translator": make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar"]),
        "translator of another language": make_member(
            espoo, PortalRole.TRANSLATOR, languages=["sv"], name="sv@example.org"
        ),
        "writer of the organisation": make_editor(organisation, "oma@example.org"),
        "writer elsewhere who translates there": also_translating(vantaa_editor, vantaa),
        "counsellor": counsellor,
        "coordinator": coordinator,
        "former translator": type(former).objects.get(pk=former.pk),
        "translator whose last day is over": make_member(
            espoo, PortalRole.TRANSLATOR, languages=["ar"], name="ohi@example.org", ends_on=yesterday
        ),
        "translator whose account is closed": type(closed).objects.get(pk=closed.pk),
    }


def everything() -> Any:
    return (
        sorted(TranslationOrder.objects.values_list("page_key", "language", "taken_by", "taken_at")),
        sorted(StringTranslation.objects.values_list("data", "last_translated_by")),
        sorted(ActivityPage.objects.values_list("pk", "title", "draft_title", "live", "latest_revision")),
        sorted(TypedText.objects.values_list("person", "language")),
        Translation.objects.count(),
    )


@pytest.mark.parametrize("person", STRANGERS)
def test_strangers_get_nothing_and_change_nothing(
    organisation: Any, translator: Any, strangers: dict[str, Any], person: str
) -> None:
    page = make_activity(organisation, CANARY)
    take(page, translator)
    sent(at("espoo", translator), page, {"title": f"{CANARY} ar"})
    before = everything()
    client = at("espoo", strangers[person])
    form = {names(page)["title"][0]: "Kaapattu", "action": "send"}
    for route, methods in OF_TRANSLATORS.items():
        if not route.startswith(TEXT):
            continue
        path = desk(page, route.removeprefix(TEXT))
        for method in methods:
            answer = client.get(path) if method == "GET" else client.post(path, form)
            wanted = (302, 401) if person in ("anonymous", "translator whose account is closed") else (404,)
            assert answer.status_code in wanted, (path, method)
            assert CANARY not in answer.content.decode()
    assert everything() == before
    listed = client.get("/en/desk/translations/")
    assert CANARY not in listed.content.decode()


@pytest.mark.parametrize("code", ["fi", "sv", "ru", "xx"])
def test_a_translator_opens_neither_the_original_nor_other_languages(activity: Any, translator: Any, code: str) -> None:
    client = at("espoo", translator)
    for rest in ("", "preview/"):
        assert client.get(desk(activity, rest, code=code)).status_code == 404
    assert client.post(desk(activity, "take/", code=code)).status_code == 404
    assert not TranslationOrder.objects.exists()


def test_made_up_ids_are_nobodys(activity: Any, organisation: Any, translator: Any) -> None:
    client = at("espoo", translator)
    assert client.get(desk(activity)).status_code == 200
    for key in (uuid.uuid4(), uuid.UUID(int=0), uuid.UUID(int=activity.translation_key.int + 1)):
        for rest in ("", "preview/"):
            assert client.get(f"/en/desk/translations/{key}/ar/{rest}").status_code == 404
        assert client.post(f"/en/desk/translations/{key}/ar/take/").status_code == 404
    assert not TranslationOrder.objects.exists()


def test_a_hidden_address_is_on_no_page_of_a_translator(organisation: Any, espoo: Portal, translator: Any) -> None:
    venue = Venue.objects.create(name=f"{CANARY}talo", street=f"{CANARY}kuja 1", municipality=espoo.coverage.get())
    page = make_activity(organisation, venue=venue, address_hidden=True, sensitive=True)
    take(page, translator)
    client = at("espoo", translator)
    sent(client, page, {"title": "مقهى"})
    for path in (desk(page), desk(page, "preview/"), "/en/desk/translations/"):
        answer = client.get(path)
        assert (answer.status_code, CANARY in answer.text) == (200, False), path


def test_other_methods_are_refused(activity: Any, translator: Any) -> None:
    client = at("espoo", translator)
    for route, methods in OF_TRANSLATORS.items():
        path = "/en/desk/translations/" if not route.startswith(TEXT) else desk(activity, route.removeprefix(TEXT))
        for method in ("get", "post", "put", "delete", "patch"):
            answer = getattr(client, method)(path)
            assert (answer.status_code == 405) is (method.upper() not in methods), (path, method)


def test_a_draft_of_an_organisation_is_nobodys_to_translate(organisation: Any, translator: Any) -> None:
    page = make_activity(organisation, CANARY, live=False)
    page.save_revision()
    client = at("espoo", translator)
    assert client.get(desk(page)).status_code == 404
    assert client.post(desk(page, "take/")).status_code == 404
    assert CANARY not in client.get("/en/desk/translations/").text


def test_a_draft_of_a_change_isnt_shown(activity: Any, translator: Any) -> None:
    activity.title = CANARY
    activity.save_revision()
    take(activity, translator)
    client = at("espoo", translator)
    assert CANARY not in client.get(desk(activity)).text
    assert CANARY not in client.get("/en/desk/translations/").text


def test_nothing_of_a_suspended_organisation_is_translated(activity: Any, record: Any, translator: Any) -> None:
    take(activity, translator)
    SuspendOrganisation(record, None).execute()
    assert at("espoo", translator).get(desk(activity)).status_code == 404


def test_a_text_moved_to_another_portal_is_no_longer_theirs(
    activity: Any, organisation: Any, translator: Any, vantaa: Portal
) -> None:
    take(activity, translator)
    organisation.move_family(vantaa.directory)
    assert at("espoo", translator).get(desk(activity)).status_code == 404


def test_a_translator_doesnt_publish(activity: Any, translator: Any) -> None:
    take(activity, translator)
    client = at("espoo", translator)
    for action in ("send", "publish", "approve"):
        sent(client, activity, {"title": "مقهى"}, action)
    assert not version(activity).live


@pytest.mark.parametrize("person", ["writer", "neighbour", "translator", "anonymous"])
def test_who_orders_at_the_desk(
    activity: Any, organisation: Any, sanna: Any, neighbours_editor: Any, translator: Any, person: str
) -> None:
    user = {"writer": sanna.user, "neighbour": neighbours_editor, "translator": translator, "anonymous": None}[person]
    client = at("espoo", user)
    for page, kind in ((activity, "activities"), (organisation, "organisations")):
        path = f"/fi/desk/{kind}/{page.translation_key}/languages/ar/order/"
        assert client.get(path).status_code == 405
        assert client.post(path).status_code == (302 if person in ("writer", "anonymous") else 404)
    assert TranslationOrder.objects.count() == (2 if person == "writer" else 0)


def test_the_page_of_a_language_offers_the_order_once(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    page = f"/en/desk/activities/{activity.translation_key}/languages/ar/"
    assert f"{page}order/" in client.get(page).text
    assert client.post(f"{page}order/")["Location"] == page
    shown = client.get(page).text
    assert ("Asked." in shown, "This text has been ordered in" in shown, "order/" in shown) == (True, True, False)


def test_an_organisation_orders_only_languages_of_its_portal_and_public_texts(
    organisation: Any, sanna: Any, activity: Any
) -> None:
    client = at("espoo", sanna.user)
    draft = make_activity(organisation, "Luonnos", live=False)
    draft.save_revision()
    for page, code in ((activity, "so"), (activity, "fi"), (draft, "ar")):
        client.post(f"/fi/desk/activities/{page.translation_key}/languages/{code}/order/")
    assert not TranslationOrder.objects.exists()


def test_ordered_texts_of_other_portals_arent_listed(vantaa: Portal, translator: Any) -> None:
    page = make_activity(make_organisation(vantaa, "Muualla ry"), CANARY)
    order(page)
    assert CANARY not in at("espoo", translator).get("/en/desk/translations/").text
