"""Saying that one doesn't want mails of a kind, by a signed link: by one click, on the page, and back again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from editorial.mails.models import MailPreference
from editorial.mails.preferences import is_wanted
from editorial.mails.signed_links import link_actions, signed_link
from editorial.mails.unsubscribe_links import UNSUBSCRIBE
from regions.models import Portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    """A client without a session, from which tokens against forged requests are asked for."""
    return Client(headers={"host": "espoo.localhost:8000"}, enforce_csrf_checks=True)


def link(key: str, language: str = "fi", action: str = UNSUBSCRIBE) -> str:
    address = signed_link(action, key, portal=Portal.objects.get(slug="espoo"), language=language)
    return address.removeprefix("http://espoo.localhost:8000")


def test_one_click_of_a_mail_program(visitor: Client, news: str, anna: Any) -> None:
    address = link(f"{anna.pk} {news}")
    answer = visitor.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not is_wanted(anna, news)
    visitor.post(address, {"List-Unsubscribe": "One-Click", "wanted": "1"})
    assert MailPreference.objects.get().is_wanted is False


def test_page_shows_and_the_button_does(visitor: Client, news: str, anna: Any) -> None:
    address = link(f"{anna.pk} {news}")
    page = visitor.get(address)
    assert (page.status_code, page["Cache-Control"].count("no-store")) == (200, 1)
    text = page.content.decode()
    assert "a…@example.org" in text
    assert "anna@example.org" not in text
    assert "noindex" in text
    assert is_wanted(anna, news)
    assert visitor.post(address, {"wanted": "0"}).status_code == 302
    assert not is_wanted(anna, news)
    assert 'value="1"' in visitor.get(address).content.decode()
    visitor.post(address, {"wanted": "1"})
    assert is_wanted(anna, news)


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ar"])
def test_page_in_the_portals_languages(visitor: Client, news: str, anna: Any, language: str) -> None:
    assert f'<html lang="{language}"' in visitor.get(link(f"{anna.pk} {news}", language)).content.decode()


@pytest.mark.parametrize("key", ["{anna} greeting", "{anna} nosuch", "999999 news", "nobody news", "", "{anna}"])
def test_other_keys_lead_nowhere(visitor: Client, news: str, greeting: str, anna: Any, key: str) -> None:
    assert visitor.get(link(key.format(anna=anna.pk))).status_code == 404


def test_forged_link_leads_nowhere(visitor: Client, news: str, anna: Any) -> None:
    address = link(f"{anna.pk} {news}")
    head, _colon, end = address.rpartition(":")
    for forged in (f"{head}:x{end}", address.replace("/mail/", "/mail/x"), "/fi/mail/nonsense/", "/fi/mail/%00/"):
        assert visitor.post(forged, {"wanted": "0"}).status_code == 404
    assert is_wanted(anna, news)


def test_link_ends_with_the_account(visitor: Client, news: str, anna: Any) -> None:
    address = link(f"{anna.pk} {news}")
    anna.delete()
    assert visitor.post(address, {"wanted": "0"}).status_code == 404


def test_other_links_need_the_token(visitor: Client, open_portals: None) -> None:
    from django.http import HttpResponse

    with link_actions.replaced("do", lambda request, key: HttpResponse(key)):
        address = link("x", action="do")
        assert visitor.get(address).status_code == 200
        assert visitor.post(address).status_code == 403
