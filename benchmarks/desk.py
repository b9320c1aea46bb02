"""Measuring the desk: the same steps for a person with few activities and for one with many.

``python -m benchmarks.desk`` with ``DATABASE_URL`` prints one JSON list. The people are made in a transaction that is
taken back, so that a database stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.measure import Response, print_measured, timing, together
from benchmarks.signed_in import SignedIn, taken_back

#: Activities of the two people, at least.
FEW, MANY = 5, 500
#: First requests of each kind, which aren't counted.
_WARM_UP = 5
#: Activities that are tried until one can be sent.
_TRIED = 20
#: Questions that everybody's measured activity answers, so that all are alike.
_TICKED = ("themes", "target_groups", "accessibility")


@dataclass(frozen=True)
class DeskStep:
    """Something that a person does at the desk, and how many statements it may take at most."""

    name: str
    most_statements: int
    take: Callable[[Desk], list[Response]]


class Desk(SignedIn):
    """The desk as one person has it; ``activity`` is the path of an activity that can be sent to review."""

    def __init__(self, user: Any) -> None:
        super().__init__(user, ticked=_TICKED)
        self.saves = 0
        self.activity = ""

    def save(self) -> Response:
        self.saves += 1
        return self.send(self.activity, title=f"Kielikahvila {self.saves}", action="save")

    def find_activity(self, paths: list[str]) -> None:
        """Choose the first of these activities that nothing forbids to send."""
        for path in paths:
            self.activity = path
            self.save()  # what is public as it is can't be sent
            if b'name="loaded_revision_id"' in self.get(f"{path}check/").body:
                return
        raise ValueError("none of the activities can be sent to review")


STEPS: Final = (
    DeskStep("home", 12, lambda desk: [desk.get("/fi/desk/")]),
    # "a" is in nearly every title
    DeskStep("home, searched", 12, lambda desk: [desk.get("/fi/desk/?q=a")]),
    DeskStep("form", 30, lambda desk: [desk.get(desk.activity)]),
    DeskStep("save", 60, lambda desk: [desk.save()]),
    DeskStep("save and send", 130, lambda desk: [desk.save(), desk.send(f"{desk.activity}check/")]),
)


@dataclass(frozen=True)
class DeskRow:
    """Statements and milliseconds (median) with few and with many activities; ``ratio`` of the times."""

    step: str
    most_statements: int
    activities: tuple[int, int]
    statements: tuple[int, int]
    p50: tuple[float, float]
    ratio: float


def measure(times: int) -> list[DeskRow]:
    with taken_back():
        people = [_person("few@example.org", FEW), _person("many@example.org", MANY)]
        return [_row(step, people, times) for step in STEPS]


def _row(step: DeskStep, people: list[tuple[Desk, int]], times: int) -> DeskRow:
    taken: list[list[Response]] = [[], []]
    for number in range(_WARM_UP + times):
        for answers, (desk, _count) in zip(taken, people, strict=True):
            answer = together(step.take(desk))
            if number >= _WARM_UP:
                answers.append(answer)
    few, many = (timing(answers) for answers in taken)
    return DeskRow(
        step.name,
        step.most_statements,
        (people[0][1], people[1][1]),
        (few.statements, many.statements),
        (few.p50, many.p50),
        round(many.p50 / few.p50, 2),
    )


def _person(address: str, at_least: int) -> tuple[Desk, int]:
    """Return the desk of a new person whose organisations have so many activities, and how many."""
    from django.contrib.auth import get_user_model
    from django.db.models import Count

    from listings.models import Listing, OrganisationMembership

    make_user: Callable[..., Any] = get_user_model()._default_manager.create_user
    user = make_user(username=address, email=address)
    counted = Listing.objects.order_by().values_list("organisation_id").annotate(total=Count("pk"))
    found = 0
    for organisation_id, total in counted.order_by("-total" if at_least > FEW else "total", "organisation_id"):
        if found >= at_least:
            break
        OrganisationMembership.objects.create(user=user, organisation_id=organisation_id)
        found += total
    own = Listing.objects.filter(organisation__memberships__user=user).order_by("pk").values_list("pk", flat=True)
    desk = Desk(user)
    desk.find_activity([f"/fi/desk/activities/{key}/" for key in own[:_TRIED]])
    return desk, found


if __name__ == "__main__":
    print_measured(measure)
