"""The form of joining: what it takes, what it refuses, and that nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.form_guard.form_keys import make_form_key
from editorial.joining import sending_limits
from editorial.joining.actions.errors import JoinError
from editorial.joining.actions.send_request import mail_again
from editorial.joining.models import JoinRequest, JoinStatus
from editorial.mails.models import Mail
from regions.models import Municipality, Portal
from tests.joining.joining_requests import ESPOO, link_in, make_request, typed, visitor
from tests.listings.factories import record_of
from tests.mails.received_mails import deliver_all
from tests.regions.factories import open_portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
FORM = "/fi/join/new/"


@pytest.fixture(autouse=True)
def _nobody_has_sent_yet(open_portals: None) -> None:
    cache.clear()


def send(**changes: Any) -> Any:
    return visitor().post(FORM, typed(**changes))


def shown_values(answer: Any) -> dict[str, str]:
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    values = {str(one["name"]): str(one.get("value", "")) for one in page.select("form[method=post] input")}
    values |= {str(one["name"]): one.text.lstrip("\r\n") for one in page.select("textarea")}
    for select in page.select("select"):
        chosen = select.select_one("option[selected]")
        values[str(select["name"])] = str(chosen["value"]) if chosen else ""
    return values


def test_a_request_is_stored_and_its_address_asked_to_confirm() -> None:
    answer = send(business_id="1572860 0", phone="040 123 4567")
    assert answer.status_code == 302
    row = JoinRequest.objects.get()
    assert (row.status, row.portal.slug, row.business_id) == (JoinStatus.UNCONFIRMED, "espoo", "1572860-0")
    assert (row.person_email, row.website) == ("aino@kielipolku.example", "https://www.kielipolku.example")
    (message,) = deliver_all()
    assert message.to == ["aino@kielipolku.example"]
    assert link_in(message).startswith("/fi/mail/")
    page = visitor().get(answer["Location"])
    assert page.status_code == 200
    assert "aino@kielipolku.example" in page.text
    assert "no-store" in page["Cache-Control"]


def test_no_cookie_is_set_and_no_cache_keeps_the_form() -> None:
    for path in ("/fi/join/", "/fi/join/?q=silta", FORM):
        answer = visitor().get(path)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer
    assert shown_values(visitor().get(FORM))["form_key"] != shown_values(visitor().get(FORM))["form_key"]


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_every_language_of_the_national_portal_has_the_pages(language: str) -> None:
    portal = Portal.objects.get(slug="kototori")
    portal.languages = ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"]
    portal.save()
    client = visitor("kototori.localhost")
    assert client.get(f"/{language}/join/").status_code == 200
    page = client.get(f"/{language}/join/new/")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize("name", ["name", "organisation_type", "municipality", "description", "person_name", "agreed"])
def test_what_is_missing_is_said_and_nothing_is_lost(name: str) -> None:
    answer = send(**{name: ""})
    assert answer.status_code == 400
    assert not JoinRequest.objects.exists()
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    link = page.select_one(".faults a")
    assert link is not None
    assert page.select_one(str(link["href"])) is not None
    shown, sent = shown_values(answer), typed(**{name: ""})
    kept = {"name", "description", "email", "website", "person_name", "person_email", "municipality", "language"}
    assert {key: " ".join(shown[key].split()) for key in kept} == {key: " ".join(sent[key].split()) for key in kept}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("person_email", "aino", "@example.org"),
        ("email", "info@", "@example.org"),
        ("business_id", "1572860-1", "1572860-1"),
        ("business_id", "siltasanat", "1234567-1"),
        ("phone", "soita meille", "soita meille"),
        ("website", "http://", "website"),
        ("municipality", "999", "municipality"),
        ("organisation_type", "nosuch", "organisation_type"),
        ("description", "x" * 3001, "3000"),
        ("name", "x" * 256, "255"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(name: str, value: str, words: str) -> None:
    answer = send(**{name: value})
    assert answer.status_code == 400
    assert name in answer.context["form"].errors
    assert words in answer.text
    if name not in ("municipality", "organisation_type"):
        assert shown_values(answer)[name] == value


def test_a_way_to_reach_the_organisation_is_asked_for() -> None:
    assert "email" in send(email="", phone="").context["form"].errors
    assert send(email="", phone="09 123 456").status_code == 302


def test_noise_is_cleaned_and_large_fields_come_back() -> None:
    assert send(name="Kieli\0polku ry").status_code == 302
    assert JoinRequest.objects.get().name == "Kielipolku ry"
    large = "a" * 100_000
    answer = send(description=large, person_email="b@example.org")
    assert answer.status_code == 400
    assert shown_values(answer)["description"] == large


def test_a_browser_cuts_nothing_off() -> None:
    assert "maxlength" not in visitor().get(FORM).text


def test_too_many_fields_are_refused_without_a_server_error() -> None:
    client = visitor()
    client.raise_request_exception = False
    answer = client.post(FORM, {**typed(), **{f"x{number}": "1" for number in range(12_000)}})
    assert answer.status_code == 400
    assert not JoinRequest.objects.exists()


def test_a_machine_gets_a_harmless_answer() -> None:
    answer = send(fax="555")
    assert answer.status_code == 302
    assert visitor().get(answer["Location"]).status_code == 200
    assert visitor().post(answer["Location"]).status_code == 200
    assert not JoinRequest.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("key", ["", "forged", "x" * 5000])
def test_a_form_without_its_key_is_asked_for_once_more(key: str) -> None:
    answer = send(form_key=key)
    assert answer.status_code == 400
    assert not JoinRequest.objects.exists()
    assert shown_values(answer)["form_key"] not in ("", key)


def test_who_is_too_fast_sends_once_more_and_loses_nothing() -> None:
    key = make_form_key().signed
    answer = send(form_key=key)
    assert answer.status_code == 400
    assert not JoinRequest.objects.exists()
    assert shown_values(answer)["form_key"] == key  # its time goes on
    assert shown_values(answer)["person_email"] == "Aino@Kielipolku.example"


def test_a_form_that_was_open_for_months_still_works() -> None:
    assert send(form_key=make_form_key(seconds_ago=90 * 86400).signed).status_code == 302


def test_a_second_press_of_the_button_makes_no_second_request() -> None:
    form = typed()
    first, second = visitor().post(FORM, form), visitor().post(FORM, form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert JoinRequest.objects.count() == Mail.objects.count() == 1


def test_the_same_form_with_another_address_confirms_only_that_one() -> None:
    form = typed()
    visitor().post(FORM, form)
    (message,) = deliver_all()
    visitor().post(FORM, form | {"person_email": "mallory@example.org"})
    assert JoinRequest.objects.get().person_email == "mallory@example.org"
    answer = visitor().post(link_in(message), {"choice": "confirm"})
    assert answer.status_code == 410
    assert JoinRequest.objects.get().status == JoinStatus.UNCONFIRMED


def test_an_address_gets_one_mail_by_itself_and_few_when_asked(espoo: Portal) -> None:
    for number in range(3):
        assert send(name=f"Seura {number}").status_code == 302
    assert (JoinRequest.objects.count(), Mail.objects.count()) == (3, 1)
    answer = send(name="Seura 4")
    assert "short while ago" in visitor().get(answer["Location"].replace("/fi/", "/en/")).text
    pressed = [visitor().post(answer["Location"]).status_code for _press in range(8)]
    assert set(pressed) == {429}  # within a minute of the first
    assert Mail.objects.count() == 1


def test_mails_when_asked_have_a_limit(espoo: Portal, monkeypatch: Any) -> None:
    monkeypatch.setattr(sending_limits, "RESEND_PAUSE", timedelta(0))
    row = make_request(espoo)
    for _press in range(sending_limits.MAILS_A_DAY - 1):
        mail_again(row)
    with pytest.raises(JoinError):
        mail_again(row)
    assert Mail.objects.count() == sending_limits.MAILS_A_DAY


def test_the_same_form_with_changing_addresses_mails_each_once_and_ends(monkeypatch: Any) -> None:
    monkeypatch.setattr(sending_limits, "FROM_NETWORK", 1000)
    form = typed()
    statuses = []
    for number in range(sending_limits.FOR_ADDRESS + 2):
        statuses.append(visitor().post(FORM, form | {"person_email": "victim@example.org"}).status_code)
        other = visitor().post(FORM, form | {"person_email": f"other{number}@example.org"})
    assert statuses == [302] * sending_limits.FOR_ADDRESS + [429] * 2
    assert Mail.objects.filter(address="victim@example.org").count() == 1
    assert other.status_code == 302


def test_what_an_address_has_had_counts_when_the_request_is_deleted(monkeypatch: Any) -> None:
    answer = send()
    (message,) = deliver_all()
    visitor().post(link_in(message), {"choice": "not-me"})
    assert not JoinRequest.objects.exists()
    assert send().status_code == 302
    assert Mail.objects.count() == 1
    monkeypatch.setattr(sending_limits, "MAIL_PAUSE", timedelta(0))
    monkeypatch.setattr(sending_limits, "RESEND_PAUSE", timedelta(0))
    for _round in range(sending_limits.FOR_ADDRESS + 2):
        answer = send()
        JoinRequest.objects.all().delete()
    assert answer.status_code == 429
    assert Mail.objects.count() <= sending_limits.MAILS_A_DAY


def test_who_turns_back_to_an_address_that_was_mailed_is_told_and_gets_a_link_when_asked(monkeypatch: Any) -> None:
    form = typed()
    for address in ("aino@example.org", "other@example.org"):
        visitor().post(FORM, form | {"person_email": address})
    answer = visitor().post(FORM, form | {"person_email": "aino@example.org"})
    assert "short while ago" in visitor().get(answer["Location"].replace("/fi/", "/en/")).text
    monkeypatch.setattr(sending_limits, "RESEND_PAUSE", timedelta(0))
    assert visitor().post(answer["Location"]).status_code == 200
    message = deliver_all()[-1]
    assert message.to == ["aino@example.org"]
    assert visitor().get(link_in(message)).status_code == 200


def test_a_mail_before_the_confirmation_has_nothing_that_a_stranger_typed(espoo: Portal) -> None:
    for language in ("fi", "sv", "en"):
        make_request(
            espoo,
            name="Win at evil.example",
            person_name="Click here",
            description="Buy now",
            person_email=f"{language}@example.org",
            person_language=language,
        )
    for message in deliver_all():
        whole = f"{message.subject} {message.body} {message.alternatives}"
        assert "Espoo" in whole
        assert not [typed for typed in ("evil", "Click here", "Buy now") if typed in whole]


def test_too_many_for_an_address_and_from_a_network(monkeypatch: Any) -> None:
    for number in range(sending_limits.FOR_ADDRESS):
        assert send(name=f"Seura {number}").status_code == 302
    answer = send(name="Viimeinen")
    assert answer.status_code == 429
    assert shown_values(answer)["name"] == "Viimeinen"
    monkeypatch.setattr(sending_limits, "FROM_NETWORK", 1)
    cache.clear()
    assert send(person_email="kolmas@example.org").status_code == 302
    assert send(person_email="neljas@example.org").status_code == 429


def test_only_confirmed_requests_keep_others_out_of_a_portal(espoo: Portal, monkeypatch: Any) -> None:
    monkeypatch.setattr(sending_limits, "TO_PORTAL", 1)
    for number in range(3):
        assert send(person_email=f"p{number}@example.org").status_code == 302
    JoinRequest.objects.filter(person_email="p0@example.org").update(confirmed_at=timezone.now())
    assert send(person_email="p4@example.org").status_code == 429
    JoinRequest.objects.update(confirmed_at=timezone.now() - timedelta(hours=2))
    assert send(person_email="p4@example.org").status_code == 302


def test_the_portal_follows_from_the_municipality(espoo: Portal) -> None:
    def taken_by(**changes: Any) -> str:
        JoinRequest.objects.all().delete()
        assert send(**changes).status_code == 302, changes
        return str(JoinRequest.objects.get().portal.slug)

    assert taken_by() == "espoo"
    assert taken_by(municipality="092") == "vantaa"
    assert taken_by(municipality="564") == "kototori"  # no portal has Oulu
    assert taken_by(municipality="all") == "kototori"
    assert JoinRequest.objects.get().municipality is None
    both = open_portal("leppavaara", municipalities=["049"])
    answer = send()
    assert "portal" in answer.context["form"].errors
    offered = [value for value, _label in answer.context["form"].fields["portal"].choices]
    assert sorted(offered) == ["espoo", "kototori", "leppavaara"]
    assert taken_by(portal=both.slug) == "leppavaara"
    assert "portal" in send(portal="vantaa").context["form"].errors


def test_an_organisation_with_the_same_business_id_is_named(organisation: Any) -> None:
    record = record_of(organisation)
    record.business_id = "1572860-0"
    record.save()
    answer = send(business_id="15728600")
    assert "Siltasanat ry" in answer.context["form"].errors["business_id"][0]


def test_the_same_statements_with_many_portals_and_requests(espoo: Portal) -> None:
    def statements() -> int:
        cache.clear()
        visitor().get(FORM)
        with CaptureQueriesContext(connection) as queries:
            visitor().get(FORM)
        return len(queries)

    few = statements()
    for number in range(10):
        make_request(espoo, person_email=f"a{number}@example.org")
    assert statements() == few


def test_the_form_of_one_portal_offers_its_own_municipalities_first() -> None:
    choices = visitor(ESPOO).get(FORM).context["form"].fields["municipality"].choices
    groups = [label for _value, label in choices if isinstance(label, list)]
    assert [value for value, _name in groups[0]] == ["049"]
    assert len(groups[1]) == Municipality.objects.count() - 1
