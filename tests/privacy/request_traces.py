"""Leaves a person's traces in requests, by what the product itself does."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.test import Client

from editorial.accounts import sign_in_limits
from editorial.joining.actions.answer_request import AskBack, DeclineRequest
from editorial.joining.actions.person_steps import reply_to_question
from editorial.people.actions.answer_access import decline_access
from editorial.people.actions.ask_for_access import ask_for_access, confirm_access
from editorial.people.models import AccessRequest
from regions.models import Portal
from tests.joining.joining_requests import make_request, waiting_request
from tests.listings.factories import make_organisation, record_of


def ask_to_join(person: Any, colleague: Any, portal: Portal, address: str, phone: str) -> None:
    """The person has asked for an organisation, was asked back, and has answered; has asked for one more, and has
    declined another's request. The colleague's rights aren't asked.
    """
    name = f"{person.first_name} {person.last_name}"
    own = waiting_request(portal, person_name=name, person_email=address, description=f"Kysy: {name}, {address}.")
    AskBack(own, colleague, f"Hei {person.first_name}! Kuka olet?").execute(skip_permission_checks=True)
    reply_to_question(own, {"phone": phone}, f"Olen johtaja, {phone}. t. {person.first_name}")
    make_request(portal, person_name=person.first_name, person_email=address)
    foreign = waiting_request(portal, name="Muu ry", person_name="Aino Virtanen", person_email="aino@muu.example")
    DeclineRequest(foreign, person, f"Ei sovi. t. {person.first_name}").execute(skip_permission_checks=True)


def ask_to_be_let_in(person: Any, portal: Portal, own: Any, address: str, message: str) -> None:
    """The person has asked elsewhere from another address, and has turned down who asked them."""
    elsewhere = record_of(make_organisation(portal, "Naapurit ry"))
    values = {"name": f"{person.first_name} {person.last_name}", "message": message, "language": "fi"}
    ask_for_access(elsewhere, portal, address=address, **values)
    confirm_access(AccessRequest.objects.get(address=address))
    values = {"name": "Veera Vieras", "message": f"{person.first_name} tuntee minut.", "language": "fi"}
    ask_for_access(own, portal, address="veera@muu.example", **values)
    asked = confirm_access(AccessRequest.objects.get(address="veera@muu.example"))
    decline_access(asked, by=person, reason=f"En tunne. t. {person.first_name}")


def ask_for_a_code(portal: Portal, address: str) -> str:
    """Somebody, probably the person, has asked for a code and has typed a wrong one. Return the code."""
    client = Client(headers={"host": f"{portal.slug}.localhost:8000"})
    answer = client.post("/fi/sign-in/code/", {"email": address})
    assert answer["Location"] == "/fi/sign-in/code/confirm/"
    client.post("/fi/sign-in/code/confirm/", {"code": "00000000"})
    codes = [cache.get(key) for key in sign_in_limits.keys_of_account(address) if key.startswith("sign-in-codes:")]
    return str(next(iter(codes[0])))
