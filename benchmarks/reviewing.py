"""Measuring a coordinator's work: the list of what waits, the screen of a text, and the two answers.

``python -m benchmarks.reviewing`` with ``DATABASE_URL`` prints one JSON list. The coordinator and the texts that wait
are made in a transaction that is taken back, so that a database stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.alike_activities import alike_activities
from benchmarks.measure import Response, print_measured, timing
from benchmarks.signed_in import SignedIn, taken_back

#: Requests of each kind at most: each answer needs a text that waits.
_MOST_TIMES = 40
#: First requests of each kind, which aren't counted.
_WARM_UP = 5


@dataclass(frozen=True)
class ReviewStep:
    """Something that a coordinator does, and how many statements it may take at most."""

    name: str
    most_statements: int
    take: Callable[[Reviewer], Response]


class Reviewer(SignedIn):
    """``waiting``: the addresses of the texts that wait, those first that haven't been answered."""

    def __init__(self, user: Any, waiting: list[str]) -> None:
        super().__init__(user)
        self.waiting = waiting

    def list(self) -> Response:
        return self.get("/admin/review/")

    def screen(self) -> Response:
        return self.get(self.waiting[0])

    def approve(self) -> Response:
        return self.send(self.waiting.pop(), answer="approve")

    def give_back(self) -> Response:
        return self.send(self.waiting.pop(), answer="return", comment="Tarkista kellonaika.")


STEPS: Final = (
    ReviewStep("list", 30, Reviewer.list),
    ReviewStep("screen", 90, Reviewer.screen),
    ReviewStep("approve", 180, Reviewer.approve),
    ReviewStep("return", 120, Reviewer.give_back),
)


@dataclass(frozen=True)
class ReviewRow:
    """Statements and milliseconds (median); ``waiting``: texts that waited at first."""

    step: str
    most_statements: int
    waiting: int
    statements: int
    p50: float


def measure(times: int) -> list[ReviewRow]:
    times = min(times, _MOST_TIMES)
    with taken_back():
        reviewer = _reviewer(2 * (times + _WARM_UP) + 1)
        waiting = len(reviewer.waiting)
        return [_row(step, reviewer, waiting, times) for step in STEPS]


def _row(step: ReviewStep, reviewer: Reviewer, waiting: int, times: int) -> ReviewRow:
    answers = [step.take(reviewer) for _ in range(_WARM_UP + times)][_WARM_UP:]
    taken = timing(answers)
    return ReviewRow(step.name, step.most_statements, waiting, taken.statements, taken.p50)


def _reviewer(texts: int) -> Reviewer:
    """Return a coordinator of the portal with most activities, with so many alike ones changed and sent."""
    from django.contrib.auth import get_user_model
    from django.db.models import Count
    from django.urls import reverse

    from editorial.review.sending_to_review import send_to_review
    from listings.models import Listing
    from regions.models import PortalMembership, PortalRole

    make_user: Callable[..., Any] = get_user_model()._default_manager.create_user
    user = make_user(username="reviewer@example.org", email="reviewer@example.org")
    portals = Listing.objects.order_by().values_list("organisation__home_portal").annotate(total=Count("pk"))
    portal, _total = portals.order_by("-total", "organisation__home_portal")[0]
    PortalMembership.objects.create(user=user, portal_id=portal, role=PortalRole.COORDINATOR)
    waiting: list[str] = []
    for page in alike_activities(Listing.objects.filter(organisation__home_portal=portal), texts):
        page.summary = f"{page.summary[:150]} Uusi."
        page.save_revision(clean=False)
        review = send_to_review(page, None)
        if review is None:
            raise ValueError("the portal has no review")
        waiting.append(reverse("review_screen", args=[review.current_task_state_id]))
    return Reviewer(user, waiting)


if __name__ == "__main__":
    print_measured(measure)
