"""Every address of the admin, asked with the ids of others' things: none of their words come back."""

import re
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Task, Workflow

from editorial.glossary.models import GlossaryTerm
from editorial.moving.models import MoveRequest
from editorial.people.access_times import COORDINATORS_AFTER
from editorial.people.actions.invite import Invite
from editorial.people.models import AccessRequest, AccessState
from editorial.review_screen.models import ReturnReason
from editorial.trust.models import Publication
from listings.actions.adopt_translation import adopt_translation
from listings.models import Listing, Organisation, OrganisationMembership, Venue
from regions.models import Municipality, Portal
from tests.admin.admin_requests import admin_addresses
from tests.joining.joining_requests import waiting_request
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_editor, make_organisation, record_of, translated
from tests.regions.factories import open_portal
from tests.review_screen.waiting_texts import send_latest
from tests.shares import share
from tests.wishes.wishing import make_wish

pytestmark = pytest.mark.django_db

#: In every text of what belongs to others.
CANARY = "qzkanari"
#: Who asks, and one address in how many (all of them in `make prove`).
ROLES = {"coordinating_editor": 2, "coordinator": 1}
#: Sign-out ends the walk; the others do work for minutes.
LEFT_OUT = ("logout", "login", "password_reset", "style-guide", "sprite", "jsi18n")
_ARGUMENT = re.compile(r"<(\w+)>")


@pytest.fixture
def foreign(vantaa: Portal, organisation: Any) -> dict[str, Any]:
    """Things of an organisation of Vantaa that nobody of Espoo sees, by the names that arguments of addresses have."""
    other = make_organisation(vantaa, f"{CANARY} ry", live=False)
    venue = Venue.objects.create(name=f"{CANARY}talo", municipality=Municipality.objects.get(pk="092"))
    page = make_activity(
        other, f"{CANARY} luonnos", live=False, summary=f"{CANARY} lyhyesti", venue=venue, address_hidden=True
    )
    version = translated(page, "ar", live=False, title=f"{CANARY} ar")
    person = make_editor(other, f"{CANARY}@example.org")
    person.first_name = f"{CANARY}-etunimi"
    person.save()
    Page.objects.filter(pk__in=[page.pk, version.pk, other.pk]).update(owner=person)
    revision = page.save_revision(user=person, log_action=True)
    file = {"title": f"{CANARY} kuva", "collection": vantaa.collection, "uploaded_by_user": person}
    translation = adopt_translation(version)
    assert translation is not None
    workflow, task = Workflow.objects.create(name=f"{CANARY} työnkulku"), Task.objects.create(name=f"{CANARY} tehtävä")
    waiting = make_activity(other, f"{CANARY} odottaa", live=False)
    waiting.save_revision(clean=False)
    reason = ReturnReason.objects.create(portal=vantaa, title=f"{CANARY} syy", text=f"{CANARY} syyn teksti")
    term = GlossaryTerm.objects.create(portal=vantaa, language="fi", term=f"{CANARY} termi")
    return {
        "state": send_latest(waiting, person),
        "term": term,
        "wish": make_wish(vantaa, f"{CANARY} toive"),
        "reason": reason,
        "page": page,
        "version": version,
        "organisation": other,
        "venue": venue,
        "image": get_image_model().objects.create(file=get_test_image_file(), **file),
        "document": get_document_model().objects.create(file="x.txt", **file),
        "person": person,
        "revision": revision,
        "translation": translation,
        "segment": translation.source.stringsegment_set.first(),
        "workflow": workflow,
        "task": task,
        "group": Group.objects.get(organisation_group__organisation=other.translation_key),
        "collection": vantaa.collection,
        "portal": vantaa,
        "site": vantaa.site,
        "membership": OrganisationMembership.objects.get(user=person),
        "invitation": Invite(f"{CANARY}-kutsu@example.org", "writer", organisation=record_of(other)).execute(),
        "record": record_of(other),
        "publication": Publication.objects.create(page=page, portal=vantaa, reason="trusted", revision=revision),
        "listing": Listing.objects.get(pk=page.translation_key),
        "access_request": waiting_access_request(record_of(other)),
        "move_request": MoveRequest.objects.create(
            listing=Listing.objects.get(pk=page.translation_key),
            from_portal=vantaa,
            to_portal=open_portal("turku", municipalities=["853"], languages=["fi"]),
            reason=f"{CANARY} syy",
            asked_by=person,
        ),
        "join_request": waiting_request(
            vantaa, name=f"{CANARY} seura", description=f"{CANARY} kuvaus", person_name=f"{CANARY} henkilö"
        ),
    }


def waiting_access_request(organisation: Organisation) -> AccessRequest:
    """One that coordinators answer, because the organisation's people haven't."""
    confirmed_at = timezone.now() - 2 * COORDINATORS_AFTER
    request: AccessRequest = AccessRequest.objects.create(
        organisation=organisation,
        portal=organisation.home_portal,
        address=f"{CANARY}-pyynto@example.org",
        name=f"{CANARY} pyytäjä",
        message=f"{CANARY} viesti",
        language="fi",
        state=AccessState.WAITING,
        confirmed_at=confirmed_at,
    )
    return request


