"""Measuring the desk: the same steps for a person with few activities and for one with many.

``python -m benchmarks.desk`` with ``DATABASE_URL`` prints one JSON list. The people are made in a transaction that is
taken back, so that a database stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from benchmarks.alike_activities import alike_activities
from benchmarks.measure import Response, print_measured, timing, together
from benchmarks.signed_in import SignedIn, taken_back

#: Activities of the two people, at least.
FEW, MANY = 5, 500
#: First requests of each kind, which aren't counted.
_WARM_UP = 5
#: Questions that everybody's measured activity answers, so that all are alike.
_TICKED = ("themes", "target_groups", "accessibility")


@dataclass(frozen=True)
class DeskStep:
    """Something that a person does at the desk, and how many statements it may take at most."""

    name: str
    most_statements: int
    take: Callable[[Desk], list[Response]]


class Desk(SignedIn):
    """The desk as one person has it; ``activity`` is the path of the one that is written and sent."""

    def __init__(self, user: Any, activity: str) -> None:
        super().__init__(user, ticked=_TICKED)
        self.saves = 0
        self.activity = activity

    def save(self) -> Response:
        self.saves += 1
        return self.send(self.activity, title=f"Kielikahvila {self.saves}", action="save")


STEPS: Final = (
    DeskStep("home", 12, lambda desk: [desk.get("/fi/desk/")]),
    # "a" is in nearly every title
    DeskStep("home, searched", 12, lambda desk: [desk.get("/fi/desk/?q=a")]),
    DeskStep("form", 35, lambda desk: [desk.get(desk.activity)]),
    DeskStep("save", 60, lambda desk: [desk.save()]),
    DeskStep("save and send", 135, lambda desk: [desk.save(), desk.send(f"{desk.activity}check/")]),
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
    from listings.models import Listing

    with taken_back():
        few = _organisations(FEW, "total")
        many = {**few, **_organisations(MANY, "-total")}
        alike = alike_activities(Listing.objects.filter(organisation__in=few), 2)
        people = [
            _person(f"{number}@example.org", organisations, activity)
            for number, (organisations, activity) in enumerate(zip((few, many), alike, strict=True))
        ]
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


def _organisations(at_least: int, order: str) -> dict[UUID, int]:
    """Return organisations that have so many activities together, and how many each has. ``order``: by their number."""
    from django.db.models import Count

    from listings.models import Listing

    counted = Listing.objects.order_by().values_list("organisation_id").annotate(total=Count("pk"))
    found: dict[UUID, int] = {}
    for organisation_id, total in counted.order_by(order, "organisation_id"):
        if sum(found.values()) >= at_least:
            break
        found[organisation_id] = total
    return found


def _person(address: str, organisations: dict[UUID, int], activity: Any) -> tuple[Desk, int]:
    """Return the desk of a new person who writes for these organisations, and how many activities they have."""
    from django.contrib.auth import get_user_model

    from listings.models import OrganisationMembership

    make_user: Callable[..., Any] = get_user_model()._default_manager.create_user
    user = make_user(username=address, email=address)
    for organisation_id in organisations:
        OrganisationMembership.objects.create(user=user, organisation_id=organisation_id)
    return Desk(user, f"/fi/desk/activities/{activity.translation_key}/"), sum(organisations.values())


if __name__ == "__main__":
    print_measured(measure)
