"""The page that the link of an invitation opens."""

from __future__ import annotations

import datetime
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from editorial.mails.queueing import preferred_language
from editorial.people.actions.invite import Invite, send_again, withdraw
from editorial.people.models import VALID_FOR, Invitation
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from tests.people.visiting import at, link_in, mailed_path, new_mails, path_of
from tests.regions.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
NAMES = {"first_name": "Uma", "last_name": "Uusi"}


def _invited(record: Any, sanna: Any, **values: Any) -> Invitation:
    facts = {"address": "uma@example.org", "role": OrganisationRole.WRITER, "language": "en", **values}
    return Invite(organisation=record, by=sanna.user, **facts).execute()


def _user(address: str) -> Any:
    return get_user_model().objects.filter(email=address).first()


def _is_in(record: Any, address: str) -> bool:
    return OrganisationMembership.objects.filter(organisation=record, user__email=address).exists()


def signed_in_as(client: Client) -> Any:
    return client.session.get("_auth_user_id")


def test_the_page_says_who_invites_to_what_and_changes_nothing(record: Any, sanna: Any) -> None:
    invitation = _invited(record, sanna)
    client = at("espoo")
    answer = client.get(mailed_path())
    assert answer.status_code == 200
    for words in ("Sanna Siltanen", "Siltasanat ry", "Writer", "uma@example.org", 'name="first_name"'):
        assert words in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    invitation.refresh_from_db()
    assert (invitation.accepted_at, _user("uma@example.org")) == (None, None)


def test_somebody_without_an_account_gives_a_name_and_is_in(record: Any, sanna: Any) -> None:
    _invited(record, sanna)
    client, path = at("espoo"), mailed_path()
    answer = client.post(path, NAMES)
    assert (answer.status_code, answer["Location"]) == (302, "/en/desk/")
    user = _user("uma@example.org")
    assert (user.get_full_name(), user.has_usable_password()) == ("Uma Uusi", False)
    assert signed_in_as(client) == str(user.pk)
    assert _is_in(record, "uma@example.org")
    assert "Siltasanat ry" in client.get("/en/desk/").text


def test_a_password_is_kept_if_it_is_a_good_one(record: Any, sanna: Any) -> None:
    _invited(record, sanna)
    client, path = at("espoo"), mailed_path()
    for password in ("short", "password123", "uma@example.org"):
        answer = client.post(path, {**NAMES, "password": password})
        assert answer.status_code == 422
        assert 'value="Uusi"' in answer.text
    assert _user("uma@example.org") is None
    client.post(path, {**NAMES, "password": "kuutamolla soudettu"})
    assert _user("uma@example.org").check_password("kuutamolla soudettu")


def test_who_came_by_an_invitation_gets_mails_in_its_language(record: Any, sanna: Any) -> None:
    _invited(record, sanna, language="sv")
    at("espoo").post(mailed_path(), NAMES)
    assert preferred_language(_user("uma@example.org")) == "sv"


@pytest.mark.parametrize("missing", ["first_name", "last_name"])
def test_a_name_is_needed(record: Any, sanna: Any, missing: str) -> None:
    _invited(record, sanna)
    answer = at("espoo").post(mailed_path(), {**NAMES, missing: " \u200b"})
    assert answer.status_code == 422
    assert _user("uma@example.org") is None


def test_the_session_is_a_new_one(record: Any, sanna: Any) -> None:
    _invited(record, sanna)
    client = at("espoo")
    session = client.session
    session["mark"] = "set before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = str(before)
    client.post(mailed_path(), NAMES)
    assert client.session.session_key != before


def test_an_account_is_never_signed_in_by_a_link(record: Any, sanna: Any) -> None:
    make_user("uma@example.org")
    _invited(record, sanna)
    client, path = at("espoo"), mailed_path()
    page = client.get(path)
    assert 'name="first_name"' not in page.text
    answer = client.post(path, NAMES)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/sign-in/?next={quote(path)}")
    assert signed_in_as(client) is None
    assert not _is_in(record, "uma@example.org")


