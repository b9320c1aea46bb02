"""Small pools of random documents and random queries over them, for tests that compare two ways of answering."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from hypothesis import strategies as st

from regions.collation import sort_key
from regions.models import Portal
from search.documents.packed_terms import pack_terms
from search.documents.terms import Terms, document_terms
from search.models import ListingColumns, ListingDocument, Occurrence
from search.title_terms import title_terms
from search.visibility import Span
from tests.search.documents import NOW
from tests.search.spans import write_spans

TODAY: Final = timezone.localdate(NOW)
TITLES: Final = (
    {"fi": "Kielikahvila"},
    {"fi": "Läksyapu", "sv": "Läxhjälp"},
    {"sv": "Språkcafé"},
    {"fi": "Suomen kielen keskusteluryhmä", "en": "Finnish conversation group"},
    {"en": "Swimming for women"},
    {"fi": "Läksykerho tytöille"},
    {"ru": "Разговорный клуб"},
)
DESCRIPTIONS: Final = ("", "Uintia ja kahvia tiistaina.", "Puhutaan suomea, lapset mukaan.", "Kaikille avoin kerho.")
CODES: Final = (
    ("theme:language", "theme:sport", "theme:work"),
    ("target_group:women", "target_group:children"),
    ("price:free", "price:paid"),
    ("mode:in_person", "mode:online"),
    ("sign_up:none", "sign_up:required"),
    ("required_level:A1", "required_level:B1"),
    ("activity_language:fi", "activity_language:ar"),
    ("municipality:049", "municipality:091"),
    ("area:maakunta:01",),
    ("district:Tapiola", "district:Sörnäinen"),
)
WORDS: Final = (
    "kielikahvila",
    "läksyapu",
    "läksykehro",
    "kielikahvla",
    "swimmnig",
    "keskusteluryhmä kielikahvlia",
    "suomen kieli",
    "swimming",
    "kerho espoossa",
    "ilmainen kahvila tiistaina",
    "Tapiola kerho",
    "språkcafe",
    "uinti naisille",
    "ryhmä",
    '"kahvia"',
    "zzzz",
)
_OWNERS: Final = (UUID(int=1), UUID(int=2 << 64 | 7))


@dataclass(frozen=True)
class Time:
    """A time of a document: days from today, minutes of the day (none: the whole day), whether it is cancelled."""

    day: int
    begins: int | None
    lasts: int | None
    cancelled: bool


@dataclass(frozen=True)
class Hours:
    """A span of a document in a portal, in hours from now; None: from the beginning, to the end, not pinned."""

    begins: float | None
    ends: float | None
    pinned_until: float | None = None


@dataclass(frozen=True)
class Plan:
    """What one document is to be. ``shown``: spans by portal, two of them. Days are days from today."""

    id: UUID
    title: dict[str, str]
    description: str
    codes: tuple[str, ...]
    shown: tuple[tuple[Hours, ...], tuple[Hours, ...]]
    until: int
    confirmed: int
    over_in_hours: int | None
    position: tuple[float, float] | None
    status: tuple[str, int | None]
    deadline: int | None
    owner: UUID
    times: tuple[Time, ...]


_NEVER: Final = 100_000
_ALWAYS: Final = (Hours(None, None),)
_SHOWN = st.sampled_from(
    [
        *(_ALWAYS, _ALWAYS, _ALWAYS, (Hours(None, None, _NEVER),), ()),
        *((Hours(None, -1),), (Hours(None, 0),), (Hours(None, 1),)),
        *((Hours(-1, None),), (Hours(0, None),), (Hours(1, None),)),
        *((Hours(None, None, -1),), (Hours(None, None, 0),), (Hours(None, 9, 1),)),
        *((Hours(None, -2), Hours(-1, 5)), (Hours(None, -1), Hours(1, None, 20)), (Hours(-5, 0, -1), Hours(3, 9))),
    ]
)
times = st.builds(
    Time,
    day=st.sampled_from([-1, 0, 0, 0, 1, 2, 7, 8, 15]),
    begins=st.sampled_from([None, 0, 9 * 60, 11 * 60, 17 * 60, 23 * 60]),
    lasts=st.sampled_from([None, 60, 60, 120]),
    cancelled=st.sampled_from([False, False, False, True]),
)
plans = st.builds(
    Plan,
    id=st.uuids(),
    title=st.sampled_from(TITLES),
    description=st.sampled_from(DESCRIPTIONS),
    codes=st.tuples(*(st.sampled_from(("", *some)) for some in CODES)),
    shown=st.tuples(_SHOWN, _SHOWN),
    until=st.sampled_from([-1, 0, 0, 30, 300, 300]),
    confirmed=st.integers(-60, 0),
    over_in_hours=st.sampled_from([None, None, None, None, None, -1, 0, 1]),
    position=st.sampled_from([None, (60.18, 24.82), (60.20, 24.90), (60.45, 22.27)]),
    status=st.sampled_from([("active", None), ("cancelled", None), ("paused", -1), ("paused", 5), ("paused", None)]),
    deadline=st.sampled_from([None, -1, 0, 10]),
    owner=st.sampled_from(_OWNERS),
    times=st.lists(times, max_size=5).map(tuple),
)
pools = st.lists(plans, min_size=6, max_size=9, unique_by=lambda plan: plan.id)

_DAY = st.integers(0, 10).map(lambda days: (TODAY + datetime.timedelta(days=days)).isoformat())
#: Parameters of queries; names as in addresses.
_PARAMETERS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "q": st.sampled_from(WORDS),
    "theme": st.sampled_from(["language", "sport"]).map(lambda value: [value]) | st.just(["language", "work"]),
    "price": st.just(["free"]),
    "my_level": st.just(["A2"]),
    "municipality": st.just(["049"]),
    "weekday": st.lists(st.sampled_from("1234567"), min_size=1, max_size=3, unique=True),
    "dates": st.tuples(_DAY, _DAY).map(sorted),
    "time_from": st.sampled_from(["00:00", "09:30", "17:00"]),
    "time_to": st.sampled_from(["10:00", "12:00", "19:00", "24:00"]),
    "near": st.just("60.18,24.82"),
    "radius": st.sampled_from(["2", "20"]),
    "sign_up_open": st.just("true"),
    "confirmed_within": st.sampled_from(["1", "30"]),
    "organisation": st.just([str(_OWNERS[1])]),
    "portal": st.just(["espoo"]),
    "modified_since": st.just(NOW.isoformat().replace("+00:00", "Z")),
    "sort": st.sampled_from(["", "relevance", "next", "modified", "title", "distance"]),
    "page": st.sampled_from(["1", "2"]),
    "page_size": st.sampled_from(["1", "3", "20"]),
    "lang": st.sampled_from(["fi", "sv"]),
}
#: A few parameters at once, because with many nothing is found; words and an order more often than others.
queries = st.tuples(
    st.sampled_from([(), ("q",), ("q",), ("sort",), ("sort",), ("weekday",)]),
    st.sets(st.sampled_from(sorted(_PARAMETERS)), max_size=2),
).flatmap(lambda drawn: st.fixed_dictionaries({name: _PARAMETERS[name] for name in sorted({*drawn[0], *drawn[1]})}))


def parameters_of(drawn: dict[str, Any], portal: Portal) -> dict[str, list[str]]:
    """Return parameters as an address has them, with those that others need."""
    found = {name: value if isinstance(value, list) else [value] for name, value in drawn.items()}
    if dates := found.pop("dates", None):
        found |= {"from": [dates[0]], "to": [dates[1]]}
    if "radius" in found or found.get("sort") == ["distance"]:
        found.setdefault("near", ["60.18,24.82"])
    if not portal.is_national:
        found.pop("portal", None)
    return {name: values for name, values in found.items() if values != [""]}


def write_pool(pool: list[Plan], portals: list[Portal]) -> None:
    """Make the read model be this pool: in a few statements, past the indexer."""
    ListingDocument.objects.all().delete()
    ListingDocument.objects.bulk_create(_document(plan, number, portals) for number, plan in enumerate(pool, 1))
    for document, plan in zip(ListingDocument.objects.order_by("sequence"), pool, strict=True):
        write_spans(document, _spans(plan, portals))
    Occurrence.objects.bulk_create(_occurrence(plan, time) for plan in pool for time in plan.times)
    for plan in pool:
        ListingColumns.objects.filter(pk=plan.id).update(terms=pack_terms(_terms(plan)))


def _spans(plan: Plan, portals: list[Portal]) -> list[Span]:
    spans = []
    for portal, shown in zip(portals, plan.shown, strict=True):
        for hours in shown:
            order = None if hours.pinned_until is None else 1
            begins, ends = _moment(hours.begins), _moment(_NEVER if hours.ends is None else hours.ends)
            assert ends is not None
            spans.append(Span(portal.pk, begins, ends, order, _moment(hours.pinned_until)))
    return spans


def _moment(hours: float | None) -> datetime.datetime | None:
    return None if hours is None else NOW + datetime.timedelta(hours=hours)


def _terms(plan: Plan) -> Terms:
    return document_terms(_texts(plan))


def _texts(plan: Plan) -> dict[str, dict[str, str]]:
    return {code: {"title": text, "summary": "", "description": plan.description} for code, text in plan.title.items()}


def _day(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def _day_or_none(days: int | None) -> datetime.date | None:
    return None if days is None else _day(days)


def _document(plan: Plan, number: int, portals: list[Portal]) -> ListingDocument:
    status, paused_until = plan.status
    lat, lon = plan.position or (None, None)
    return ListingDocument(
        id=plan.id,
        sequence=number,
        modified=NOW + datetime.timedelta(days=plan.confirmed % 3 - 1),
        source_language=next(iter(plan.title)),
        sort_titles={code: sort_key(text) for code, text in plan.title.items()},
        title_terms=title_terms(_terms(plan)),
        texts=_texts(plan),
        organisation_id=plan.owner,
        home_portal_id=portals[0].pk,
        section="activity",
        status=status,
        paused_until=_day_or_none(paused_until),
        codes=sorted({code for code in plan.codes if code} | {f"text_in:{code}" for code in plan.title}),
        confirmed_on=_day(plan.confirmed),
        public_until=_day(plan.until),
        over_at=None if plan.over_in_hours is None else NOW + datetime.timedelta(hours=plan.over_in_hours),
        sign_up_deadline=_day_or_none(plan.deadline),
        lat=lat,
        lon=lon,
    )


def _occurrence(plan: Plan, time: Time) -> Occurrence:
    date = TODAY + datetime.timedelta(days=time.day)
    midnight = datetime.datetime.combine(date, datetime.time(), timezone.get_default_timezone())
    starts_at = midnight + datetime.timedelta(minutes=time.begins or 0)
    ends_at = None if time.lasts is None else starts_at + datetime.timedelta(minutes=time.lasts)
    end_minute = None
    if time.begins is not None and time.lasts is not None:
        end_minute = (time.begins + time.lasts) % (24 * 60)
    return Occurrence(
        listing_id=plan.id,
        date=date,
        weekday=date.isoweekday(),
        starts_at=starts_at,
        ends_at=ends_at,
        start_minute=time.begins,
        end_minute=end_minute,
        cancelled=time.cancelled,
    )
