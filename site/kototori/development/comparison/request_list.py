"""What is asked of both sides: addresses as a visitor or a program has them, each on the host of a portal.

`{activity:L001}` and `{organisation:O01}` stand for ids, by the names that the demo pool has for them. `{ended:1}` is
the first activity that is over after `DAYS_LATER` days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import product
from typing import Any
from urllib.parse import quote

from kototori.development.comparison.parameters import (
    BAD_API,
    BAD_FINDER,
    FILTERS,
    ORGANISATION_FILTERS,
    SEVERAL,
    VIEWS,
    WORDS,
)

NATIONAL, ESPOO, VANTAA, KESKI = (f"{name}.localhost:8000" for name in ("kototori", "espoo", "vantaa", "keski-uusimaa"))
#: For questions that are asked at a later moment of the same pool.
DAYS_LATER = 35
API = "/api/v1"
#: Where ids are found under the names that their source has for them.
NAMES_FROM = {
    "activity": {"host": NATIONAL, "path": f"{API}/activities?page_size=100"},
    "organisation": {"host": NATIONAL, "path": f"{API}/organisations?page_size=100"},
}

FINDER = {"fi": "/fi/toiminta/", "sv": "/sv/verksamhet/", "en": "/en/activities/", "ar": "/ar/activities/"}
ORGANISATIONS = {"fi": "/fi/jarjestot/", "sv": "/sv/organisationer/", "en": "/en/organisations/"}
ORGANISATIONS |= {"ar": "/ar/organisations/"}
THEME = {"fi": "aihe", "sv": "tema", "en": "theme", "ar": "theme"}
NEWS = {"fi": "/fi/ajankohtaista/", "sv": "/sv/aktuellt/", "en": "/en/news/", "ar": "/ar/news/"}
STATEMENTS = {
    "fi": ("saavutettavuus", "tietosuoja", "jarjestoille"),
    "sv": ("tillganglighet", "dataskydd", "for-organisationer"),
    "en": ("accessibility", "privacy", "for-organisations"),
    "ar": ("accessibility", "privacy", "for-organisations"),
}
#: Every fifth activity of the pool, so that every town, kind and language has its share.
SAMPLE = [f"L{number:03}" for number in range(1, 121, 5)] + ["L110", "L120"]
#: The same activity on a portal of its town: other links, other crumbs.
ON_THEIR_OWN = {ESPOO: ("L025", "L028", "L037"), VANTAA: ("L043", "L053"), KESKI: ("L064", "L076")}
SAMPLE_ORGANISATIONS = [f"O{number:02}" for number in range(1, 41, 4)]


@dataclass(frozen=True)
class Question:
    """One request. With `follow`, the requests for what the answer to this one names (first group), at most `most`.

    `when`: `now`, `later` (after `DAYS_LATER` days), or `emptied` (the demo pool has been removed).
    """

    host: str
    path: str
    method: str = "get"
    headers: dict[str, str] = field(default_factory=dict)
    follow: str = ""
    most: int = 0
    when: str = "now"

    def as_data(self) -> dict[str, Any]:
        """The question as the collector reads it."""
        return asdict(self)


def questions() -> list[Question]:
    """Everything that is asked, in the order in which it is asked."""
    return [*_pages(), *_finders(), *_activities(), *_organisations(), *_files(), *_api(), *_later(), *_emptied()]


def _pages() -> Iterator[Question]:
    """Pages that belong to a portal rather than to its activities."""
    for host, language in product((NATIONAL, ESPOO, VANTAA), ("fi", "ar", "sv", "en")):
        yield Question(host, f"/{language}/")
    for language in ("ru", "uk", "so", "fa", "et"):
        yield Question(NATIONAL, f"/{language}/")
    for host, language in product((NATIONAL, ESPOO), ("fi", "ar", "sv", "en")):
        yield Question(host, NEWS[language])
        yield Question(host, NEWS[language], follow=f'href="({NEWS[language]}[^"#]+)"', most=10)
        yield from (Question(host, f"/{language}/{slug}/") for slug in STATEMENTS[language])
    for accepted in ("ar", "sv-FI, en;q=0.5", "de"):
        yield Question(NATIONAL, "/", headers={"Accept-Language": accepted})
    for path in ("/fi/nowhere/", "/ar/nowhere/", "/xx/", "/fi", "/nowhere", "/so/"):
        yield Question(ESPOO, path)
    yield Question("nobody.localhost:8000", "/fi/")
    yield Question("nobody.localhost:8000", f"{API}/activities")
    yield Question("example.net", "/fi/")
    for host, path in product((NATIONAL, ESPOO), ("/admin/", "/admin/login/", "/_util/login/", "/health/")):
        yield Question(host, path)


def _finders() -> Iterator[Question]:
    """The finder with each kind of filter, with words, as a week, with nothing to show, and with bad input."""
    for host, language in product((NATIONAL, ESPOO, VANTAA), ("fi", "ar", "sv", "en")):
        yield Question(host, FINDER[language])
    for language, query in product(("fi", "ar"), (*FILTERS, *SEVERAL, *VIEWS, *WORDS)):
        yield Question(NATIONAL, f"{FINDER[language]}?{query}")
    for language, query in product(("sv", "en"), (*SEVERAL[:3], *VIEWS[:2], *WORDS[:6])):
        yield Question(ESPOO, f"{FINDER[language]}?{query}")
    for language, query in product(("fi", "ar", "en"), BAD_FINDER):
        yield Question(ESPOO, f"{FINDER[language]}?{query}")
    for host, language in product((NATIONAL, ESPOO), ("fi", "ar")):
        front = FINDER[language] + THEME[language]
        yield from (Question(host, f"{front}/{code}/") for code in ("language", "work", "legal", "nowhere"))
    for language in ("sv", "en"):
        yield Question(NATIONAL, f"{FINDER[language]}{THEME[language]}/language/")


def _activities() -> Iterator[Question]:
    """Pages of activities, their calendars, and what is no activity."""
    for name, language in product(SAMPLE, ("fi", "ar")):
        yield Question(NATIONAL, f"{FINDER[language]}{{activity:{name}}}/")
    for host, names in ON_THEIR_OWN.items():
        for name, language in product(names, ("fi", "sv", "en", "ar")):
            yield Question(host, f"{FINDER[language]}{{activity:{name}}}/")
    for name in SAMPLE[::3]:
        yield Question(NATIONAL, f"{FINDER['fi']}{{activity:{name}}}/event.ics")
    yield Question(ESPOO, f"{FINDER['fi']}{{activity:L001}}/")  # another town's
    yield Question(ESPOO, f"{FINDER['fi']}00000000-0000-4000-8000-000000000000/")
    yield Question(ESPOO, f"{FINDER['fi']}00000000-0000-4000-8000-000000000000/event.ics")


def _organisations() -> Iterator[Question]:
    for host, language in product((NATIONAL, ESPOO, VANTAA), ("fi", "ar")):
        yield Question(host, ORGANISATIONS[language])
    for language, query in product(("fi", "en"), ORGANISATION_FILTERS):
        yield Question(NATIONAL, f"{ORGANISATIONS[language]}?{query}")
    for name, language in product(SAMPLE_ORGANISATIONS, ("fi", "ar")):
        yield Question(NATIONAL, f"{ORGANISATIONS[language]}{{organisation:{name}}}/")
    yield Question(ESPOO, f"{ORGANISATIONS['fi']}00000000-0000-4000-8000-000000000000/")


def _files() -> Iterator[Question]:
    """What browsers, feed readers and search engines fetch beside pages."""
    for host in (NATIONAL, ESPOO):
        for path in ("/robots.txt", "/sitemap.xml", "/favicon.ico", "/apple-touch-icon.png", "/brand/000000.css"):
            yield Question(host, path)
        yield Question(host, "/sitemap.xml", follow=r"<loc>([^<]+)</loc>", most=20)
        yield from (Question(host, f"/{language}/manifest.webmanifest") for language in ("fi", "ar"))
        yield Question(host, "/fi/", follow=r'(?:href|src)="([^"]+\.(?:css|js|svg|png|ico|woff2)[^"]*)"', most=40)
        yield Question(host, "/fi/manifest.webmanifest", follow=r'"src": ?"([^"]+)"', most=10)
    yield Question(NATIONAL, FINDER["fi"], follow=r'(?:href|src)="([^"]+\.(?:css|js)[^"]*)"', most=20)
    yield Question(NATIONAL, "/sitemap-activities-99.xml")
    for language, kind in product(("fi", "ar"), ("rss", "ics")):
        for query in (
            "",
            "theme=language&weekday=2",
            f"q={quote('kielikahvila')}",
            "weekday=9",
            "theme=legal&weekday=7",
        ):
            yield Question(ESPOO, f"{FINDER[language]}feed.{kind}" + (f"?{query}" if query else ""))
    yield Question(NATIONAL, f"{FINDER['fi']}feed.rss")
    yield Question(NATIONAL, f"{FINDER['fi']}feed.ics")
    for query in ("", "?theme=language&weekday=2", "?weekday=9"):
        yield Question(ESPOO, f"{FINDER['fi']}code/{query}")


def _api() -> Iterator[Question]:
    """The open data: every operation, every parameter, and refusals in two languages."""
    for path in ("openapi.json", "docs", "portals", "portals/espoo", "portals/nowhere", "nowhere", ""):
        yield Question(NATIONAL, f"{API}/{path}")
    for host, path in product(
        (NATIONAL, ESPOO), ("concepts", "municipalities", "areas", "activities", "organisations")
    ):
        yield Question(host, f"{API}/{path}")
    for query in ("lang=ar", "vocabulary=theme", "vocabulary=theme&vocabulary=format&lang=sv", "vocabulary=nothing"):
        yield Question(NATIONAL, f"{API}/concepts?{query}")
    yield from _api_activities()
    yield from _api_organisations()
    for method in ("head", "options", "post"):
        yield Question(NATIONAL, f"{API}/activities", method=method)
    yield Question(NATIONAL, "/fi/", method="head")
    yield Question(NATIONAL, FINDER["fi"], method="post")


def _api_activities() -> Iterator[Question]:
    for query in (*FILTERS, *SEVERAL, *WORDS):
        yield Question(NATIONAL, f"{API}/activities?{query}&facets=true&page_size=100")
    for query, language in product(WORDS[:8], ("ar", "en")):
        yield Question(ESPOO, f"{API}/activities?{query}&lang={language}&facets=true")
    for language in ("fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"):
        yield Question(NATIONAL, f"{API}/activities?page_size=100&facets=true&lang={language}")
    for query, language in product(BAD_API, ("fi", "ar")):
        yield Question(NATIONAL, f"{API}/activities?{query}&lang={language}")
    for page in (2, 6, 7):
        yield Question(NATIONAL, f"{API}/activities?page={page}&fields=id,title,url")
    for name, language in product(SAMPLE[::2], ("fi", "ar")):
        yield Question(NATIONAL, f"{API}/activities/{{activity:{name}}}?lang={language}")
    for name in SAMPLE[::3]:
        yield Question(NATIONAL, f"{API}/activities/{{activity:{name}}}/occurrences")
    for query in ("from=2026-03-10&to=2026-03-31", "page_size=3&page=2", "from=2026-05-01&to=2026-04-01", "to=never"):
        yield Question(NATIONAL, f"{API}/activities/{{activity:L001}}/occurrences?{query}")
    yield Question(ESPOO, f"{API}/activities/{{activity:L001}}")


def _api_organisations() -> Iterator[Question]:
    for query in (*ORGANISATION_FILTERS, "type=association", "portal=espoo", "sort=modified", "sort=nothing", "x=1"):
        yield Question(NATIONAL, f"{API}/organisations?{query}")
    for name, language in product(SAMPLE_ORGANISATIONS[::2], ("fi", "ar")):
        yield Question(NATIONAL, f"{API}/organisations/{{organisation:{name}}}?lang={language}")


def _later() -> Iterator[Question]:
    """The same pool some weeks on: what is over by then says so."""
    for number, language in product((1, 2, 3), ("fi", "ar", "en")):
        yield Question(NATIONAL, f"{FINDER[language]}{{ended:{number}}}/", when="later")
    yield Question(NATIONAL, f"{API}/activities/{{ended:1}}", when="later")
    for path in ("/fi/", FINDER["fi"], f"{FINDER['ar']}?view=week", f"{API}/activities?facets=true"):
        yield Question(NATIONAL, path, when="later")


def _emptied() -> Iterator[Question]:
    """A portal that holds nothing any more, and what it held."""
    for host, language in product((NATIONAL, ESPOO), ("fi", "ar")):
        yield Question(host, f"/{language}/", when="emptied")
        yield Question(host, FINDER[language], when="emptied")
        yield Question(host, f"{FINDER[language]}?q=kielikahvila&weekday=2", when="emptied")
        yield Question(host, ORGANISATIONS[language], when="emptied")
        yield Question(host, f"{FINDER[language]}{THEME[language]}/language/", when="emptied")
    for language in ("fi", "ar", "en"):
        yield Question(NATIONAL, f"{FINDER[language]}{{activity:L001}}/", when="emptied")
        yield Question(NATIONAL, f"{ORGANISATIONS[language]}{{organisation:O01}}/", when="emptied")
    for path in ("activities/{activity:L001}", "organisations/{organisation:O01}", "activities", "organisations"):
        yield Question(NATIONAL, f"{API}/{path}", when="emptied")
    for path in ("/sitemap.xml", f"{FINDER['fi']}feed.rss", f"{FINDER['fi']}feed.ics"):
        yield Question(NATIONAL, path, when="emptied")
