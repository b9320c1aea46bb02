"""Second opinions as the reviewer reads them: each whole, and its remarks at their strings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from editorial.remarks.remark_form import REMARK, SUGGESTION
from editorial.review.models import ReviewState
from editorial.review.moment_words import moment_words
from editorial.second_opinions.models import SecondOpinion
from editorial.second_opinions.said_remarks import SaidRemark, said_remarks
from regions.people import person_name


@dataclass(frozen=True)
class ShownOpinion:
    """``verdict``: in words. ``is_earlier``: it was said of an earlier version of the same review."""

    key: int
    translator_id: int
    person: str
    asked: str
    question: str
    is_answered: bool
    is_well: bool
    verdict: str
    when: str
    words: str
    remarks: list[SaidRemark]
    is_earlier: bool


@dataclass(frozen=True)
class StringOpinion:
    """What one person says of one string."""

    person: str
    remark: SaidRemark


@dataclass(frozen=True)
class ShownOpinions:
    """``names``: the places that the screen shows."""

    opinions: list[ShownOpinion]
    names: Collection[str]

    def at(self, name: str) -> list[StringOpinion]:
        return [
            StringOpinion(one.person, remark) for one in self.opinions for remark in one.remarks if remark.name == name
        ]

    def elsewhere(self, opinion: ShownOpinion) -> list[SaidRemark]:
        """The opinion's remarks whose place isn't shown."""
        return [remark for remark in opinion.remarks if remark.name not in self.names]


def shown_opinions(state: ReviewState, names: Collection[str]) -> ShownOpinions:
    """Return what was asked in a review, of this version and of earlier ones. One statement."""
    rows = SecondOpinion.objects.filter(state__workflow_state=state.workflow_state_id).select_related("translator")
    return ShownOpinions([_shown(row, state) for row in rows], names)


def remarks_as_typed(state: ReviewState, opinion_id: int) -> dict[str, str]:
    """Return an opinion's remarks as the reviewer's form sends them, by the names of its controls."""
    opinion = SecondOpinion.objects.filter(pk=opinion_id, state__workflow_state=state.workflow_state_id).first()
    found: dict[str, str] = {}
    for one in said_remarks(opinion) if opinion is not None else ():
        found |= {f"{REMARK}{one.name}": one.text} if one.text else {}
        found |= {f"{SUGGESTION}{one.name}": one.suggestion} if one.suggestion else {}
    return found


def _shown(row: SecondOpinion, state: ReviewState) -> ShownOpinion:
    return ShownOpinion(
        key=row.pk,
        translator_id=row.translator_id,
        person=person_name(row.translator),
        asked=moment_words(row.asked_at),
        question=row.question,
        is_answered=row.is_answered,
        is_well=row.verdict == "well",
        verdict=str(row.get_verdict_display()),
        when=moment_words(row.answered_at) if row.answered_at else "",
        words=row.words,
        remarks=said_remarks(row),
        is_earlier=row.state_id != state.pk,
    )