def test_an_account_that_is_made_while_the_form_is_open_is_not_signed_in(
    record: Any, sanna: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _invited(record, sanna)
    client, path = at("espoo"), mailed_path()
    answers = iter([None, None, None])  # as it was when the page asked

    monkeypatch.setattr("editorial.people.invitation_page.account_of", lambda _address: next(answers))
    make_user("uma@example.org")
    answer = client.post(path, NAMES)
    assert answer["Location"].startswith("/en/sign-in/")
    assert signed_in_as(client) is None
    assert not _is_in(record, "uma@example.org")


def test_whoever_is_signed_in_with_the_address_accepts_by_one_button(record: Any, sanna: Any) -> None:
    uma = make_user("uma@example.org")
    _invited(record, sanna)
    client, path = at("espoo", uma), mailed_path()
    assert "Accept the invitation" in client.get(path).text
    assert client.post(path)["Location"] == "/en/desk/"
    assert _is_in(record, "uma@example.org")
    assert client.post(path)["Location"] == "/en/desk/"  # pressed twice


@pytest.mark.parametrize("has_account", [True, False])
def test_another_person_gets_nothing_by_a_mail_that_was_passed_on(record: Any, sanna: Any, has_account: bool) -> None:
    if has_account:
        make_user("uma@example.org")
    _invited(record, sanna)
    client, path = at("espoo", make_user("other@example.org")), mailed_path()
    page = client.get(path).text
    assert "other@example.org" in page
    assert "/en/sign-out/" in page
    assert client.post(path, NAMES).status_code == 403
    assert not _is_in(record, "other@example.org")
    assert not _is_in(record, "uma@example.org")


def test_who_signs_out_comes_back_to_the_invitation(record: Any, sanna: Any) -> None:
    _invited(record, sanna)
    client, path = at("espoo", make_user("other@example.org")), mailed_path()
    here = re.search(r'name="next" value="([^"]+)"', client.get(path).text)
    assert here is not None
    answer = client.post("/en/sign-out/", {"next": here.group(1)})
    assert answer["Location"] == path
    assert 'name="first_name"' in client.get(answer["Location"]).text


def _use(invitation: Invitation, sanna: Any, path: str) -> None:
    at("espoo").post(path, NAMES)


def _grow_old(invitation: Invitation, sanna: Any, path: str) -> None:
    Invitation.objects.update(sent_at=timezone.now() - VALID_FOR - datetime.timedelta(minutes=1))


def _suspend(invitation: Invitation, sanna: Any, path: str) -> None:
    assert invitation.organisation is not None
    SuspendOrganisation(invitation.organisation).execute()


def _lose_right(invitation: Invitation, sanna: Any, path: str) -> None:
    OrganisationMembership.objects.filter(pk=sanna.pk).update(role=OrganisationRole.WRITER)


@pytest.mark.parametrize(
    "happens",
    [
        _use,
        _grow_old,
        _suspend,
        _lose_right,
        lambda invitation, sanna, path: send_again(invitation, by=sanna.user),
        lambda invitation, sanna, path: withdraw(invitation, by=sanna.user),
    ],
)
def test_a_link_that_no_longer_works_says_so_and_nothing_else(record: Any, sanna: Any, happens: Any) -> None:
    invitation = _invited(record, sanna)
    path = mailed_path()
    happens(invitation, sanna, path)
    before = OrganisationMembership.objects.count()
    client = at("espoo")
    for answer in (client.get(path), client.post(path, NAMES)):
        assert answer.status_code == 410
        assert "This link no longer works" in answer.text
        assert not any(words in answer.text for words in ("Siltasanat", "Sanna", "uma@"))
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
    assert OrganisationMembership.objects.count() == before
    assert signed_in_as(client) is None


def test_a_forged_link_is_not_there(record: Any, sanna: Any) -> None:
    _invited(record, sanna)
    path = mailed_path()
    other = "y" if path[-6] == "x" else "x"
    for forged in (path[:-6] + other + path[-5:], "/en/mail/x/", "/en/mail/a:b:c/"):
        assert at("espoo").get(forged).status_code == 404
        assert at("espoo").post(forged, NAMES).status_code == 404


def test_other_methods_are_refused(record: Any, sanna: Any) -> None:
    _invited(record, sanna)
    path = mailed_path()
    assert at("espoo").head(path).status_code == 200
    for method in ("put", "delete", "patch", "options"):
        assert getattr(at("espoo"), method)(path).status_code == 405
    assert not _is_in(record, "uma@example.org")


def test_a_portals_translator_comes_in_at_the_portal(coordinator: Any, espoo: Portal) -> None:
    Invite(
        "uma@example.org", PortalRole.TRANSLATOR, portal=espoo, languages=["ar"], by=coordinator, language="en"
    ).execute()
    client, path = at("espoo"), mailed_path()
    assert "Translator" in client.get(path).text
    assert client.post(path, NAMES)["Location"] == "/en/desk/"
    assert PortalMembership.objects.get(user__email="uma@example.org").languages == ["ar"]


@pytest.mark.parametrize("role", [PortalRole.COORDINATOR, PortalRole.NATIONAL_ADMIN])
def test_staff_come_in_at_the_national_portal(admin: Any, espoo: Portal, national: Portal, role: str) -> None:
    portal = espoo if role == PortalRole.COORDINATOR else national
    Invite("uma@example.org", role, portal=portal, by=admin, language="en").execute()
    address = link_in(new_mails()[-1])
    assert address.startswith("http://kototori.localhost:8000/en/")
    path = path_of(address)
    elsewhere = at("espoo")
    answer = elsewhere.get(path)
    assert (answer.status_code, answer["Location"].split("/mail/")[0]) == (302, "http://kototori.localhost:8000/en")
    assert elsewhere.post(path, NAMES).status_code == 302
    assert (signed_in_as(elsewhere), _user("uma@example.org")) == (None, None)
    client = at("kototori")
    assert client.post(path, NAMES)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert _user("uma@example.org").is_superuser == (role == PortalRole.NATIONAL_ADMIN)


def test_a_coordinator_who_joins_an_organisation_signs_in_where_staff_do(
    record: Any, sanna: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    _invited(record, sanna, address=vantaa_coordinator.email)
    assert link_in(new_mails()[-1]).startswith("http://kototori.localhost:8000/")


def test_the_link_has_the_language_of_the_invitation_if_the_portal_has_it(record: Any, sanna: Any) -> None:
    _invited(record, sanna, language="ar")
    assert mailed_path().startswith("/ar/mail/")
    _invited(record, sanna, address="toinen@example.org", language="so")
    assert mailed_path().startswith("/fi/mail/")


def test_every_language_of_the_portal_shows_the_page(record: Any, sanna: Any) -> None:
    _invited(record, sanna)
    path = mailed_path()
    for language in ("fi", "sv", "ar"):
        assert at("espoo").get(path.replace("/en/", f"/{language}/", 1)).status_code == 200


def test_somebody_whose_account_is_closed_gets_nothing(record: Any, sanna: Any) -> None:
    make_user("uma@example.org", is_active=False)
    _invited(record, sanna)
    client, path = at("espoo"), mailed_path()
    assert client.post(path, NAMES)["Location"].startswith("/en/sign-in/")
    assert not _is_in(record, "uma@example.org")
