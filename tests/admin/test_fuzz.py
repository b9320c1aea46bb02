"""No address of the admin answers with a server error or a foreign draft, whoever asks and whatever they send."""

from __future__ import annotations

import os
import random
import traceback

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from listings.models import ActivityPage, DirectoryPage, OrganisationPage
from regions.models import Portal
from tests.admin.admin_requests import Request, admin_addresses, requests_to
from tests.listings.admin import ADMIN_HOST
from tests.listings.factories import also_coordinating, make_activity
from tests.shares import share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pool")]

#: Accounts of the demo, one for each role; nobody for somebody who isn't signed in.
ROLES = {
    "national administrator": "admin@example.org",
    "coordinator": "espoo@example.org",
    "editor of one portal, coordinator of another": "siltasanat@example.org",
    "translator": "arabia@example.org",
    "counsellor": "neuvoja@example.org",
    "anonymous": "",
}
#: Title of a draft in Vantaa, which nobody of Espoo and no counsellor may read.
CANARY = "Kanarialinnun luonnos"
STRANGERS = frozenset({"coordinator", "editor of one portal, coordinator of another", "counsellor", "anonymous"})
#: One round asks each address in two of the roles, a few times, and in `make prove` in every role.
#: For more: `ADMIN_FUZZ_ROUNDS=20 ADMIN_FUZZ_SEED=7 make prove`.
SEED = os.environ.get("ADMIN_FUZZ_SEED", "1")
ROUNDS = int(os.environ.get("ADMIN_FUZZ_ROUNDS", "1"))


def client_of(role: str) -> Client:
    client = Client(headers={"host": ADMIN_HOST}, raise_request_exception=False)
    if ROLES[role]:
        user = get_user_model().objects.get(email=ROLES[role])
        if role.startswith("editor"):
            user = also_coordinating(user, Portal.objects.get(slug="kototori"))
        client.force_login(user)
    return client


def known_pages() -> tuple[int, ...]:
    """A page of every kind: of Espoo, of elsewhere, and ones that aren't there."""
    pages: list[int] = [1, 10**9, 10**31]
    for model in (ActivityPage, OrganisationPage, DirectoryPage):
        ordered = list(model.objects.order_by("pk").values_list("pk", flat=True))
        pages += [ordered[0], ordered[len(ordered) // 2], ordered[-1]]
    return tuple(pages)


def fault_of(client: Client, request: Request, role: str) -> str:
    """What is wrong with the answer; empty if nothing is. What the request wrote is taken back."""
    with transaction.atomic():
        answer = request.send(client)
        transaction.set_rollback(True)
    if role in STRANGERS and not answer.streaming and CANARY in answer.content.decode(errors="replace"):
        return f"a foreign draft: {request.curl()}"
    if answer.status_code < 500:
        return ""
    error = getattr(answer, "exc_info", None)
    place = "".join(traceback.format_exception(*error)[-3:]) if error else ""
    return f"{answer.status_code}: {request.curl()}\n{place}"


@pytest.mark.exhaustive
@pytest.mark.parametrize("role", ROLES)
def test_no_address_answers_with_a_server_error(role: str) -> None:
    choose = random.Random(f"{role} {SEED}")
    foreign = OrganisationPage.objects.child_of(Portal.objects.get(slug="vantaa").directory).first()
    pages = (*known_pages(), make_activity(foreign, CANARY, live=False).pk)
    client, faults = client_of(role), []
    for _round in range(ROUNDS):
        for address in share(admin_addresses(), one_in=3, first=list(ROLES).index(role)):
            requests = requests_to(address, choose, pages)
            faults += [fault for request in requests if (fault := fault_of(client, request, role))]
    assert not faults, "\n\n".join(faults)


def test_urlconf_is_walked() -> None:
    patterns = {address.pattern for address in admin_addresses()}
    assert {"admin/pages/<page_id>/edit/", "admin/login/", "admin/api/main/pages/find/"} <= patterns
    assert len(patterns) > 150
