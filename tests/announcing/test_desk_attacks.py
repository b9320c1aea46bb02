"""Whoever has no business with an activity gets nothing of it at the desk, whatever they send and to which address.

Texts of drafts have a word that is nowhere else. It comes back in no answer, no redirect and no mail. Addresses come
from ``activity_addresses``, so a new one is attacked without being named here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail as outbox
from django.db import transaction
from django.test import Client

from editorial.announcing.models import TypedForm
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.enums import OrganisationStatus
from listings.models import ActivityPage, Listing, Organisation, OrganisationMembership
from regions.models import Portal, PortalRole
from tests.announcing.activity_addresses import ACTIVITY_ADDRESSES, WITHOUT_ACTIVITY
from tests.announcing.desk_requests import NEW, edit_path, latest, save
from tests.announcing.form_data import filled
from tests.listings.factories import also_translating, make_activity, make_editor, record_of, translated
from tests.people.test_addresses import path_to
from tests.people.visiting import at
from tests.regions.factories import make_member, make_user
from tests.shares import share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

CANARY = "qzkanari"
STRANGERS = (
    "anonymous",
    "another organisation's editor",
    "another portal's editor",
    "removed editor",
    "inactive editor",
    "translator",
    "editor elsewhere who translates here",
    "counsellor",
)
PORTALS = ("espoo", "vantaa")
#: What forms send; a stranger may have copied it from anywhere.
SENT = {
    "title": "Kaapattu",
    "action": "save",
    "reason": "Kaapattu",
    "date": "2027-01-12",
    "until": "2027-01-12",
    "season_start": "12.1.2027",
    "season_end": "25.5.2027",
    "loaded_revision_id": "1",
    "listing_key": str(uuid4()),
}


@pytest.fixture
def draft(organisation: Any) -> Any:
    """An unpublished activity of the organisation, with a translation."""
    page = make_activity(organisation, f"{CANARY} luonnos", live=False, summary=f"{CANARY} lyhyesti")
    page.save_revision()
    translated(page, "ar", live=False, title=f"{CANARY} ar")
    return page


@pytest.fixture
def changed(organisation: Any) -> Any:
    """A public activity with a draft of a change."""
    page = make_activity(organisation, "Julkinen kerho")
    page.title, page.summary = f"{CANARY} muutos", f"{CANARY} muutettu"
    page.save_revision()
    return page


@pytest.fixture
def typed(organisation: Any, sanna: Any, record: Any) -> UUID:
    """What the organisation's person has typed and not saved."""
    key = uuid4()
    TypedForm.objects.create(
        person=sanna.user, listing_key=key, organisation=record, fields=[["title", f"{CANARY} kesken"]]
    )
    return key


@pytest.fixture
def strangers(
    organisation: Any, neighbours_editor: Any, vantaa_editor: Any, translator: Any, neighbour: Any, espoo: Portal
) -> dict[str, Any]:
    removed = make_editor(organisation, "poistettu@example.org")
    OrganisationMembership.objects.filter(user=removed).delete()
    inactive = make_editor(organisation, "suljettu@example.org")
    type(inactive).objects.filter(pk=inactive.pk).update(is_active=False)
    return {
        "anonymous": None,
        "another organisation's editor": neighbours_editor,
        "another portal's editor": vantaa_editor,
        "removed editor": removed,
        "inactive editor": inactive,
        "translator": translator,
        "editor elsewhere who translates here": also_translating(make_editor(neighbour, "mol@example.org"), espoo),
        "counsellor": make_member(espoo, PortalRole.COUNSELLOR),
    }


def said(answer: Any) -> str:
    """Everything that an answer says, its headers included."""
    content = b"".join(answer) if answer.streaming else answer.content
    return f"{dict(answer.headers)} {content.decode(errors='replace')}"


def everything() -> Any:
    """What a request could have changed."""
    return (
        sorted(ActivityPage.objects.values_list("pk", "title", "draft_title", "live", "latest_revision")),
        sorted(Listing.objects.values_list("pk", "status", "confirm_by")),
        sorted(TypedForm.objects.values_list("person", "listing_key", "typed_at")),
        sorted(OrganisationMembership.objects.values_list("user", "organisation")),
    )


def finnish(path: str) -> str:
    """The same in the language that every portal has."""
    return path.replace("/en/", "/fi/", 1)


def requests(client: Client, key: Any, record: Any) -> Iterator[tuple[str, Any]]:
    """Ask every address about an activity, by every method that it has."""
    for route, methods in ACTIVITY_ADDRESSES.items():
        path = finnish(path_to(route, {"listing_id": key}))
        for method in sorted(methods):
            data = {**SENT, "organisation": str(record.pk)} if method == "POST" else {}
            yield f"{method} {path}", getattr(client, method.lower())(path, data)


