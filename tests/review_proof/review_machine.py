"""The state machine: several people write, send, answer, trust, take back, pause, copy, translate, move and delete.

Each rule acts as one person with what that person last read, in any order. A step that the product refuses is right
where the machine knows why it must be refused. After every step the ledger looks at what is public, saved and answered.
"""

from __future__ import annotations

import itertools
from contextlib import suppress
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from editorial.announcing.actions.send_announcement import NothingToSendError, SendAnnouncement
from editorial.announcing.actions.take_back_announcement import TakeBackAnnouncement
from editorial.announcing.typed_forms import keep_typed
from editorial.desk_texts.actions.save_page import save_page
from editorial.desk_texts.actions.send_text import SendText, TakeBackText
from editorial.edit_conflicts.page_lock import EditConflictError, under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.models import AnsweredError, ReviewChangedError, ReviewState
from editorial.review.seen_review import SeenReview
from editorial.review_screen.actions.answer_review import Answer, AnswerReview
from editorial.trust.actions.grant_trust import GrantTrust
from editorial.trust.actions.take_back_version import TakeBackVersion
from editorial.trust.models import TrustLevel
from editorial.trust.own_texts import OwnTextError
from editorial.trust.sending_ways import SendingWay
from listings.actions.change_status import EndListing, ListingActionError, PauseListing, ResumeListing
from listings.actions.copy_activity import CopyActivity
from listings.actions.delete_draft import DeleteDraft
from listings.actions.errors import ActionError, ActionPermissionError
from listings.actions.move_family import MoveFamily
from listings.enums import OrganisationRole
from listings.models import ActivityPage, Listing, OrganisationMembership, OrganisationPage
from listings.permissions import may_edit_for, may_manage_listing
from regions.permissions import may_coordinate
from tests.listings.factories import locale, make_activity, record_of
from tests.review_proof.public_ledger import PublicLedger, Reading, Words

#: More pages say nothing new, and each costs time in every step.
MOST_PAGES = 3
WRITER_NAMES = ("sanna", "veikko")
WRITERS = st.sampled_from(WRITER_NAMES)
COORDINATORS = st.sampled_from(["coordinator", "second_coordinator", "vantaa_coordinator"])
PEOPLE = st.one_of(WRITERS, COORDINATORS)
MOSTLY = st.sampled_from([True, True, False])
#: A rare step is taken at nought.
CHANCE = st.integers(0, 5)
#: Which of the pages: the first, the second … of those that are there.
PLACES = st.integers(0, MOST_PAGES - 1)


