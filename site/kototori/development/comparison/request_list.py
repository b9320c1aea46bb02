"""The requests that a comparison sends to both sides, as visitors and programs send them to the hosts of portals.

`{activity:L001}` and `{organisation:O01}` in a path stand for ids, by their names in the demo pool. `{ended:1}` is the
first activity that has ended after `DAYS_LATER` days.
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
#: Days until the requests with `when="later"`.
DAYS_LATER = 35
API = "/api/v1"
#: Lists of the API that give each id with its name in the demo pool.
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
#: Every fifth activity of the pool, so that all towns, kinds and languages are represented.
SAMPLE = [f"L{number:03}" for number in range(1, 121, 5)] + ["L110", "L120"]
#: Activities by the portal of their town, where links and breadcrumbs differ from the national portal's.
TOWN_SAMPLES = {ESPOO: ("L025", "L028", "L037"), VANTAA: ("L043", "L053"), KESKI: ("L064", "L076")}
SAMPLE_ORGANISATIONS = [f"O{number:02}" for number in range(1, 41, 4)]


@dataclass(frozen=True)
class Request:
    """A request. With `follow` (a pattern), requests for the links that its response has (first group), at most `most`.

    `when`: `now`, `later` (after `DAYS_LATER` days), or `emptied` (after the demo pool has been removed).
    """

    host: str
    path: str
    method: str = "get"
    headers: dict[str, str] = field(default_factory=dict)
    follow: str = ""
    most: int = 0
    when: str = "now"

    def as_data(self) -> dict[str, Any]:
        """Return the request in the form that the collector reads."""
        return asdict(self)


def all_requests() -> list[Request]:
    """Return all requests, in the order in which they are sent."""
    return [*_pages(), *_finders(), *_activities(), *_organisations(), *_files(), *_api(), *_later(), *_emptied()]


def _pages() -> Iterator[Request]:
    """Pages of a portal itself: fronts, news, statements, errors, sign-in."""
    for host, language in product((NATIONAL, ESPOO, VANTAA), ("fi", "ar", "sv", "en")):
        yield Request(host, f"/{language}/")
    for language in ("ru", "uk", "so", "fa", "et"):
        yield Request(NATIONAL, f"/{language}/")
    for host, language in product((NATIONAL, ESPOO), ("fi", "ar", "sv", "en")):
        yield Request(host, NEWS[language])
        yield Request(host, NEWS[language], follow=f'href="({NEWS[language]}[^"#]+)"', most=10)
        yield from (Request(host, f"/{language}/{slug}/") for slug in STATEMENTS[language])
    for languages in ("ar", "sv-FI, en;q=0.5", "de"):
        yield Request(NATIONAL, "/", headers={"Accept-Language": languages})
    for path in ("/fi/nowhere/", "/ar/nowhere/", "/xx/", "/fi", "/nowhere", "/so/"):
        yield Request(ESPOO, path)
    yield Request("nobody.localhost:8000", "/fi/")
    yield Request("nobody.localhost:8000", f"{API}/activities")
    yield Request("example.net", "/fi/")
    for host, path in product((NATIONAL, ESPOO), ("/admin/", "/admin/login/", "/_util/login/", "/health/")):
        yield Request(host, path)


def _finders() -> Iterator[Request]:
    """The finder with each kind of filter, with words, as a week, without results, and with invalid input."""
    for host, language in product((NATIONAL, ESPOO, VANTAA), ("fi", "ar", "sv", "en")):
        yield Request(host, FINDER[language])
    for language, query in product(("fi", "ar"), (*FILTERS, *SEVERAL, *VIEWS, *WORDS)):
        yield Request(NATIONAL, f"{FINDER[language]}?{query}")
    for language, query in product(("sv", "en"), (*SEVERAL[:3], *VIEWS[:2], *WORDS[:6])):
        yield Request(ESPOO, f"{FINDER[language]}?{query}")
    for language, query in product(("fi", "ar", "en"), BAD_FINDER):
        yield Request(ESPOO, f"{FINDER[language]}?{query}")
    for host, language in product((NATIONAL, ESPOO), ("fi", "ar")):
        front = FINDER[language] + THEME[language]
        yield from (Request(host, f"{front}/{code}/") for code in ("language", "work", "legal", "nowhere"))
    for language in ("sv", "en"):
        yield Request(NATIONAL, f"{FINDER[language]}{THEME[language]}/language/")


def _activities() -> Iterator[Request]:
    """Pages of activities, their calendars, and ids of no activity."""
    for name, language in product(SAMPLE, ("fi", "ar")):
        yield Request(NATIONAL, f"{FINDER[language]}{{activity:{name}}}/")
    for host, names in TOWN_SAMPLES.items():
        for name, language in product(names, ("fi", "sv", "en", "ar")):
            yield Request(host, f"{FINDER[language]}{{activity:{name}}}/")
    for name in SAMPLE[::3]:
        yield Request(NATIONAL, f"{FINDER['fi']}{{activity:{name}}}/event.ics")
    yield Request(ESPOO, f"{FINDER['fi']}{{activity:L001}}/")  # another town's
    yield Request(ESPOO, f"{FINDER['fi']}00000000-0000-4000-8000-000000000000/")
    yield Request(ESPOO, f"{FINDER['fi']}00000000-0000-4000-8000-000000000000/event.ics")


def _organisations() -> Iterator[Request]:
    for host, language in product((NATIONAL, ESPOO, VANTAA), ("fi", "ar")):
        yield Request(host, ORGANISATIONS[language])
    for language, query in product(("fi", "en"), ORGANISATION_FILTERS):
        yield Request(NATIONAL, f"{ORGANISATIONS[language]}?{query}")
    for name, language in product(SAMPLE_ORGANISATIONS, ("fi", "ar")):
        yield Request(NATIONAL, f"{ORGANISATIONS[language]}{{organisation:{name}}}/")
    yield Request(ESPOO, f"{ORGANISATIONS['fi']}00000000-0000-4000-8000-000000000000/")


def _files() -> Iterator[Request]:
    """Files for browsers, feed readers and search engines."""
    for host in (NATIONAL, ESPOO):
        for path in ("/robots.txt", "/sitemap.xml", "/favicon.ico", "/apple-touch-icon.png", "/brand/000000.css"):
            yield Request(host, path)
        yield Request(host, "/sitemap.xml", follow=r"<loc>([^<]+)</loc>", most=20)
        yield from (Request(host, f"/{language}/manifest.webmanifest") for language in ("fi", "ar"))
        yield Request(host, "/fi/", follow=r'(?:href|src)="([^"]+\.(?:css|js|svg|png|ico|woff2)[^"]*)"', most=40)
        yield Request(host, "/fi/manifest.webmanifest", follow=r'"src": ?"([^"]+)"', most=10)
    yield Request(NATIONAL, FINDER["fi"], follow=r'(?:href|src)="([^"]+\.(?:css|js)[^"]*)"', most=20)
    yield Request(NATIONAL, "/sitemap-activities-99.xml")
    for language, kind in product(("fi", "ar"), ("rss", "ics")):
        for query in (
            "",
            "theme=language&weekday=2",
            f"q={quote('kielikahvila')}",
            "weekday=9",
            "theme=legal&weekday=7",
        ):
            yield Request(ESPOO, f"{FINDER[language]}feed.{kind}" + (f"?{query}" if query else ""))
    yield Request(NATIONAL, f"{FINDER['fi']}feed.rss")
    yield Request(NATIONAL, f"{FINDER['fi']}feed.ics")
    for query in ("", "?theme=language&weekday=2", "?weekday=9"):
        yield Request(ESPOO, f"{FINDER['fi']}code/{query}")


def _api() -> Iterator[Request]:
    """The open data API: every operation, every parameter, and errors in two languages."""
    for path in ("openapi.json", "docs", "portals", "portals/espoo", "portals/nowhere", "nowhere", ""):
        yield Request(NATIONAL, f"{API}/{path}")
    for host, path in product(
        (NATIONAL, ESPOO), ("concepts", "municipalities", "areas", "activities", "organisations")
    ):
        yield Request(host, f"{API}/{path}")
    for query in ("lang=ar", "vocabulary=theme", "vocabulary=theme&vocabulary=format&lang=sv", "vocabulary=nothing"):
        yield Request(NATIONAL, f"{API}/concepts?{query}")
    yield from _api_activities()
    yield from _api_organisations()
    for method in ("head", "options", "post"):
        yield Request(NATIONAL, f"{API}/activities", method=method)
    yield Request(NATIONAL, "/fi/", method="head")
    yield Request(NATIONAL, FINDER["fi"], method="post")


def _api_activities() -> Iterator[Request]:
    for query in (*FILTERS, *SEVERAL, *WORDS):
        yield Request(NATIONAL, f"{API}/activities?{query}&facets=true&page_size=100")
    for query, language in product(WORDS[:8], ("ar", "en")):
        yield Request(ESPOO, f"{API}/activities?{query}&lang={language}&facets=true")
    for language in ("fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"):
        yield Request(NATIONAL, f"{API}/activities?page_size=100&facets=true&lang={language}")
    for query, language in product(BAD_API, ("fi", "ar")):
        yield Request(NATIONAL, f"{API}/activities?{query}&lang={language}")
    for page in (2, 6, 7):
        yield Request(NATIONAL, f"{API}/activities?page={page}&fields=id,title,url")
    for name, language in product(SAMPLE[::2], ("fi", "ar")):
        yield Request(NATIONAL, f"{API}/activities/{{activity:{name}}}?lang={language}")
    for name in SAMPLE[::3]:
        yield Request(NATIONAL, f"{API}/activities/{{activity:{name}}}/occurrences")
    for query in ("from=2026-03-10&to=2026-03-31", "page_size=3&page=2", "from=2026-05-01&to=2026-04-01", "to=never"):
        yield Request(NATIONAL, f"{API}/activities/{{activity:L001}}/occurrences?{query}")
    yield Request(ESPOO, f"{API}/activities/{{activity:L001}}")


def _api_organisations() -> Iterator[Request]:
    for query in (*ORGANISATION_FILTERS, "type=association", "portal=espoo", "sort=modified", "sort=nothing", "x=1"):
        yield Request(NATIONAL, f"{API}/organisations?{query}")
    for name, language in product(SAMPLE_ORGANISATIONS[::2], ("fi", "ar")):
        yield Request(NATIONAL, f"{API}/organisations/{{organisation:{name}}}?lang={language}")


def _later() -> Iterator[Request]:
    """The same pool some weeks later, when some activities have ended."""
    for number, language in product((1, 2, 3), ("fi", "ar", "en")):
        yield Request(NATIONAL, f"{FINDER[language]}{{ended:{number}}}/", when="later")
    yield Request(NATIONAL, f"{API}/activities/{{ended:1}}", when="later")
    for path in ("/fi/", FINDER["fi"], f"{FINDER['ar']}?view=week", f"{API}/activities?facets=true"):
        yield Request(NATIONAL, path, when="later")


def _emptied() -> Iterator[Request]:
    """Portals after the pool has been removed, and pages that they had before."""
    for host, language in product((NATIONAL, ESPOO), ("fi", "ar")):
        yield Request(host, f"/{language}/", when="emptied")
        yield Request(host, FINDER[language], when="emptied")
        yield Request(host, f"{FINDER[language]}?q=kielikahvila&weekday=2", when="emptied")
        yield Request(host, ORGANISATIONS[language], when="emptied")
        yield Request(host, f"{FINDER[language]}{THEME[language]}/language/", when="emptied")
    for language in ("fi", "ar", "en"):
        yield Request(NATIONAL, f"{FINDER[language]}{{activity:L001}}/", when="emptied")
        yield Request(NATIONAL, f"{ORGANISATIONS[language]}{{organisation:O01}}/", when="emptied")
    for path in ("activities/{activity:L001}", "organisations/{organisation:O01}", "activities", "organisations"):
        yield Request(NATIONAL, f"{API}/{path}", when="emptied")
    for path in ("/sitemap.xml", f"{FINDER['fi']}feed.rss", f"{FINDER['fi']}feed.ics"):
        yield Request(NATIONAL, path, when="emptied")
