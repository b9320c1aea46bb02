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

from editorial.accounts import sign_in_limits
from editorial.people.models import Invitation
from editorial.privacy.actions.erase_person import ErasePerson
from editorial.privacy.personal_data import Treatment, decided
from listings.models import Placement
from tests.privacy.database_dump import everything, found
from tests.privacy.traces import ADDRESS, FIRST_NAME, MESSAGE, OTHERS_SENTENCE, Traces

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_of_the_person_is_left(traces: Traces, folders: Path) -> None:
    before = {canary: found(canary, folders) for canary in traces.canaries}
    assert len(before) == 10
    assert all(before.values()), before  # else the drill couldn't fail
    assert {"public.editorial_joinrequest", "public.editorial_joinmessage"} <= before[FIRST_NAME]
    assert "public.editorial_accessrequest" in before[MESSAGE]
    ErasePerson(ADDRESS.upper()).execute()
    assert {canary: found(canary, folders) for canary in traces.canaries} == {key: set() for key in traces.canaries}
    assert not get_user_model().objects.filter(pk=traces.person.pk).exists()


#: Tables in which the drill leaves nothing, and why that is no gap.
WITHOUT_TRACES = {
    "auth.user_groups": "groups follow from memberships: nobody is put into one",
    "auth.user_user_permissions": "nobody is given a right of their own",
    "wagtailcore.uploadedfile": "an upload that wasn't finished; tests of its own",
    "wagtail_localize.segmentoverride": "made by nothing here",
}


def test_every_table_that_points_to_people_has_a_trace(traces: Traces) -> None:
    """A table of tomorrow fails here until the drill leaves something of the person in it."""
    foreign_keys = (Treatment.DELETED_PERSON, Treatment.PASS_ON, Treatment.NOBODY, Treatment.DELETE)
    empty = set()
    for place in decided(*foreign_keys, Treatment.ADDRESS, Treatment.OWNERS_NAME):
        rows = place.model._base_manager.all()
        if place.treatment in foreign_keys:
            rows = rows.filter(**{place.name: traces.person.pk})
        if not rows.exists():
            empty.add(place.label)
    assert {label for label in empty if label.rpartition(".")[0] not in WITHOUT_TRACES} == set()


def test_limits_and_codes_of_the_address_go(traces: Traces) -> None:
    """Also where their keys are digests that say nothing of whose they are."""

    keys = sign_in_limits.keys_of_account(ADDRESS)
    kept = cache.get_many(keys)
    assert {key.split(":")[1] for key in kept if key.startswith("attempts:")} == {"code-attack", "code-mail-account"}
    assert len(kept) == 3  # and the code itself
    ErasePerson(ADDRESS).execute()
    assert cache.get_many(keys) == {}


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
    before[PageLogEntry] += 1  # the organisation's people hear that somebody is gone
    assert after == before
    assert found(OTHERS_SENTENCE, folders) == where
    assert found("kollega@example.org", folders) == {"public.auth_user", "public.account_emailaddress", "file"}
    assert cache.get("kept") == "muu"
    assert Invitation.objects.get().address == "uusi@example.org"
    assert [store.get_decoded() for store in Session.objects.all()] == [
        {"account_login": {"email": "muu@example.org", "code": "1234"}}
    ]
