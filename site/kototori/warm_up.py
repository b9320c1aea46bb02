"""What is loaded at first use is loaded before a server's first answer: nobody waits for it.

A process that has just started has no templates, no addresses, no catalogues, no dictionary of Finnish and no table of
phrases. ``WarmedApplication`` loads them by asking its own pages, in a thread, so that a server's heartbeat goes on
meanwhile. Until then ``/health/`` answers 503 at once, and every other request waits.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import connection
from django.http.request import validate_host
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import timezone, translation

from kototori import TEMPLATES
from listings.addresses import activity_path, finder_path, organisations_path, theme_path
from listings.concepts import current_concepts
from listings.enums import Vocabulary
from regions.models import Portal
from search.expansion import warm_up as prepare_search
from search.models import ListingDocument
from search.spelling import warm_up as prepare_spelling

logger = logging.getLogger(__name__)

#: Seconds after which a request is answered by a process that isn't ready. Servers give up on a request after 30.
_LONGEST_WAIT = 20.0
_HEALTH = "/health/"
#: Words that have something of each kind: a concept, a form, a weekday, a spelling that needs help.
_QUERIES = ("?q=kielikahvila+tiistaina", "?q=kursi", "?weekday=2", "?view=week")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class WarmedApplication:
    """A WSGI application that answers when it is warm. A copy of the process that is made meanwhile warms itself."""

    def __init__(self, application: Application, warm: Callable[[Application], None] | None = None) -> None:
        self.application = application
        self._warm = warm or ask_own_pages
        self._is_warm = threading.Event()
        self._lock = threading.Lock()
        self._process = 0

    def start(self) -> None:
        """Begin to warm up, unless this process has begun before."""
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                threading.Thread(target=self._run, name="warm up", daemon=True).start()

    def _run(self) -> None:
        try:
            self._warm(self.application)
        except Exception:
            logger.exception("The warm-up failed; first requests will load what they need")
        finally:
            self._is_warm.set()

    def wait(self, seconds: float = _LONGEST_WAIT) -> bool:
        """Wait until the process is warm; False when the time is over."""
        self.start()
        return self._is_warm.wait(seconds)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._is_warm.is_set():
            self.start()
            if environ.get("PATH_INFO") == _HEALTH:
                return _starting(environ, start_response)
            self.wait()
        return self.application(environ, start_response)


def _starting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The health check's answer of a process that isn't warm."""
    body = b'{"status": "starting"}'
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response("503 Service Unavailable", [*headers, ("Retry-After", "2")])
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]


def ask_own_pages(application: Application) -> None:
    """Load everything that a visitor's first request would load."""
    start = time.monotonic()
    try:
        compile_templates()
        prepare_search()
        prepare_spelling()
        for host, path in _without_script_name(first_requests):
            _ask(application, host, path)
    finally:
        connection.close()
    logger.info("Warmed up in %.1f s", time.monotonic() - start)


def compile_templates() -> None:
    """Compile the templates of this project; those that they extend and include are among them or come along."""
    for path in sorted(TEMPLATES.rglob("*.*")):
        try:
            engines["django"].get_template(path.relative_to(TEMPLATES).as_posix())
        except (TemplateDoesNotExist, TemplateSyntaxError):
            logger.exception("The template %s can't be compiled", path)


def _without_script_name(addresses: Callable[[], Iterable[tuple[str, str]]]) -> list[tuple[str, str]]:
    """The addresses as ``PATH_INFO`` has them. ``reverse`` adds the script name of the thread's last request."""
    script_name = get_script_prefix()
    set_script_prefix("/")
    try:
        return list(addresses())
    finally:
        set_script_prefix(script_name)


def first_requests() -> Iterator[tuple[str, str]]:
    """Yield (host, path) of pages of every kind, in every language that a portal has."""
    known: set[str] = set()
    portals = [
        portal for portal in Portal.objects.select_related("site").order_by("-is_national", "pk") if _serves(portal)
    ]
    for portal in portals:
        host = portal.site.hostname
        for language in portal.languages:
            if language not in known:
                known.add(language)
                yield from ((host, path) for path in _pages(portal, language))
    for portal in portals[:1]:
        yield portal.site.hostname, "/api/v1/activities?q=kielikahvila&facets=true"
        with translation.override(portal.first_language):
            yield portal.site.hostname, reverse("account_login")


def _serves(portal: Portal) -> bool:
    return validate_host(portal.site.hostname, settings.ALLOWED_HOSTS)


def _pages(portal: Portal, language: str) -> Iterator[str]:
    finder = finder_path(language)
    yield from (f"/{language}/", finder, *(finder + query for query in _QUERIES), organisations_path(language))
    document = ListingDocument.objects.visible(portal, timezone.now()).order_by("pk").first()
    if document is not None:
        yield activity_path(language, document.pk)
    themes = current_concepts().by_vocabulary.get(Vocabulary.THEME, ())
    for theme in themes[:1]:
        yield theme_path(language, theme.code)


def _ask(application: Application, host: str, address: str) -> None:
    """Answer a request as a server would, and drop the answer. Log one that says no."""
    url = urlsplit(address)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(url.path),
        "QUERY_STRING": url.query,
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "HTTP_USER_AGENT": "Kototori's warm-up",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    statuses: list[str] = []
    answer = application(environ, lambda status, headers, error=None: statuses.append(status))
    try:
        for _part in answer:
            pass
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()
    if not statuses or statuses[-1] >= "400":
        logger.warning("Warm-up: %s%s answered %s", host, address, statuses[-1] if statuses else "nothing")
