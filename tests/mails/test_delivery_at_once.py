"""Two workers at once, and one that is killed: no mail is sent twice."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from editorial.mails.delivery import BETWEEN_STEPS, deliver
from editorial.mails.models import Mail, MailStatus
from editorial.mails.queueing import queue_mail
from editorial.people.actions.invite import Invite
from regions.models import Portal, PortalRole
from tests.mails.mail_server import MailServer
from tests.postgres_cluster import TestDatabases

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, mail_id: int) -> None:
    start = threading.Barrier(number)

    def run() -> None:
        start.wait()
        try:
            deliver(mail_id)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_many_workers_one_sends(greeting: str, mail_server: MailServer) -> None:
    espoo = Portal.objects.get(slug="espoo")
    for number in range(8):
        mail = queue_mail(greeting, portal=espoo, address=f"{number}@example.org")
        assert mail is not None
        at_once(4, mail.pk)
    assert mail_server.recipients == [f"{number}@example.org" for number in range(8)]
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.SENT}


def test_mail_that_another_worker_is_sending_is_left_alone(greeting: str, mail_server: MailServer) -> None:
    """The row is locked meanwhile, also when sending takes long."""
    mail = queue_mail(greeting, portal=Portal.objects.get(slug="espoo"), address="a@example.org")
    assert mail is not None
    mail_server.mode = "silent"
    first = threading.Thread(target=at_once, args=(1, mail.pk))
    first.start()
    assert mail_server.has_text.wait(10)
    deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.status == MailStatus.SENDING
    mail_server.go_on.set()
    first.join()
    mail.refresh_from_db()
    assert (mail.status, len(mail_server.received)) == (MailStatus.SENT, 1)


@pytest.fixture
def worker(mail_server: MailServer, checkout: Path, database_server: TestDatabases) -> Iterator[Any]:
    """A function that starts a real worker on this test's database and mail server."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kototori.settings.dev",
        "DATABASE_URL": database_server.url(str(connection.settings_dict["NAME"])),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
    }
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(checkout / "manage.py"), "worker", *arguments]
        running.append(subprocess.Popen(command, env=environment, cwd=checkout))
        return running[-1]

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_mail_of_a_killed_worker_is_shown_and_not_sent_again(
    open_portals: None, mail_server: MailServer, worker: Any
) -> None:
    mail_server.mode = "silent"
    Invite("new@example.org", PortalRole.COUNSELLOR, portal=Portal.objects.get(slug="espoo")).execute()
    first = worker()
    assert mail_server.has_text.wait(90)
    assert Mail.objects.get().status == MailStatus.SENDING
    first.send_signal(signal.SIGKILL)
    first.wait()
    mail_server.mode = "accept"
    _wait_until_unlocked()
    Mail.objects.update(attempted_at=timezone.now() - BETWEEN_STEPS - datetime.timedelta(seconds=1))
    assert worker("--once").wait() == 0
    mail = Mail.objects.get()
    assert (mail.status, mail.attempts) == (MailStatus.INTERRUPTED, 1)
    assert len(mail_server.tries) == 1


def _wait_until_unlocked() -> None:
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)


def test_worker_sends_what_waits(open_portals: None, mail_server: MailServer, worker: Any) -> None:
    Invite("new@example.org", PortalRole.COUNSELLOR, portal=Portal.objects.get(slug="espoo")).execute()
    assert worker("--once").wait() == 0
    assert mail_server.recipients == ["new@example.org"]
    assert Mail.objects.get().status == MailStatus.SENT