@pytest.mark.exhaustive
@pytest.mark.parametrize("who", STRANGERS)
def test_stranger_gets_nothing_and_changes_nothing(
    who: str, strangers: dict[str, Any], draft: Any, changed: Any, typed: UUID, record: Any
) -> None:
    before, faults = everything(), []
    refused = 302 if who in ("anonymous", "inactive editor") else 404
    everywhere = product(PORTALS, (draft.translation_key, changed.translation_key, typed))
    for portal, key in share(everywhere, one_in=2, first=STRANGERS.index(who)):
        for asked, answer in requests(at(portal, strangers[who]), key, record):
            if answer.status_code != refused or CANARY in said(answer):
                faults.append((portal, asked, answer.status_code))
            if refused == 302 and "/sign-in/" not in answer.get("Location", ""):
                faults.append((portal, asked, answer.get("Location", "")))
    for portal in PORTALS:
        client = at(portal, strangers[who])
        for path in ("/fi/desk/", *(finnish(path_to(route, {})) for route in WITHOUT_ACTIVITY)):
            assert CANARY not in said(client.get(path)), path
    assert faults == []
    assert everything() == before
    assert outbox.outbox == []


def test_what_is_anothers_is_there_to_be_found(sanna: Any, draft: Any, changed: Any, typed: UUID) -> None:
    client = at("espoo", sanna.user)
    for key in (draft.translation_key, changed.translation_key, typed):
        assert CANARY in client.get(f"/en/desk/activities/{key}/").text


@pytest.mark.parametrize("who", ["another organisation's editor", "removed editor", "translator", "counsellor"])
def test_no_answer_tells_whether_an_activity_exists(
    who: str, strangers: dict[str, Any], draft: Any, record: Any
) -> None:
    client = at("espoo", strangers[who])
    for (asked, there), (_asked, nowhere) in zip(
        requests(client, draft.translation_key, record), requests(client, uuid4(), record), strict=True
    ):
        assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content)), asked


@pytest.mark.parametrize("status", [OrganisationStatus.SUSPENDED, OrganisationStatus.LEFT])
def test_nothing_is_written_while_an_organisation_is_not_in_the_service(
    status: str, sanna: Any, draft: Any, changed: Any, typed: UUID, record: Any, organisation: Any
) -> None:
    if status == OrganisationStatus.SUSPENDED:
        SuspendOrganisation(record).execute()
    else:
        Organisation.objects.filter(pk=record.pk).update(status=status)
    before, client = everything(), at("espoo", sanna.user)
    for key in (draft.translation_key, changed.translation_key, typed):
        for asked, answer in requests(client, key, record):
            assert answer.status_code == 403, asked
    form = {**SENT, "organisation": str(record.pk)}
    assert client.post(NEW, form).status_code in (403, 404)
    after = everything()
    assert [*after[:2], after[3]] == [*before[:2], before[3]]  # what was typed is kept, with its time


def test_an_organisation_that_is_deleted_takes_its_peoples_rights(
    sanna: Any, draft: Any, typed: UUID, record: Any, organisation: Any
) -> None:
    client = at("espoo", sanna.user)
    organisation.delete()
    for key in (draft.translation_key, typed):
        for asked, answer in requests(client, key, record):
            assert answer.status_code in (403, 404), asked
            assert CANARY not in said(answer), asked


# An editor who forges


@pytest.fixture
def forger(neighbours_editor: Any) -> Client:
    return at("espoo", neighbours_editor)


def test_rows_of_others_are_not_taken_over(forger: Client, neighbour: Any, organisation: Any, draft: Any) -> None:
    """A formset's row has an id; that of another activity's row moves or changes nothing."""
    own = make_activity(neighbour, "Oma kerho", live=False)
    theirs = draft.slots.get()
    form = filled(forger.get(edit_path(own)), action="save")
    form |= {"slots-0-id": [str(theirs.pk)], "slots-INITIAL_FORMS": ["1"]}
    answer = forger.post(edit_path(own), form)
    assert answer.status_code < 500
    assert CANARY not in said(answer)
    theirs.refresh_from_db()
    assert (theirs.page_id, theirs.weekdays) == (draft.pk, [2])
    assert latest(draft).slots.count() == 1


def test_version_of_another_page_opens_nothing(forger: Client, neighbour: Any, draft: Any) -> None:
    own = make_activity(neighbour, "Oma kerho", live=False)
    revision = ActivityPage.objects.get(pk=draft.pk).latest_revision
    form = filled(forger.get(edit_path(own)), action="save", title="Kaapattu")
    form |= {
        "loaded_revision_id": [str(revision.pk)],
        "loaded_revision_created_at": [revision.created_at.isoformat()],
    }
    answer = forger.post(edit_path(own), form)
    assert (answer.status_code in (400, 409), CANARY in said(answer)) == (True, False)
    assert latest(own).title == "Oma kerho"


