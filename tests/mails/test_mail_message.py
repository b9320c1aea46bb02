"""What arrives: headers that a mail program needs, plain text beside HTML, and nothing that a writer could inject."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from editorial.mails.delivery import deliver
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.mail_message import SUBJECT_LENGTH
from editorial.mails.queueing import queue_mail
from regions.models import Portal
from tests.mails.mail_server import MailServer, text_of

pytestmark = pytest.mark.django_db

EVIL = '<script>alert(1)</script> & "Ääkkönen"\r\nBcc: all@example.org\n'
FULL = MailContent(
    subject=f"Otsikko {EVIL}",
    paragraphs=("Ensimmäinen kappale.", EVIL),
    button=("Avaa", "https://espoo.example.org/fi/mail/x/?a=1&b=2"),
    quote="Hei,\n\n<b>korjaa</b> kellonaika & paikka.",
    code="123456",
    notes=("Viimeinen rivi.",),
)


def received(mail_server: MailServer, content: MailContent, **values: Any) -> Any:
    """What arrives of a mail."""
    is_needed = values.pop("is_needed", True)
    values = {"portal": Portal.objects.get(slug="espoo"), "address": "someone@example.org", **values}
    if "person" in values:
        del values["address"]
    with kinds.replaced("test", MailKind(lambda _mail: content, is_needed=is_needed, label="trials")):
        mail = queue_mail("test", **values)
        assert mail is not None
        deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.status == "sent", mail.error
    return mail_server.received[-1]


def test_headers(open_portals: None, mail_server: MailServer, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Somebody <posti@kototori.example>"
    Portal.objects.filter(slug="espoo").update(contact_email="espoo@espoo.example")
    message = received(mail_server, FULL, language="sv")
    assert str(message["From"]) == "Kototori Espoo <posti@kototori.example>"
    assert str(message["Reply-To"]) == "espoo@espoo.example"
    assert str(message["To"]) == "someone@example.org"
    assert message["Content-Language"] == "sv"
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(message["Message-ID"]).endswith("@espoo.localhost>")
    assert message["Date"].datetime is not None
    assert message["List-Unsubscribe"] is None
    assert message.get_content_type() == "multipart/alternative"


def test_nobody_writes_headers(open_portals: None, mail_server: MailServer) -> None:
    Portal.objects.filter(slug="espoo").update(name="Espoo\r\nBcc: all@example.org", contact_email="x\r\nCc: y@z.fi")
    message = received(mail_server, FULL)
    assert (message["Bcc"], message["Cc"], message["Reply-To"]) == (None, None, None)
    assert "\n" not in str(message["Subject"])
    assert "\n" not in str(message["From"])
    assert mail_server.tries == ["someone@example.org"]


def test_long_subject_is_cut(open_portals: None, mail_server: MailServer) -> None:
    message = received(mail_server, MailContent("ö" * 900, ("x",)))
    assert str(message["Subject"]) == "ö" * SUBJECT_LENGTH


def test_plain_text_has_what_was_written(open_portals: None, mail_server: MailServer) -> None:
    text = text_of(received(mail_server, FULL))
    assert '<script>alert(1)</script> & "Ääkkönen"' in text
    assert "> Hei,\n>\n> <b>korjaa</b> kellonaika & paikka.\n" in text
    assert "Avaa:\nhttps://espoo.example.org/fi/mail/x/?a=1&b=2\n" in text
    assert "\n-- \nKototori Espoo\n" in text
    assert "&lt;" not in text


def test_html_shows_the_same_and_runs_nothing(open_portals: None, mail_server: MailServer) -> None:
    message = received(mail_server, FULL)
    page = BeautifulSoup(text_of(message, "html"), "html.parser")
    assert page.find("script") is None
    assert page.find("b") is None
    assert page.find("table") is None
    assert page.find(src=True) is None
    assert page.find_all("a")[0]["href"] == "https://espoo.example.org/fi/mail/x/?a=1&b=2"
    body = page.body
    assert body is not None
    shown = " ".join(body.get_text(" ").split())
    for words in ("Ensimmäinen kappale.", "123456", "Viimeinen rivi.", "Kototori Espoo", "<b>korjaa</b> kellonaika"):
        assert words in shown
        assert words in text_of(message)
    assert Portal.objects.get(slug="espoo").brand_strong in str(page)


def test_mail_that_is_not_needed_can_be_unsubscribed(anna: Any, mail_server: MailServer) -> None:
    message = received(mail_server, FULL, person=anna, is_needed=False)
    address = str(message["List-Unsubscribe"]).strip("<>")
    assert address.startswith("http://espoo.localhost:8000/fi/mail/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in text_of(message)
    assert "trials" in text_of(message)
    links = BeautifulSoup(text_of(message, "html"), "html.parser").find_all("a")
    assert address in [link["href"] for link in links]


@pytest.mark.parametrize(
    ("wanted", "languages", "got"), [("ru", ["sv", "fi"], "sv"), ("en", ["fi"], "en"), ("ar", ["ar"], "fi")]
)
def test_language(anna: Any, mail_server: MailServer, wanted: str, languages: list[str], got: str) -> None:
    portal = Portal.objects.get(slug="espoo")
    portal.languages = languages
    portal.save()
    message = received(mail_server, FULL, language=wanted, person=anna, is_needed=False, portal=portal)
    assert message["Content-Language"] == got
    link_language = got if got in languages else languages[0]
    assert f"/{link_language}/mail/" in str(message["List-Unsubscribe"])


def test_persons_own_language(anna: Any, mail_server: MailServer) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=anna, preferred_language="en")
    assert received(mail_server, FULL, person=type(anna).objects.get(pk=anna.pk))["Content-Language"] == "en"
