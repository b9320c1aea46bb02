"""The measured scenarios: one per face, each with several addresses in turn, so that no single response dominates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

#: Sizes of the pool: a region's first year, a large region, more than Finland will ever have, and twice that.
SIZES: Final = (500, 5_000, 50_000, 100_000)
HOST: Final = "kototori.localhost"

#: Searches: a word, a compound, a phrase with a filter in it, another language, a mistake.
WORDS: Final = (
    "kielikahvila",
    "suomen kurssi naisille",
    "läksyapu",
    "perhekerho arabiaksi",
    "language café",
    "työnhaku",
    "разговорная группа",
    "jalkapalo",
    "käsityö espoo",
    "ilmainen uinti",
)

#: What somebody has typed so far.
BEGINNINGS: Final = ("kie", "kielik", "läks", "suomen ku", "espoo", "jalka")

#: Filters: a theme, free of charge, a weekday, two things at once.
FILTERS: Final = (
    "theme=language",
    "theme=sport",
    "price=free",
    "weekday=2",
    "theme=language&required_level=A1",
)


@dataclass(frozen=True)
class Scenario:
    """``paths`` makes addresses of the public ids of some listings; ``bare`` is the address of the bare twin."""

    name: str
    paths: Callable[[list[str]], list[str]]
    bare: str


SCENARIOS: Final = (
    Scenario("finder", lambda ids: ["/fi/toiminta/"], "/fi/bare/finder/"),
    Scenario(
        "finder-filters", lambda ids: [f"/fi/toiminta/?{parameters}" for parameters in FILTERS], "/fi/bare/filters/"
    ),
    Scenario("finder-words", lambda ids: [f"/fi/toiminta/?q={quote(words)}" for words in WORDS], "/fi/bare/words/"),
    Scenario(
        "finder-words-filters",
        lambda ids: [f"/fi/toiminta/?q={quote(words)}&price=free" for words in WORDS],
        "/fi/bare/words-filters/",
    ),
    Scenario("finder-week", lambda ids: ["/fi/toiminta/?view=week"], "/fi/bare/week/"),
    Scenario(
        "typing-ahead", lambda ids: [f"/api/v1/suggest?q={quote(typed)}" for typed in BEGINNINGS], "/api/v1/bare/typing"
    ),
    Scenario("api-list", lambda ids: ["/api/v1/activities?page_size=20"], "/api/v1/bare/list"),
    Scenario("api-list-facets", lambda ids: ["/api/v1/activities?page_size=20&facets=true"], "/api/v1/bare/facets"),
    Scenario("page", lambda ids: [f"/fi/toiminta/{key}/" for key in ids], "/fi/bare/page/"),
    Scenario("api-detail", lambda ids: [f"/api/v1/activities/{key}" for key in ids], "/api/v1/bare/detail"),
)