def test_what_is_typed_for_a_foreign_key_stays_ones_own(
    forger: Client, sanna: Any, neighbour: Any, typed: UUID
) -> None:
    """The key of somebody else's unsaved form is no way to their text, nor theirs to ours."""
    own = {"title": "Oma", "organisation": str(record_of(neighbour).pk)}
    forger.post(f"/en/desk/activities/{typed}/typed/", own)
    assert CANARY not in said(forger.get(f"/en/desk/activities/{typed}/"))
    assert CANARY in said(at("espoo", sanna.user).get(f"/en/desk/activities/{typed}/"))


def test_fields_that_the_form_does_not_have_change_nothing(sanna: Any, activity: Any, neighbour: Any) -> None:
    """Neither what the desk doesn't ask, nor what a page has besides."""
    client, stranger = at("espoo", sanna.user), make_user("toinen@example.org")
    before = ActivityPage.objects.get(pk=activity.pk)
    forged = {
        "live": "",
        "owner": stranger.pk,
        "locale": "2",
        "slug": "kaapattu",
        "path": "00010001",
        "translation_key": str(uuid4()),
        "latest_revision": "1",
        "go_live_at": "2020-01-01 00:00",
        "expire_at": "2020-01-01 00:00",
        "organisation": str(record_of(neighbour).pk),
        "listing_key": str(uuid4()),
        "status": "ended",
        "source_id": "L001",
    }
    save(client, edit_path(activity), summary="Tiivistelmä", **forged)
    page, after = latest(activity), ActivityPage.objects.get(pk=activity.pk)
    for name in ("owner_id", "locale_id", "slug", "path", "translation_key", "go_live_at", "expire_at"):
        assert getattr(page, name) == getattr(before, name) == getattr(after, name), name
    assert (after.live, after.record.status, after.record.organisation_id) == (
        True,
        "active",
        before.record.organisation_id,
    )


# What no form sends


@pytest.mark.parametrize("name", ["title", "description"])
def test_a_huge_field_is_a_clear_4xx(name: str, sanna: Any, activity: Any) -> None:
    answer = save(at("espoo", sanna.user), edit_path(activity), **{name: "9" * 1_000_000})
    assert 400 <= answer.status_code < 500
    assert "<h1" in answer.text
    assert latest(activity).title == "Kielikahvila"


def test_malformed_ids_in_addresses_are_404(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    for text in ("1", "x", "%00", "..", "0" * 36, "g" * 8, "' OR 1=1", "ö"):
        for route in ACTIVITY_ADDRESSES:
            path = "/en/" + route.replace("<uuid:listing_id>", text)
            assert client.get(path).status_code in (301, 302, 400, 404), path


def test_forms_of_the_desk_need_their_token(sanna: Any, activity: Any) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "espoo.localhost"})
    client.force_login(sanna.user, backend="django.contrib.auth.backends.ModelBackend")
    for route, methods in ACTIVITY_ADDRESSES.items():
        if "POST" in methods:
            answer = client.post(path_to(route, {"listing_id": activity.translation_key}), SENT)
            assert answer.status_code == 403, route
    assert client.post(NEW, SENT).status_code == 403


NASTY = (
    "",
    "\0",
    "-1",
    "9" * 40,
    "1e400",
    "NaN",
    "\u202e",
    "9999-99-99",
    "[]",
    "../../etc",
    "x" * 3000,
    "٣",
    "' OR 1=1 --",
)


@pytest.mark.parametrize("who", ["member", "another organisation's editor"])
def test_no_address_answers_with_a_server_error(
    who: str, strangers: dict[str, Any], sanna: Any, draft: Any, changed: Any
) -> None:
    """Random values in the fields that the form has, in query strings and in names that it doesn't have."""
    client = at("espoo", sanna.user if who == "member" else strangers[who])
    client.raise_request_exception = False
    choose, faults = random.Random(who), []
    counted = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-id")  # they have tests of their own
    names = [
        *(name for name in filled(at("espoo", sanna.user).get(edit_path(draft))) if not name.endswith(counted)),
        *SENT,
        "q",
        "page",
        "language",
        "csrfmiddlewaretoken",
    ]
    for route, methods in (*ACTIVITY_ADDRESSES.items(), *((route, {"GET", "POST"}) for route in WITHOUT_ACTIVITY)):
        for page in (draft, changed):
            path = path_to(route, {"listing_id": page.translation_key})
            for method in sorted(methods) * 3:
                data = {choose.choice(names): choose.choice(NASTY) for _number in range(8)}
                with transaction.atomic():
                    answer = getattr(client, method.lower())(path, data)
                    transaction.set_rollback(True)
                if answer.status_code >= 500 or (who != "member" and CANARY in said(answer)):
                    faults.append((method, path, answer.status_code, data))
    assert faults == []
