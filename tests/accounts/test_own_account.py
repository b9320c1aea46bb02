"""A person's own account: a new password by mail, another address, a name; and what ends sessions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from editorial.accounts.confirmed_addresses import confirm_address, without_confirmed_address
from editorial.accounts.make_account import account_of, make_account
from editorial.mails.models import Mail
from editorial.mails.queueing import preferred_language
from tests.accounts.conftest import ESPOO, NATIONAL, PASSWORD
from tests.accounts.signing_in import ask_for_code, by_password, codes, is_signed_in, type_code
from tests.mails.received_mails import deliver_all

pytestmark = pytest.mark.django_db

BrowserAt = Callable[..., Client]
NEW = "lukutoukka ja kahvi"


def link_in(message: Any) -> str:
    """The path of the link in a mail, which is on the host where it was asked for."""
    found = re.search(rf"http://{ESPOO}(?::\d+)?(/\S+)", message.body)
    assert found is not None, message.body
    return found[1]


def test_new_password_by_mail_works_once_and_ends_all_sessions(anna: Any, browser_at: BrowserAt) -> None:
    elsewhere, client = browser_at(), browser_at("192.0.2.2")
    by_password(elsewhere, anna.email)
    assert (
        client.post("/fi/sign-in/password/", {"email": "ANNA@example.org "})["Location"] == "/fi/sign-in/password/sent/"
    )
    link = link_in(deliver_all()[0])
    form = client.get(link, follow=True)
    assert "set-password" in form.request["PATH_INFO"]
    weak = client.post(form.request["PATH_INFO"], {"password1": "12345678"})
    assert weak.status_code == 200
    assert weak.context["form"].errors
    done = client.post(form.request["PATH_INFO"], {"password1": NEW}, follow=True)
    assert done.redirect_chain[-1][0] == "/fi/sign-in/password/done/"
    assert not is_signed_in(client)
    assert elsewhere.get("/fi/desk/").status_code == 302
    assert "set-password" not in browser_at().get(link, follow=True).request["PATH_INFO"]
    by_password(client, anna.email, NEW)
    assert is_signed_in(client)
    assert Mail.objects.filter(kind="password-changed", person=anna).count() == 1


def test_new_password_opens_what_wrong_ones_had_shut(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    for _attempt in range(6):
        answer = by_password(client, anna.email, "wrong")
    assert answer.status_code == 429
    client.post("/fi/sign-in/password/", {"email": anna.email})
    path = client.get(link_in(deliver_all()[0]), follow=True).request["PATH_INFO"]
    client.post(path, {"password1": NEW})
    by_password(client, anna.email, NEW)
    assert is_signed_in(client)


def test_changed_password_keeps_this_session_and_ends_the_others(anna: Any, browser_at: BrowserAt) -> None:
    here, elsewhere = browser_at(), browser_at()
    by_password(here, anna.email)
    by_password(elsewhere, anna.email)
    wrong = here.post("/fi/desk/account/password/", {"oldpassword": "wrong", "password1": NEW})
    assert wrong.status_code == 200
    answer = here.post("/fi/desk/account/password/", {"oldpassword": "kahvila-tiistaina", "password1": NEW})
    assert answer["Location"] == "/fi/desk/account/"
    assert here.get("/fi/desk/").status_code == 200
    assert elsewhere.get("/fi/desk/").status_code == 302


def test_an_open_browser_does_not_guess_the_old_password(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    form = {"oldpassword": "wrong", "password1": NEW}
    answers = [client.post("/fi/desk/account/password/", form).status_code for _attempt in range(6)]
    assert answers == [200] * 5 + [429]


def test_account_without_password_chooses_one(open_portals: None, browser_at: BrowserAt) -> None:
    user, _is_new = make_account("Uusi@example.org", first_name="Uusi")
    client = browser_at()
    ask_for_code(client, "uusi@example.org")
    type_code(client, codes()[0])
    assert "/desk/account/password/new/" in client.get("/fi/desk/account/").text
    assert client.get("/fi/desk/account/password/")["Location"] == "/fi/desk/account/password/new/"
    client.post("/fi/desk/account/password/new/", {"password1": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert client.get("/fi/desk/").status_code == 200


def test_another_address_counts_once_it_is_confirmed_and_the_old_one_is_told(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    answer = client.post("/fi/desk/account/address/", {"email": "Anna@Uusi.example ", "password": PASSWORD})
    assert answer["Location"] == "/fi/sign-in/address/sent/"
    assert "anna@uusi.example" in client.get("/fi/desk/account/").text
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    stranger = browser_at("192.0.2.9")
    by_password(stranger, "anna@uusi.example")
    ask_for_code(stranger, "anna@uusi.example")
    assert not is_signed_in(stranger)
    assert not codes()
    notice, message = deliver_all()
    assert (notice.to, message.to) == (["anna@example.org"], ["anna@uusi.example"])
    link = link_in(message)
    assert client.get(link).status_code == 200
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert client.post(link)["Location"] == "/fi/desk/account/"
    anna.refresh_from_db()
    assert (anna.email, anna.username) == ("anna@uusi.example", "anna@uusi.example")
    assert [row.email for row in EmailAddress.objects.filter(user=anna)] == ["anna@uusi.example"]
    assert deliver_all()[-1].to == ["anna@example.org"]
    assert client.post(link).status_code == 410
    late = browser_at()
    by_password(late, "anna@example.org")
    assert not is_signed_in(late)
    by_password(late, "anna@uusi.example")
    assert is_signed_in(late)
    assert account_of("anna@example.org") is None


def test_address_of_another_account_is_not_told_and_not_taken(anna: Any, browser_at: BrowserAt) -> None:
    other = get_user_model().objects.create_user("kim@example.org", "kim@example.org")
    client = browser_at()
    by_password(client, anna.email)
    answer = client.post("/fi/desk/account/address/", {"email": other.email, "password": PASSWORD})
    assert answer["Location"] == "/fi/sign-in/address/sent/"
    assert client.post(link_in(deliver_all()[1])).status_code == 410
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert EmailAddress.objects.get(email=other.email, verified=True).user == other


def test_asking_for_another_address_can_be_withdrawn(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    client.post("/fi/desk/account/address/", {"email": "anna@uusi.example", "password": PASSWORD})
    link = link_in(deliver_all()[1])
    client.post("/fi/desk/account/address/", {"action": "withdraw"})
    assert client.post(link).status_code == 410
    assert "anna@uusi.example" not in client.get("/fi/desk/account/").text


def test_addresses_of_others_are_not_flooded(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    form = {"email": "victim@example.org", "password": PASSWORD}
    answers = [client.post("/fi/desk/account/address/", form).status_code for _time in range(4)]
    assert answers == [302, 302, 302, 429]
    assert Mail.objects.filter(kind="address-change").count() == 3


def test_name_is_changed_and_cleaned(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    form = {"first_name": "An\x00na", "last_name": "Aalto", "language": "fi", "is_superuser": "1"}
    client.post("/fi/desk/account/", form)
    anna.refresh_from_db()
    assert (anna.first_name, anna.last_name, anna.is_superuser) == ("Anna", "Aalto", False)


def test_the_language_of_mails_is_chosen(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    by_password(client, anna.email)
    assert '<option value="fi" selected>' in client.get("/fi/desk/account/").text
    client.post("/fi/desk/account/", {"first_name": "Anna", "last_name": "Aalto", "language": "sv"})
    assert '<option value="sv" selected>' in client.get("/fi/desk/account/").text
    assert preferred_language(type(anna).objects.get(pk=anna.pk)) == "sv"


def test_a_new_account_keeps_the_language_of_what_it_came_by(open_portals: None) -> None:
    new, _is_new = make_account("uusi@example.org", language="sv")
    assert preferred_language(new) == "sv"
    make_account("uusi@example.org", language="en")
    assert preferred_language(type(new).objects.get(pk=new.pk)) == "sv"
    other, _is_new = make_account("muu@example.org", language="ar")
    assert preferred_language(other) == ""


@pytest.mark.parametrize("path", ["", "address/", "password/", "password/new/"])
def test_own_account_is_for_who_is_signed_in(open_portals: None, browser_at: BrowserAt, path: str) -> None:
    answer = browser_at().get(f"/ar/desk/account/{path}")
    assert answer["Location"] == f"/ar/sign-in/?next=/ar/desk/account/{path}"


def test_every_account_has_a_confirmed_address(demo_pool: None) -> None:
    get_user_model().objects.create_superuser("root", "Root@Example.org", "x")
    assert not without_confirmed_address().exists()
    assert EmailAddress.objects.get(user__username="root").email == "root@example.org"


def test_earlier_accounts_get_theirs_and_a_second_run_changes_nothing(anna: Any, capsys: Any) -> None:
    twin = get_user_model().objects.create_user("twin", "ANNA@example.org")
    nobody = get_user_model().objects.create_user("nobody", "")
    EmailAddress.objects.filter(user=anna).delete()
    EmailAddress.objects.create(user=anna, email=anna.email, verified=False)
    call_command("confirm_addresses")
    assert list(without_confirmed_address()) == [twin, nobody]
    said = capsys.readouterr().out
    assert "1 accounts" in said
    assert "twin, nobody" in said
    assert not confirm_address(anna)


def test_address_that_an_administrator_changes_counts_at_once(anna: Any, browser_at: BrowserAt) -> None:
    anna.email = "Anna@Uusi.example"
    anna.save()
    client = browser_at()
    by_password(client, "anna@uusi.example")
    assert is_signed_in(client)
    old = browser_at()
    by_password(old, "anna@example.org")
    assert not is_signed_in(old)


def test_mails_are_in_the_language_of_the_page(anna: Any) -> None:
    Client(headers={"host": NATIONAL}).post("/sv/sign-in/code/", {"email": anna.email})
    Client(headers={"host": ESPOO}).post("/ar/sign-in/code/", {"email": anna.email})
    assert [row.language for row in Mail.objects.order_by("pk")] == ["sv", "fi"]


def test_link_of_a_mail_is_in_a_language_of_the_portal(anna: Any, espoo: Any, browser_at: BrowserAt) -> None:
    client = browser_at()
    client.post("/ar/sign-in/password/", {"email": anna.email})
    espoo.languages = ["ar"]
    espoo.save()
    assert "/ar/sign-in/password/" in deliver_all()[0].body


def test_whoever_gets_an_address_later_is_another_person(anna: Any) -> None:
    anna.email = "anna@uusi.example"
    anna.save()
    assert account_of("anna@example.org") is None
    later, is_new = make_account(" Anna@Example.org")
    assert is_new
    assert later != anna
    assert make_account("anna@example.org") == (later, False)
    long_address = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example"
    assert make_account(long_address)[0].email == long_address
