"""The rules for public pages hold for every page that links lead to, on several portals and in several languages."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from regions.models import Portal

pytestmark = pytest.mark.django_db

#: Pages to check of each shape of URL (equal but for ids and values), per portal and language.
SAMPLES = 1
_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


@pytest.mark.parametrize(("slug", "language"), [("kototori", "so"), ("espoo", "fi"), ("espoo", "ar")])
def test_every_linked_page_exists_and_follows_the_rules(demo_pool: None, slug: str, language: str) -> None:
    root = Portal.objects.select_related("site").get(slug=slug).root_url
    faults: list[str] = []
    pages = 0
    for page_visit in crawl(f"{root}/{language}/"):
        faults += [f"{page_visit.url}: {fault}" for fault in _faults(page_visit)]
        pages += 1
    assert faults == []
    assert pages > 15


class PageParser(HTMLParser):
    """The links, resources, headings, ids and inline code of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.resources: list[str] = []
        self.headings: list[int] = []
        self.ids: Counter[str] = Counter()
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids[values["id"]] += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/ld+json"):
            self.inline.append(tag)
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and values.get("rel") in ("alternate", "next", "prev", "canonical"):
            self.links.append(values["href"])
        elif tag == "link":
            self.resources.append(values["href"])
        if tag in ("img", "script", "iframe", "source") and "src" in values:
            self.resources.append(values["src"])


@dataclass(frozen=True)
class Visit:
    url: str
    response: Any
    page: PageParser


def crawl(start: str) -> Iterator[Visit]:
    """Follow links on the same host, and yield the visits: of each shape of URL at most `SAMPLES`."""
    client = Client()
    queue, known, shapes = [start], {start}, Counter[str]()
    while queue:
        url = queue.pop(0)
        shapes[_shape(url)] += 1
        if shapes[_shape(url)] > SAMPLES:
            continue
        parts = urlsplit(url)
        response = client.get(f"{parts.path}?{parts.query}", headers={"host": parts.netloc})
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        visit = Visit(url, response, PageParser(response.content.decode() if is_page else ""))
        yield visit
        for link in [*visit.page.links, *visit.page.resources]:
            target = urldefrag(urljoin(url, link))[0]
            if urlsplit(target).netloc != parts.netloc or target in known or not _is_public(target):
                continue
            if not (parts.query and urlsplit(target).query):  # a search refined again is no new page
                known.add(target)
                queue.append(target)


def _shape(url: str) -> str:
    parts = urlsplit(url)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&")})
    return f"{_IDS.sub('#', parts.path)}?{'&'.join(names)}"


def _is_public(url: str) -> bool:
    return not urlsplit(url).path.startswith(("/admin/", "/static/"))


def _allowed_cookies(url: str) -> set[str]:
    """The cookies that a page may set: where one signs in, the one that Django checks the form's sender by."""
    return {settings.CSRF_COOKIE_NAME} if re.match("/[a-z]{2}/sign-in/", urlsplit(url).path) else set()


def _faults(visit: Visit) -> Iterator[str]:
    """Yield the rules of public pages that a page breaks."""
    if visit.response.status_code not in (200, 301, 302):
        yield f"answers {visit.response.status_code}"
    if set(visit.response.cookies) - _allowed_cookies(visit.url):
        yield "sets a cookie"
    if "unsafe-inline" in visit.response.headers["Content-Security-Policy"]:
        yield "allows inline script"
    if not visit.page.headings:
        return
    host = urlsplit(visit.url).netloc
    yield from (f"has {code} inline" for code in visit.page.inline)
    yield from (f"has the id {name} {count} times" for name, count in visit.page.ids.items() if count > 1)
    if visit.page.headings.count(1) != 1:
        yield f"has {visit.page.headings.count(1)} first headings"
    for before, after in zip([0, *visit.page.headings], visit.page.headings, strict=False):
        if after > before + 1:
            yield f"has a heading of level {after} after one of level {before}"
    for resource in visit.page.resources:
        if urlsplit(urljoin(visit.url, resource)).netloc != host:
            yield f"asks a third party for {resource}"
