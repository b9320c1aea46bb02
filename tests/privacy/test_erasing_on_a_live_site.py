"""Erasing somebody who is just writing: neither stops the other for ever, and nothing of either is lost."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from wagtail.models import Revision

from editorial.edit_conflicts.page_lock import lock_page
from editorial.privacy.actions.erase_person import ErasePerson
from editorial.privacy.heirs import deleted_person
from listings.models import ActivityPage
from regions.models import Portal
from tests.listings.factories import make_activity, make_editor, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_the_person_is_saving(espoo: Portal, admin: Any) -> None:
    organisation = make_organisation(espoo)
    person = make_editor(organisation, "maija@example.org")
    page = make_activity(organisation, owner=person)
    faults: list[BaseException] = []

    def erase() -> None:
        try:
            ErasePerson("maija@example.org").execute()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=erase)
    with transaction.atomic():
        lock_page(page.pk)
        thread.start()
        wait_for_a_lock()
        page.title = "Viimeinen muutos"
        revision = page.save_revision(user=person)
    thread.join(timeout=60)
    assert not thread.is_alive()
    assert faults == []
    assert not get_user_model().objects.filter(pk=person.pk).exists()
    kept = Revision.objects.get(pk=revision.pk)
    assert (kept.user, kept.content["title"], kept.content["owner"]) == (deleted_person(), "Viimeinen muutos", None)
    assert ActivityPage.objects.get(pk=page.pk).latest_revision_id == revision.pk


def wait_for_a_lock() -> None:
    """Until another connection waits for what this one has locked."""
    pause = threading.Event()
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        pause.wait(0.05)
