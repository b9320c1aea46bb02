"""What several people have done with some pages, and what must hold of them after every step.

The ledger is told of every step beside the code under test, and compares what is stored with what it was told:

- what is public is a revision that somebody approved or published after having read exactly that text, or that a
  trusted organisation sent;
- every answer to a review is one person's, and is there once;
- nothing that was saved is lost: the latest revision is the last one that somebody saved.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wagtail.models import Revision, TaskState, WorkflowState

from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.models import ReviewState
from editorial.review.seen_review import SeenReview
from listings.models import ActivityPage


class Words(NamedTuple):
    """What a version says, as far as it is watched: a text, and a fact of its place."""

    title: str
    floor: str

    @classmethod
    def of(cls, page: Any) -> Words:
        return cls(page.title, page.floor)


@dataclass(frozen=True)
class Reading:
    """What one person had before them.

    ``words`` are those of the latest version, ``waiting`` those of the version that waits in the review ``state_id``.
    ``shown``: what a form of the review screen carries.
    """

    version: PageVersion
    words: Words
    live_revision_id: int | None = None
    state_id: int | None = None
    waiting: Words | None = None
    shown: SeenReview | None = None


@dataclass
class PublicLedger:
    """``page_ids``: the pages that are watched. ``saved``: by page the words that were last saved."""

    page_ids: list[int] = field(default_factory=list)
    saved: dict[int, Words] = field(default_factory=dict)
    _allowed: dict[int, set[Words]] = field(default_factory=lambda: defaultdict(set))
    _answers: dict[int, tuple[int, str]] = field(default_factory=dict)

    def note_page(self, page_id: int, words: Words) -> None:
        self.page_ids.append(page_id)
        self.saved[page_id] = words

    def note_saved(self, page_id: int, words: Words) -> None:
        self.saved[page_id] = words

    def note_allowed(self, page_id: int, words: Words) -> None:
        """Note that a person, or the trust in an organisation, lets these words be public."""
        self._allowed[page_id].add(words)

    def note_answer(self, state_id: int, person: Any, status: str) -> None:
        assert state_id not in self._answers, "a review was answered twice"
        self._answers[state_id] = (person.pk, status)

    def forget(self, page_id: int) -> None:
        """Note that the page has been deleted."""
        self.page_ids.remove(page_id)
        del self.saved[page_id]

    def check(self) -> None:
        """Compare with what is stored. Four statements, whatever the number of pages."""
        pages = {page.pk: page for page in ActivityPage.objects.filter(pk__in=self.page_ids)}
        assert sorted(pages) == sorted(self.page_ids), "a page is gone, or was kept"
        self._check_public(pages)
        self._check_saved(pages)
        self._check_answers()
        self._check_waiting()

    def _check_public(self, pages: dict[int, Any]) -> None:
        live = {page.live_revision_id: page for page in pages.values() if page.live}
        words = _words_of(live)
        for revision_id, page in live.items():
            assert Words.of(page) in self._allowed[page.pk], f"nobody has approved {Words.of(page)}"
            assert words[revision_id] == Words.of(page), "the live row isn't what its revision says"

    def _check_saved(self, pages: dict[int, Any]) -> None:
        latest = _words_of(page.latest_revision_id for page in pages.values())
        for page in pages.values():
            assert latest[page.latest_revision_id] == self.saved[page.pk], "what was saved isn't the latest version"

    def _check_answers(self) -> None:
        stored = {
            state.pk: (state.finished_by_id, state.status)
            for state in ReviewState.objects.filter(
                status__in=(TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED),
                workflow_state__object_id__in=[str(key) for key in self.page_ids],
            )
        }
        known = {key: value for key, value in self._answers.items() if key in stored}
        assert stored == known, "an answer that nobody gave, or of somebody else"

    def _check_waiting(self) -> None:
        """One review of a page goes on at most, and one version of it waits."""
        waiting = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[str(key) for key in self.page_ids]
        ).values_list("object_id", "current_task_state__status")
        keys = [key for key, _status in waiting]
        assert len(keys) == len(set(keys)), "two reviews of one page"
        assert {status for _key, status in waiting} <= {TaskState.STATUS_IN_PROGRESS}, "a review that nobody can answer"


def _words_of(revision_ids: Any) -> dict[int, Words]:
    rows = Revision.objects.filter(pk__in=list(revision_ids)).values_list("pk", "content__title", "content__floor")
    return {key: Words(title, floor) for key, title, floor in rows}