def thing_for(name: str, route: str) -> str:
    """Which of the foreign things an argument of a route means."""
    named = {
        "page_id": "page",
        "image_id": "image",
        "document_id": "document",
        "translation_id": "translation",
        "string_segment_id": "segment",
        "revision_id": "revision",
        "revision_id_a": "revision",
        "revision_id_b": "revision",
        "task_id": "task",
        "workflow_id": "workflow",
        "user_id": "person",
        "group_id": "group",
        "collection_id": "collection",
        "portal_id": "portal",
        "listing_id": "listing",
        "membership_id": "membership",
        "state_id": "state",
        "task_state_id": "state",
        "reason_id": "reason",
        "term_id": "term",
        "wish_id": "wish",
        "invitation_id": "invitation",
        "organisation_id": "record",
        "publication_id": "publication",
        "parent_page_id": "organisation",
        "move_id": "move_request",
    }
    if name in named:
        return named[name]
    if name == "request_id":
        return "join_request" if "joining/" in route else "access_request"
    kinds = ("venue", "image", "document", "workflow", "task", "user", "group", "collection", "portal", "site")
    found = next((kind for kind in kinds if kind in route), "page")
    return {"user": "person"}.get(found, found)


def filled(route: str, foreign: dict[str, Any]) -> set[str]:
    """The addresses of a route with ids of foreign things: for pages that of each kind, below each portal's name.

    Below the own portal's name a foreign id is as foreign as below its own.
    """
    texts = {"app_label": "listings", "model_name": "activitypage", "content_type_app_name": "listings"}
    texts |= {"content_type_model_name": "activitypage", "name": "end", "action": "delete", "filename": "x.txt"}
    texts |= {"code": "ar", "content_type_app_label": "listings", "filter_spec": "max-100x100", "tag_name": "tag"}
    addresses = set()
    for kind, slug in product(("page", "version", "organisation"), ("vantaa", "espoo")):

        def value(match: re.Match[str], kind: str = kind, slug: str = slug) -> str:
            name = match[1]
            if name in ("slug", "portal"):
                return slug
            if name == "name" and "curation/" in route:
                return "pin"
            if name in texts:
                return texts[name]
            thing = thing_for(name, route)
            return str(foreign[kind if thing == "page" else thing].pk)

        addresses.add(f"/{_ARGUMENT.sub(value, route)}")
    return addresses


def every_address(foreign: dict[str, Any]) -> list[str]:
    kept = [route.pattern for route in admin_addresses() if not any(word in route.pattern for word in LEFT_OUT)]
    return sorted({address for route in kept for address in filled(route, foreign) if "(" not in address})


def leaks(client: Client, address: str) -> list[str]:
    """Return the lines with a foreign word, apart from what the address itself says."""
    answer = client.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    text = content.decode(errors="replace")
    return [line.strip()[:200] for line in text.splitlines() if CANARY in line]


@pytest.mark.exhaustive
@pytest.mark.parametrize("role", ROLES)
def test_no_address_shows_what_belongs_to_others(role: str, foreign: Any, admin: Any, request: Any) -> None:
    client = signed_in(request.getfixturevalue(role))
    client.raise_request_exception = False
    addresses = every_address(foreign)
    assert len(addresses) > 250
    for there in (
        f"pages/{foreign['page'].pk}/edit/",
        f"people/vantaa/requests/{foreign['access_request'].pk}/let-in/",
        f"review/{foreign['state'].pk}/",
        f"return-reasons/{foreign['reason'].pk}/",
    ):
        assert leaks(signed_in(admin), f"/admin/{there}")  # they are there to be found
    asked = share(addresses, one_in=ROLES[role], first=list(ROLES).index(role))
    assert {address: found for address in asked if (found := leaks(client, address))} == {}


@pytest.mark.parametrize("role", ["editor", "translator"])
def test_who_works_at_the_desk_has_no_address_of_the_admin(
    role: str, foreign: Any, activity: Any, request: Any
) -> None:
    """Each answers with the page that leads to the desk, whatever it names; their own things, too."""
    client = signed_in(request.getfixturevalue(role))
    version = translated(activity, "ar", title="مقهى", live=False)
    own = foreign | {"page": activity, "version": version, "organisation": activity.get_parent()}
    if role == "translator":
        translation = adopt_translation(version)
        assert translation is not None
        segment = translation.source.stringsegment_set.first()
        own |= {"translation": translation, "segment": segment}
    addresses = {*every_address(own), *(every_address(foreign) if role == "editor" else ())}
    answers = {address: client.get(address, follow=True) for address in addresses}
    assert {address: one.status_code for address, one in answers.items() if one.status_code != 403} == {}
    assert all("/desk/" in answer.content.decode() for answer in answers.values())
    assert not any(CANARY in line for answer in answers.values() for line in answer.content.decode().splitlines())
    posted = sorted(address for address in addresses if address.endswith("/"))[::7]
    assert {client.post(address).status_code for address in posted} <= {400, 403}  # 400: no such form
