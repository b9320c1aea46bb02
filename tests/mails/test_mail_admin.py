"""The national administrator sees how far each mail is, sends one again, and reads the files of development."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.mails.delivery import deliver
from editorial.mails.mail_admin import PAGE_SIZE
from editorial.mails.models import Mail, MailStatus
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.listings.conftest import admin, coordinator, organisation, translator  # noqa: F401
from tests.mails.mail_server import MailServer

pytestmark = pytest.mark.django_db

LIST = "/admin/mails/"
BACKEND = "kototori.development.mail_files.eml_backend.EmlBackend"


def make_mail(status: str = "sent", **values: Any) -> Mail:
    count = Mail.objects.count()
    defaults = {
        "kind": "greeting",
        "address": f"somebody{count}@example.org",
        "portal": Portal.objects.get(slug="espoo"),
        "language": "fi",
        "next_attempt_at": None,
    }
    mail: Mail = Mail.objects.create(status=status, **(defaults | values))
    return mail


def rows(client: Any, query: str = "") -> list[Any]:
    page = BeautifulSoup(client.get(LIST + query).content.decode(), "html.parser")
    return page.select("tbody tr")


def test_trouble_stands_first_and_addresses_are_masked(greeting: str, admin: Any, anna: Any) -> None:  # noqa: F811
    make_mail("failed", error="550 no <b>such</b> person")
    make_mail("interrupted")
    make_mail("sent", person=anna, address="")
    client = signed_in(admin)
    texts = [" ".join(row.get_text(" ").split()) for row in rows(client)]
    assert len(texts) == 3
    assert "550 no <b>such</b> person" in texts[1]
    assert "s…@example.org" in texts[0]
    assert "Anna" in texts[2]
    content = client.get(LIST).content.decode()
    assert "somebody0@example.org" not in content
    assert "anna@example.org" not in content
    assert "Greetings" in content


def test_filters(greeting: str, admin: Any) -> None:  # noqa: F811
    failed, sent = make_mail("failed"), make_mail("sent")
    make_mail("failed", kind="other")
    client = signed_in(admin)
    assert [row["id"] for row in rows(client, "?status=sent")] == [f"mail-{sent.pk}"]
    assert [row["id"] for row in rows(client, "?status=failed&kind=greeting")] == [f"mail-{failed.pk}"]
    assert len(rows(client, "?status=nonsense&kind=nosuch&p=x")) == 3


def test_pages_and_statements(greeting: str, admin: Any) -> None:  # noqa: F811
    client = signed_in(admin)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    make_mail("failed")
    make_mail("sent")
    client.get(LIST)
    few = statements()
    for _number in range(PAGE_SIZE):
        make_mail("failed")
    assert statements() == few
    assert len(rows(client)) == PAGE_SIZE
    assert len(rows(client, "?p=2")) == 2


@pytest.mark.parametrize(("role", "status"), [("coordinator", 404), ("translator", 403)])
def test_nobody_else_sees_mails(
    greeting: str, role: str, status: int, request: Any, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = BACKEND, tmp_path
    EmailMultiAlternatives("Salaisuus", "x", to=["b@example.org"]).send()
    name = next(tmp_path.iterdir()).name
    mail = make_mail("failed")
    client = signed_in(request.getfixturevalue(role))
    again = reverse("editorial_send_mail_again", args=[mail.pk])
    for address in (LIST, again, f"{LIST}files/", f"{LIST}files/{name}/", f"{LIST}files/{name}/html/"):
        assert client.get(address).status_code == status
    assert client.post(again).status_code == status
    mail.refresh_from_db()
    assert mail.status == MailStatus.FAILED
    assert LIST not in client.get("/admin/").content.decode()


def test_mail_is_sent_again_after_a_question(greeting: str, admin: Any, mail_server: MailServer) -> None:  # noqa: F811
    mail = make_mail("failed", error="550 no such person", attempts=1)
    client = signed_in(admin)
    address = rows(client)[0].select_one("a.button")["href"]
    assert client.get(address).status_code == 200
    mail.refresh_from_db()
    assert mail.status == MailStatus.FAILED
    assert client.post(address).status_code == 302
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.QUEUED, 0, "")
    deliver(mail.pk)
    client.post(address)  # twice: the second finds it sent
    deliver(mail.pk)
    assert len(mail_server.received) == 1


@pytest.mark.parametrize(
    ("status", "values"),
    [("sent", {}), ("queued", {}), ("gone", {}), ("failed", {"has_secrets": True}), ("too_old", {"has_secrets": True})],
)
def test_other_mails_are_not_sent_again(greeting: str, admin: Any, status: str, values: Any) -> None:  # noqa: F811
    mail = make_mail(status, **values)
    client = signed_in(admin)
    assert rows(client)[0].select("a.button") == []
    address = reverse("editorial_send_mail_again", args=[mail.pk])
    assert client.get(address).status_code == 404
    client.post(address)
    mail.refresh_from_db()
    assert mail.status == status


def test_interrupted_mail_may_have_arrived(greeting: str, admin: Any) -> None:  # noqa: F811
    mail = make_mail("interrupted")
    text = signed_in(admin).get(reverse("editorial_send_mail_again", args=[mail.pk])).content.decode()
    assert "help-warning" in text


@pytest.mark.parametrize("status", ["failed", "too_old"])
def test_front_page_says_that_mails_failed(
    greeting: str,
    admin: Any,  # noqa: F811
    coordinator: Any,  # noqa: F811
    status: str,
) -> None:
    client = signed_in(admin)
    assert f'href="{LIST}"' not in BeautifulSoup(client.get("/admin/").content, "html.parser").main.decode()  # type: ignore[union-attr]
    make_mail(status)
    assert f'href="{LIST}"' in BeautifulSoup(client.get("/admin/").content, "html.parser").main.decode()  # type: ignore[union-attr]
    assert LIST not in signed_in(coordinator).get("/admin/").content.decode()


def test_files_of_development(admin: Any, settings: Any, tmp_path: Path) -> None:  # noqa: F811
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = BACKEND, tmp_path / "mail"
    client = signed_in(admin)
    assert client.get(f"{LIST}files/").status_code == 200
    message = EmailMultiAlternatives(
        "<b>Otsikko</b>", "Avaa: http://espoo.localhost:8000/fi/ <script>", to=["b@example.org"]
    )
    message.attach_alternative("<p>Päivää</p><script>alert(1)</script>", "text/html")
    message.send()
    assert f"{LIST}files/" in client.get(LIST).content.decode()
    page = client.get(f"{LIST}files/").content.decode()
    assert "&lt;b&gt;Otsikko&lt;/b&gt;" in page
    name = next((tmp_path / "mail").iterdir()).name
    one = client.get(f"{LIST}files/{name}/").content.decode()
    assert '<a href="http://espoo.localhost:8000/fi/"' in one
    assert "&lt;script&gt;" in one
    assert "alert(1)" not in one
    frame = BeautifulSoup(one, "html.parser").iframe
    assert frame is not None
    assert "sandbox" in frame.attrs
    assert not frame["sandbox"]
    html = client.get(f"{LIST}files/{name}/html/")
    assert (
        html.headers["Content-Security-Policy"]
        == "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    assert html.headers["X-Frame-Options"] == "SAMEORIGIN"
    (tmp_path / "secret.eml").write_text("Subject: secret\n\n")
    for other in ("..%2Fsecret.eml", "nosuch.eml", ".x"):
        assert client.get(f"{LIST}files/{other}/").status_code == 404


def test_files_are_read_only_where_mails_are_files(admin: Any, settings: Any, tmp_path: Path) -> None:  # noqa: F811
    settings.EMAIL_FILE_PATH = tmp_path
    client = signed_in(admin)
    assert client.get(f"{LIST}files/").status_code == 404
    assert f"{LIST}files/" not in client.get(LIST).content.decode()


def test_waiting_mail_says_when_it_is_tried_again(greeting: str, admin: Any) -> None:  # noqa: F811
    at = timezone.now() + datetime.timedelta(hours=1)
    make_mail("queued", attempts=2, next_attempt_at=at, error="450 later")
    assert "Seuraava yritys:" in rows(signed_in(admin))[0].get_text(" ")
