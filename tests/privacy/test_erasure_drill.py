"""The drill: traces of one person everywhere, then nothing of them anywhere, and nothing of anybody else is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, Revision, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation

from editorial.people.models import Invitation
from editorial.privacy.actions.erase_person import ErasePerson
from listings.models import Placement
from tests.privacy.database_dump import everything, found
from tests.privacy.traces import ADDRESS, CANARIES, OTHERS_SENTENCE, Traces

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_of_the_person_is_left(traces: Traces, folders: Path) -> None:
    before = {canary: found(canary, folders) for canary in CANARIES}
    assert all(before.values()), before  # else the drill couldn't fail
    ErasePerson(ADDRESS.upper()).execute()
    assert {canary: found(canary, folders) for canary in CANARIES} == {canary: set() for canary in CANARIES}
    assert not get_user_model().objects.filter(pk=traces.person.pk).exists()


def test_a_dry_run_changes_nothing(traces: Traces, folders: Path) -> None:
    before = sorted(everything(folders))
    erased = ErasePerson(ADDRESS).preview()
    assert not erased.is_nothing
    assert sorted(everything(folders)) == before


def test_a_dry_run_says_what_is_done(traces: Traces) -> None:
    announced = ErasePerson(ADDRESS).preview()
    done = ErasePerson(ADDRESS).execute()
    assert (announced.rows, announced.passed_on) == (done.rows, done.passed_on)


def test_once_more_finds_nothing(traces: Traces, folders: Path) -> None:
    ErasePerson(ADDRESS).execute()
    before = sorted(everything(folders))
    assert ErasePerson(ADDRESS).execute().is_nothing
    assert sorted(everything(folders)) == before


def test_nothing_of_others_is_lost(traces: Traces, folders: Path) -> None:
    models: tuple[Any, ...] = (
        Page,
        Revision,
        Comment,
        CommentReply,
        PageLogEntry,
        TaskState,
        WorkflowState,
        Placement,
        StringTranslation,
    )
    before = {model: model._default_manager.count() for model in models}
    where = found(OTHERS_SENTENCE, folders)
    ErasePerson(ADDRESS).execute()
    after = {model: model._default_manager.count() for model in models}
    assert after == before
    assert found(OTHERS_SENTENCE, folders) == where
    assert found("kollega@example.org", folders) == {"public.auth_user", "public.account_emailaddress", "file"}
    assert cache.get("kept") == "muu"
    assert Invitation.objects.get().address == "uusi@example.org"
    assert [store.get_decoded() for store in Session.objects.all()] == [
        {"account_login": {"email": "muu@example.org", "code": "1234"}}
    ]