class ReviewMachine(RuleBasedStateMachine):
    """``people`` by name, the page of their organisation, and two portals. What it writes is taken back at its end."""

    def __init__(self, people: dict[str, Any], organisation: Any, portals: list[Any]) -> None:
        super().__init__()
        self.people, self.organisation, self.portals = people, organisation, portals
        self.level = TrustLevel.REVIEW
        self.ledger = PublicLedger()
        self.readings: dict[tuple[str, int], Reading] = {}
        self.numbers = itertools.count(1)
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # What is there, and what people have read

    def person(self, name: str) -> Any:
        """The person without what an object of them remembers of their rights."""
        return get_user_model()._default_manager.get(pk=self.people[name].pk)

    def home_portal(self) -> Any:
        return record_of(self.organisation).home_portal

    def page_at(self, place: int) -> ActivityPage:
        keys = self.ledger.page_ids
        page: ActivityPage = ActivityPage.objects.get(pk=keys[place % len(keys)])
        return page

    def new_words(self) -> str:
        return f"Kielikahvila {next(self.numbers)}"

    def waiting_at(self, page: Any) -> ReviewState | None:
        review = page.current_workflow_state
        states = ReviewState.objects.filter(status=ReviewState.STATUS_IN_PROGRESS)
        return states.filter(pk=review.current_task_state_id).first() if review is not None else None

    def read(self, name: str, page: Any) -> Reading:
        state, shown, waiting = self.waiting_at(page), None, None
        if state is not None:
            sent = state.revision.as_object()
            waiting = Words.of(sent)
            if name not in WRITER_NAMES:
                shown = SeenReview.of(state, sent, page)
        latest = page.get_latest_revision_as_object()
        reading = Reading(
            PageVersion.current(page),
            Words.of(latest),
            page.live_revision_id,
            state.pk if state else None,
            waiting,
            shown,
        )
        self.readings[name, page.pk] = reading
        return reading

    def last_reading(self, name: str, page: Any) -> Reading:
        return self.readings.get((name, page.pk)) or self.read(name, page)

    @initialize(level=st.sampled_from(TrustLevel))
    def begin(self, level: TrustLevel) -> None:
        """Begin with a public text, a version of it that waits, and some trust."""
        self.write_first(name="sanna")
        self.publish(name="coordinator", place=0)
        self.grant(name="coordinator", level=TrustLevel.REVIEW)
        self.save(name="sanna", place=0, is_fact=False)
        self.send(name="sanna", place=0)
        self.grant(name="coordinator", level=level)

    @rule(name=WRITERS)
    @precondition(lambda self: len(self.ledger.page_ids) < MOST_PAGES)
    def write_first(self, name: str) -> None:
        words = self.new_words()
        page = make_activity(OrganisationPage.objects.get(pk=self.organisation.pk), words, live=False)
        draft = page.get_latest_revision_as_object()
        draft.save_revision(user=self.person(name), clean=False)
        self.ledger.note_page(page.pk, Words.of(page))

    @rule(name=PEOPLE, place=PLACES)
    def open_page(self, name: str, place: int) -> None:
        self.read(name, self.page_at(place))

    # Writing

    @rule(name=WRITERS, place=PLACES)
    def type_only(self, name: str, place: int) -> None:
        """Type into the form without saving: no version changes by that."""
        page, typed = self.page_at(place), QueryDict(mutable=True)
        typed["title"] = self.new_words()
        keep_typed(self.person(name), page.translation_key, record_of(self.organisation), typed, force=True)

    @rule(name=PEOPLE, place=PLACES, is_fact=st.booleans())
    def save(self, name: str, place: int, is_fact: bool) -> None:
        """Save over what the person has read, new words or a new place: refused where somebody has written since."""
        page, user = self.page_at(place), self.person(name)
        reading = self.last_reading(name, page)
        is_old = reading.version != PageVersion.current(page)
        try:
            with under_lock(page.pk, reading.version) as stored:
                draft = stored.specific.latest_version()
                setattr(draft, "floor" if is_fact else "title", self.new_words())
                save_page(draft, user)
        except EditConflictError:
            assert is_old, "a version that nobody had changed was refused"
            return
        except PermissionDenied:
            assert not page.permissions_for_user(user).can_edit(), "who may write was refused"
            return
        assert not is_old, "somebody's version was written over unseen"
        self.ledger.note_saved(page.pk, Words.of(draft))
        self.read(name, self.page_at(place))

    @rule(name=COORDINATORS, place=PLACES)
    def autosave(self, name: str, place: int) -> None:
        """Write the latest revision anew under its old id, as the admin's autosave does."""
        page, words = self.page_at(place), self.new_words()
        if not page.permissions_for_user(self.person(name)).can_edit():
            return
        latest = page.get_latest_revision()
        draft = page.get_latest_revision_as_object()
        draft.title = words
        is_own = latest is not None and latest.user_id == self.person(name).pk
        overwritten = latest if is_own and latest.pk != page.live_revision_id else None
        draft.save_revision(user=self.person(name), overwrite_revision=overwritten, clean=False)
        self.ledger.note_saved(page.pk, Words.of(draft))

    @rule(name=WRITERS, place=PLACES)
    @precondition(lambda self: len(self.ledger.page_ids) < MOST_PAGES)
    def copy(self, name: str, place: int) -> None:
        page = self.page_at(place)
        if not page.is_source or not self.writes(name):
            return
        copy = CopyActivity(page, self.person(name)).execute()
        self.ledger.note_page(copy.pk, Words.of(copy.get_latest_revision_as_object()))

    @rule(name=WRITERS, place=PLACES, language=st.sampled_from(["sv", "ar"]))
    @precondition(lambda self: len(self.ledger.page_ids) < MOST_PAGES)
    def translate(self, name: str, place: int, language: str) -> None:
        source = self.page_at(place)
        if not source.is_source or not self.writes(name) or source.family().filter(locale=locale(language)).exists():
            return
        version = source.copy_for_translation(locale(language))
        version.title = self.new_words()
        save_page(version, self.person(name))
        self.ledger.note_page(version.pk, Words.of(version))

    # Sending and answering

    @rule(name=WRITERS, place=PLACES)
    def send(self, name: str, place: int) -> None:
        page, user = self.page_at(place), self.person(name)
        reading, public = self.last_reading(name, page), Words.of(page)
        is_old = reading.version != PageVersion.current(page)
        kind = SendAnnouncement if page.is_source else SendText
        try:
            sent = kind(page, user, reading.version).execute()
        except NothingToSendError:
            assert page.live
            assert page.live_revision_id == page.latest_revision_id
        except EditConflictError:
            assert is_old
        except PermissionDenied:
            assert not self.writes(name), "who writes for the organisation was refused"
        else:
            assert not is_old, "a version was sent that its writer had not read"
            assert self.writes(name), "a version was sent by who doesn't write for the organisation"
            self.note_sent(page, sent.way, reading.words, public)
        self.read(name, self.page_at(place))

    @rule(name=WRITERS, place=PLACES, is_fact=st.booleans())
    def write_and_send(self, name: str, place: int, is_fact: bool) -> None:
        """What a writer does most often."""
        self.read(name, self.page_at(place))
        self.save(name=name, place=place, is_fact=is_fact)
        self.send(name=name, place=place)

    def note_sent(self, page: Any, way: SendingWay, words: Words, public: Words) -> None:
        """Note what the trust in the organisation lets be public, which must be what it was granted for."""
        if way == SendingWay.DIRECT:
            is_fact = page.live and words.title == public.title
            assert self.level == TrustLevel.EVERYTHING or (self.level == TrustLevel.FACTS and is_fact)
            self.ledger.note_allowed(page.pk, words)
        elif way == SendingWay.FACTS:
            assert self.level == TrustLevel.FACTS
            self.ledger.note_allowed(page.pk, Words(public.title, words.floor))

    @rule(name=WRITERS, place=PLACES)
    def take_back(self, name: str, place: int) -> None:
        page, user = self.page_at(place), self.person(name)
        state, reading = self.waiting_at(page), self.last_reading(name, page)
        if not page.is_source:
            is_new = reading.version == PageVersion.current(page)
            with suppress(EditConflictError, PermissionDenied):
                assert TakeBackText(page, user, reading.version).execute() == (is_new and bool(state))
                assert self.writes(name)
            return
        try:
            TakeBackAnnouncement(page, user, reading.state_id or 0).execute()
        except AnsweredError:
            assert state is None or state.pk != reading.state_id
        except ActionPermissionError:
            assert not self.writes(name)
        else:
            assert state is not None
            assert self.writes(name), "a review was ended by who doesn't write for the organisation"
            assert self.waiting_at(self.page_at(place)) is None

    @rule(name=COORDINATORS, place=PLACES, answer=st.sampled_from(Answer), is_fresh=MOSTLY)
    def answer(self, name: str, place: int, answer: Answer, is_fresh: bool) -> None:
        """Answer what is on the person's screen: only while all of it holds, and only where the person may."""
        page, user = self.page_at(place), self.person(name)
        state = self.waiting_at(page)
        reading = self.read(name, page) if is_fresh else self.last_reading(name, page)
        if reading.shown is None:
            return
        is_there = state is not None and state.pk == reading.state_id
        asked = ReviewState.objects.filter(pk=reading.state_id).first()
        if asked is None:
            return
        is_answered = asked.status in (ReviewState.STATUS_APPROVED, ReviewState.STATUS_REJECTED)
        try:
            AnswerReview(asked, user, answer, "Tarkista kellonaika.", reading.shown).execute()
        except AnsweredError:
            assert not is_there, "a review that waits was refused as answered"
        except ReviewChangedError:
            assert state is not None
            assert is_there
            assert SeenReview.of(state, state.revision.as_object(), page) != reading.shown
        except OwnTextError:
            assert answer == Answer.APPROVE
            assert self.wrote_or_sent(user, asked), "somebody else's text was refused as one's own"
        except ActionPermissionError:
            assert not may_coordinate(user, self.home_portal())
        else:
            assert may_coordinate(user, self.home_portal()), "an answer by who doesn't coordinate the portal"
            if is_answered:
                return  # the same answer by the same person again
            assert is_there
            self.note_answer(name, answer, reading, asked)

    def note_answer(self, name: str, answer: Answer, reading: Reading, state: ReviewState) -> None:
        if answer == Answer.APPROVE:
            assert not self.wrote_or_sent(self.person(name), state), "somebody approved their own text"
            assert reading.waiting is not None
            self.ledger.note_answer(state.pk, self.people[name], ReviewState.STATUS_APPROVED)
            self.ledger.note_allowed(int(state.workflow_state.object_id), reading.waiting)
        else:
            self.ledger.note_answer(state.pk, self.people[name], ReviewState.STATUS_REJECTED)

    def wrote_or_sent(self, user: Any, state: ReviewState) -> bool:
        return user.pk in (state.workflow_state.requested_by_id, state.revision.user_id)

    @rule(name=COORDINATORS, place=PLACES)
    def approve_by_code(self, name: str, place: int) -> None:
        """Approve as a program does, without a screen: what was sent, unless it has been written anew since."""
        state = self.waiting_at(self.page_at(place))
        if state is None:
            return
        is_overwritten, words = state.is_overwritten(), Words.of(state.revision.as_object())
        with suppress(PermissionDenied):
            ReviewState.objects.get(pk=state.pk).approve(self.person(name))
            if not is_overwritten:
                self.ledger.note_answer(state.pk, self.people[name], ReviewState.STATUS_APPROVED)
                self.ledger.note_allowed(int(state.workflow_state.object_id), words)

    @rule(name=COORDINATORS, place=PLACES)
    def take_back_public(self, name: str, place: int) -> None:
        """Take a published text back to the version before: what is public then has been allowed already."""
        page = self.page_at(place)
        reading = self.last_reading(name, page)
        try:
            TakeBackVersion(page, self.person(name), reading.live_revision_id or 0, "Vanhat tiedot").execute()
        except (ActionError, ActionPermissionError):
            return
        assert page.live_revision_id == reading.live_revision_id, "a version was taken back that nobody had looked at"

    @rule(name=COORDINATORS, place=PLACES)
    def publish(self, name: str, place: int) -> None:
        """Publish in the editor what the person has read, past any review."""
        page = self.page_at(place)
        reading = self.last_reading(name, page)
        try:
            with under_lock(page.pk, reading.version) as stored:
                stored.specific.get_latest_revision().publish(user=self.person(name))
        except EditConflictError:
            assert reading.version != PageVersion.current(page)
            return
        except PermissionDenied:
            assert not may_coordinate(self.person(name), self.home_portal())
            return
        self.ledger.note_allowed(page.pk, reading.words)

    @rule(place=PLACES)
    def unpublish(self, place: int) -> None:
        page = self.page_at(place)
        if page.live:
            with suppress(PermissionDenied):
                page.unpublish(user=self.person("coordinator"))

    # What changes records, and no text

    @rule(name=PEOPLE, place=PLACES, step=st.sampled_from([PauseListing, ResumeListing, EndListing]))
    def change_status(self, name: str, place: int, step: Any) -> None:
        listing = Listing.objects.with_portal().get(pk=self.page_at(place).translation_key)
        with suppress(ListingActionError, ActionPermissionError):
            step(listing, self.person(name)).execute()
            assert may_manage_listing(self.person(name), listing)

    @rule(name=WRITERS, place=PLACES)
    def delete(self, name: str, place: int) -> None:
        page = self.page_at(place)
        family = list(page.family().values_list("pk", "live", "first_published_at"))
        listing = Listing.objects.with_portal().get(pk=page.translation_key)
        try:
            DeleteDraft(listing, self.person(name)).execute()
        except ActionPermissionError:
            assert not self.writes(name)
            return
        except ListingActionError:
            assert any(live or first for _key, live, first in family)
            return
        assert not any(live or first for _key, live, first in family), "what was public has been deleted"
        for key, _live, _first in family:
            self.ledger.forget(key)
        if not self.ledger.page_ids:
            self.write_first(name=name)

    # What changes rights, and no text

    def writes(self, name: str) -> bool:
        return may_edit_for(self.person(name), record_of(self.organisation).pk)

    @rule(name=COORDINATORS, level=st.sampled_from(TrustLevel))
    def grant(self, name: str, level: TrustLevel) -> None:
        try:
            GrantTrust(record_of(self.organisation), level, self.person(name)).execute()
        except (ActionError, ActionPermissionError):
            assert not may_coordinate(self.person(name), self.home_portal())
            return
        self.level = level

    @rule(chance=CHANCE)
    def come_or_go(self, chance: int) -> None:
        """A writer is removed from the organisation, or comes back."""
        if chance:
            return
        own = OrganisationMembership.objects.filter(user=self.people["veikko"])
        if own.exists():
            own.delete()
        else:
            OrganisationMembership.objects.create(
                user=self.people["veikko"], organisation=record_of(self.organisation), role=OrganisationRole.WRITER
            )

    @rule(chance=CHANCE)
    def move(self, chance: int) -> None:
        """The organisation moves to the other portal, which trusts it with nothing yet."""
        if chance:
            return
        page = OrganisationPage.objects.get(pk=self.organisation.pk)
        there = next(one for one in self.portals if one.pk != self.home_portal().pk)
        MoveFamily(page, there.directory).execute(skip_permission_checks=True)
        self.level = TrustLevel.REVIEW

    @invariant()
    def all_holds(self) -> None:
        if self.ledger.page_ids:
            self.ledger.check()
