"""Mails in development are files: one each, named by time, whole when they appear."""

from __future__ import annotations

import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from kototori.development.mail_files import mail_folder
from kototori.development.management.commands.serve import where_mails_go
from kototori.email_url import email_settings

BACKEND = "kototori.development.mail_files.eml_backend.EmlBackend"


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = BACKEND, tmp_path / "mail"
    return tmp_path / "mail"


def message(subject: str = "Hei") -> EmailMultiAlternatives:
    made = EmailMultiAlternatives(subject, "Päivää", "a@example.org", ["b@example.org"])
    made.attach_alternative("<p>Päivää</p>", "text/html")
    return made


def test_each_mail_is_a_file(folder: Path) -> None:
    for number in range(3):
        message(str(number)).send()
    names = mail_folder.mail_names()
    assert [file.subject for file in mail_folder.read_headers(names)] == ["2", "1", "0"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert stat.S_IMODE((folder / names[0]).stat().st_mode) == 0o600


def test_mail_can_be_read_back(folder: Path) -> None:
    message().send()
    mail = mail_folder.read_mail(mail_folder.mail_names()[0])
    assert mail is not None
    assert mail_folder.body_of(mail, "plain").strip() == "Päivää"
    assert mail_folder.body_of(mail, "html").strip() == "<p>Päivää</p>"
    assert mail["To"] == "b@example.org"


def test_many_at_the_same_time(folder: Path) -> None:
    threads = [threading.Thread(target=lambda: get_connection().send_messages([message()] * 20)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail_folder.mail_names()) == 100


@pytest.mark.parametrize(
    "name", ["../secret.eml", "/etc/passwd", ".x.eml.part", "..eml", "link.eml", "nosuch.eml", "a.txt"]
)
def test_other_files_are_not_read(folder: Path, tmp_path: Path, name: str) -> None:
    message().send()
    (tmp_path / "secret.eml").write_text("Subject: secret\n\n")
    (folder / "link.eml").symlink_to(tmp_path / "secret.eml")
    (folder / "a.txt").write_text("Subject: secret\n\n")
    assert mail_folder.read_mail(name) is None
    assert len(mail_folder.mail_names()) == 1


def test_nothing_yet(folder: Path) -> None:
    assert mail_folder.mail_names() == []


def test_make_run_says_where_mails_go(folder: Path, settings: Any) -> None:
    admin = "http://kototori.localhost:8000/admin/"
    assert where_mails_go(admin) == f"{admin}mails/files/  files in var/mail/"
    for url, says in (("smtp://127.0.0.1:2525", "to 127.0.0.1:2525"), ("smtp://:x", "EMAIL_URL names no mail server")):
        settings.KOTOTORI_EMAIL_FAULT = ""
        for name, value in email_settings(url).items():
            setattr(settings, name, value)
        assert where_mails_go(admin).startswith(says)
