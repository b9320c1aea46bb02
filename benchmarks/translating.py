"""Measuring translations: a translator's list and pages, a coordinator's, and the job of many orders.

``python -m benchmarks.translating`` with ``DATABASE_URL`` prints one JSON list. People, texts and orders are made in a
transaction that is taken back, so that a database stays as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.alike_activities import alike_activities
from benchmarks.measure import Response, print_measured, statement_counter, timing
from benchmarks.signed_in import SignedIn, taken_back

#: Requests of each kind at most: each sending needs a text.
_MOST_TIMES = 40
#: First requests of each kind, which aren't counted.
_WARM_UP = 5
#: Texts and languages that the job is given, or as many as lack one.
JOB = 1000


@dataclass(frozen=True)
class TranslatingStep:
    """Something that a person does, and how many statements it may take at most."""

    name: str
    most_statements: int
    take: Callable[[Translating], Response]


@dataclass(frozen=True)
class OpenText:
    """The address of a text's page, and the names of its strings in the form."""

    address: str
    names: list[str]


class Translating:
    """``texts``: those that the translator has taken, first those that haven't been sent."""

    def __init__(self, translator: SignedIn, coordinator: SignedIn, texts: list[OpenText], portal: Any) -> None:
        self.translator, self.coordinator, self.texts = translator, coordinator, texts
        self.coverage_address = f"/admin/translations/languages/{portal.slug}/"
        self.code = texts[0].address.rstrip("/").rpartition("/")[2]
        self.saves = 0

    def list(self) -> Response:
        return self.translator.get("/fi/desk/translations/")

    def missing(self) -> Response:
        return self.translator.get("/fi/desk/translations/?show=missing")

    def page(self) -> Response:
        return self.translator.get(self.texts[0].address)

    def save(self) -> Response:
        return self._write(self.texts[0], "save")

    def send(self) -> Response:
        return self._write(self.texts.pop(), "send")

    def coverage(self) -> Response:
        return self.coordinator.get(self.coverage_address)

    def texts_of_language(self) -> Response:
        return self.coordinator.get(f"{self.coverage_address}{self.code}/")

    def _write(self, text: OpenText, action: str) -> Response:
        self.saves += 1
        strings = {name: f"Text {self.saves}, {number}." for number, name in enumerate(text.names)}
        return self.translator.send(text.address, **strings, action=action)


STEPS: Final = (
    TranslatingStep("list", 20, Translating.list),
    TranslatingStep("list of missing texts", 20, Translating.missing),
    TranslatingStep("page", 45, Translating.page),
    TranslatingStep("save", 100, Translating.save),
    TranslatingStep("save and send", 180, Translating.send),
    TranslatingStep("texts by language", 32, Translating.coverage),
    TranslatingStep("texts of a language", 34, Translating.texts_of_language),
)
#: Statements of ordering all texts of the job, and of preparing one of them.
MOST_OF_ORDERING, MOST_OF_PREPARING = 6, 120


@dataclass(frozen=True)
class TranslatingRow:
    """Statements and milliseconds (median); of preparing, for one text. ``texts``: how many it was measured with."""

    step: str
    most_statements: int
    texts: int
    statements: int
    p50: float


def measure(times: int) -> list[TranslatingRow]:
    times = min(times, _MOST_TIMES)
    with taken_back():
        people = _people(times + _WARM_UP + 1)
        texts = len(people.texts)
        rows = [_row(step, people, texts, times) for step in STEPS]
        return [*rows, *_job()]


def _row(step: TranslatingStep, people: Translating, texts: int, times: int) -> TranslatingRow:
    answers = [step.take(people) for _ in range(_WARM_UP + times)][_WARM_UP:]
    taken = timing(answers)
    return TranslatingRow(step.name, step.most_statements, texts, taken.statements, taken.p50)


def _job() -> Iterator[TranslatingRow]:
    """Order texts of the portal in all its languages, and prepare them as the tasks do, one after the other."""
    from editorial.translation_orders.actions.order_translations import OrderTranslations
    from editorial.translation_orders.actions.prepare_orders import prepare_next
    from editorial.translation_orders.text_coverage import PortalCoverage

    missing = [text for text in PortalCoverage(_portal()).texts() if text.is_orderable][:JOB]
    with statement_counter() as statements:
        began = time.perf_counter()
        ordered = OrderTranslations([(text.key, text.code) for text in missing], None).execute()
        seconds = time.perf_counter() - began
    yield TranslatingRow("order many texts", MOST_OF_ORDERING, ordered, statements[0], _milliseconds(seconds))
    with statement_counter() as statements:
        began, last = time.perf_counter(), prepare_next(0)
        while last is not None:
            last = prepare_next(last)
        seconds = time.perf_counter() - began
    each, spent = round(statements[0] / ordered), _milliseconds(seconds / ordered)
    yield TranslatingRow("prepare them, each", MOST_OF_PREPARING, ordered, each, spent)


def _milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 2)


def _portal() -> Any:
    """The portal with most activities."""
    from django.db.models import Count

    from listings.models import Listing
    from regions.models import Portal

    portals = Listing.objects.order_by().values_list("organisation__home_portal").annotate(total=Count("pk"))
    return Portal.objects.get(pk=portals.order_by("-total", "organisation__home_portal")[0][0])


def _people(texts: int) -> Translating:
    """Return a translator with so many alike texts, and a coordinator, of the portal with most activities."""
    from editorial.translation_orders.actions.take_translation import TakeTranslation
    from editorial.translation_orders.translated_texts import public_text
    from editorial.translation_strings.source_strings import source_strings
    from listings.models import Listing
    from regions.models import PortalRole

    portal = _portal()
    sources = alike_activities(Listing.objects.filter(organisation__home_portal=portal), texts)
    code = next(code for code in portal.languages if code != sources[0].language)
    translator = _person("translator@example.org", portal, PortalRole.TRANSLATOR, languages=[code])
    coordinator = _person("coordinator@example.org", portal, PortalRole.COORDINATOR)
    taken: list[OpenText] = []
    for source in sources:
        text = public_text(source.translation_key, code)
        if text is None:
            raise ValueError("a copied activity isn't public")
        TakeTranslation(text, translator).execute()
        names = [string.name for string in source_strings(text.source)]
        taken.append(OpenText(f"/fi/desk/translations/{text.key}/{code}/", names))
    return Translating(SignedIn(translator), SignedIn(coordinator), taken, portal)


def _person(address: str, portal: Any, role: str, **values: Any) -> Any:
    from django.contrib.auth import get_user_model

    from regions.models import PortalMembership

    make_user: Callable[..., Any] = get_user_model()._default_manager.create_user
    user = make_user(username=address, email=address)
    PortalMembership.objects.create(user=user, portal=portal, role=role, **values)
    return user


if __name__ == "__main__":
    print_measured(measure)
