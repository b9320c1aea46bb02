"""Mails, the page to unsubscribe and the admin's pages of mails: accessible, and usable on a phone without script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from django.utils import translation
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as BrowserPage

from editorial.mails.mail_kinds import MailContent
from editorial.mails.mail_message import make_message
from editorial.mails.models import Mail
from editorial.mails.preferences import is_wanted
from editorial.mails.signed_links import signed_link
from editorial.mails.unsubscribe_links import UNSUBSCRIBE
from editorial.review.review_mails import APPROVED, RETURNED, WAITING
from kototori.development.mail_files.eml_backend import write_mail
from kototori.development.mail_files.mail_folder import body_of, mail_names, read_mail
from regions.models import Portal
from tests.browser.admin_page_faults import AXE, admin_faults_at
from tests.browser.page_faults import VIEWS
from tests.browser.test_accessibility import faults
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.regions.factories import make_member, make_user

pytestmark = pytest.mark.django_db(transaction=True)

REVIEW = MailContent(
    subject="Vaatii muutoksen: Kielikahvila",
    paragraphs=(
        "Kaisa Koordinaattori on lukenut tekstisi ja palauttaa sen sinulle.",
        "Otsikko: Kielikahvila\nJärjestö: Siltasanat ry\nKieli: suomi",
        "Viesti sinulle:",
    ),
    quote="Hei! Lisää vielä kellonaika.\n\nTerveisin Kaisa",
    code="482 913",
    button=("Avaa tekstisi", "https://kototori.example.org/admin/pages/4711/edit/"),
    notes=("Korjaa tarvittava kohta ja lähetä teksti uudelleen tarkistettavaksi.",),
)


@pytest.fixture
def reader(open_portals: None) -> Any:
    return make_member(Portal.objects.get(slug="espoo"), name="kaisa@example.org")


def unsubscribe_url(portal_address: Address, reader: Any, language: str) -> str:
    portal_address("espoo", "/")  # sets the port that links name
    return signed_link(
        UNSUBSCRIBE, f"{reader.pk} {WAITING}", portal=Portal.objects.get(slug="espoo"), language=language
    )


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_page_to_unsubscribe_is_accessible(
    portal_address: Address, page: BrowserPage, reader: Any, language: str
) -> None:
    url = unsubscribe_url(portal_address, reader, language)
    problems = faults(page, url)
    page.locator("main form button").click()
    expect(page.locator("main [role=status]")).to_be_visible()
    assert problems + faults(page, url) == []


@pytest.mark.parametrize("has_script", [True, False])
def test_mails_are_stopped_and_taken_back_on_a_phone(
    portal_address: Address, new_visitor: NewVisitor, reader: Any, has_script: bool
) -> None:
    page = new_visitor("fi", has_script=has_script, width=320, height=700).page
    page.goto(unsubscribe_url(portal_address, reader, "fi"))
    page.get_by_role("button", name="Lopeta näiden lähettäminen").click()
    expect(page.get_by_text("Et saa enää meiltä näitä sähköposteja")).to_be_visible()
    assert not is_wanted(reader, WAITING)
    page.get_by_role("button", name="Lähettäkää näitä taas minulle").click()
    expect(page.get_by_text("Saat meiltä näitä sähköposteja")).to_be_visible()
    assert is_wanted(reader, WAITING)


def written_mail(reader: Any, language: str = "fi") -> Any:
    mail = Mail.objects.create(
        kind=WAITING, person=reader, portal=Portal.objects.get(slug="espoo"), language=language, status="sent"
    )
    with translation.override(language):
        return make_message(mail, REVIEW, "https://espoo.example.org/fi/mail/WyJ1bnN1YnNjcmliZSJd:1x/")


def test_mail_can_be_read_in_every_scheme(page: BrowserPage, reader: Any) -> None:
    html = str(written_mail(reader).alternatives[0][0])
    problems = []
    for width, scheme, _options in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.set_content(html)
        page.evaluate(AXE_SCRIPT)
        broken = page.evaluate("async (options) => (await axe.run(options)).violations", AXE)
        problems += [f"{width} {scheme}: {fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in broken]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append(f"{width} {scheme}: scrolls sideways")
    assert problems == []


@pytest.fixture
def national_administrator(
    portal_address: Address, context: BrowserContext, page: BrowserPage, open_portals: None
) -> Visitor:
    """Signed in by a cookie: signing in has its own tests."""
    client = Client()
    client.force_login(make_user("admin@example.net", is_superuser=True, first_name="Ada"))
    url = portal_address("kototori", "/")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    page.emulate_media(reduced_motion="reduce")
    return Visitor(page, "fi", True)


def test_pages_of_mails_are_accessible(
    portal_address: Address, national_administrator: Visitor, reader: Any, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "kototori.development.mail_files.eml_backend.EmlBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    write_mail(tmp_path, written_mail(reader).message().as_bytes())
    espoo = Portal.objects.get(slug="espoo")
    facts = {"portal": espoo, "language": "fi"}
    failed = Mail.objects.create(
        kind=RETURNED, person=reader, status="failed", attempts=1, error="550 5.1.1 <k…@example.org> unknown", **facts
    )
    Mail.objects.create(kind=APPROVED, person=reader, status="interrupted", attempts=1, **facts)
    Mail.objects.create(kind="invitation", address="uusi@example.org", status="queued", attempts=3, **facts)
    (name,) = mail_names()
    for path in (
        "/admin/mails/",
        "/admin/mails/?status=failed",
        f"/admin/mails/{failed.pk}/send-again/",
        "/admin/mails/files/",
        f"/admin/mails/files/{name}/",
    ):
        assert admin_faults_at(national_administrator.page, portal_address("kototori", path)) == []
    national_administrator.page.goto("about:blank")


def test_html_of_a_file_runs_nothing(
    portal_address: Address, national_administrator: Visitor, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "kototori.development.mail_files.eml_backend.EmlBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    page = national_administrator.page
    evil = "<p>Hei</p><script>document.body.append('ran')</script><img src=x onerror=\"document.body.append('ran')\">"
    write_mail(tmp_path, f"Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{evil}".encode())
    (name,) = mail_names()
    mail = read_mail(name)
    assert mail is not None
    assert "ran" in body_of(mail, "html")
    page.goto(portal_address("kototori", f"/admin/mails/files/{name}/"))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Hei")).to_be_visible()
    expect(frame.get_by_text(re.compile("ran"))).to_have_count(0)
    page.goto(portal_address("kototori", f"/admin/mails/files/{name}/html/"))
    expect(page.get_by_text("Hei")).to_be_visible()
    expect(page.get_by_text(re.compile("^ran"))).to_have_count(0)
    page.goto("about:blank")
