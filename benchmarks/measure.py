"""Measuring one size in a process of its own: every scenario in turn with its bare twin.

``python -m benchmarks.measure`` with ``DATABASE_URL`` prints one JSON object. Requests go through the real WSGI handler
with all middleware, without a network.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import cycle, islice
from typing import Any, cast

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.utils import timezone

from benchmarks.bare import prepare
from benchmarks.scenarios import HOST, SCENARIOS

#: First requests of each kind, which aren't counted: they load templates, catalogues and vocabularies.
_WARM_UP = 12
#: Listings whose pages are requested.
_IDS = 20


@dataclass(frozen=True)
class Timing:
    """``rate``: requests per second, one at a time. Percentiles in milliseconds. Medians of bytes and statements."""

    rate: float
    p50: float
    p95: float
    bytes: int
    statements: int


@dataclass(frozen=True)
class Row:
    """A scenario, cold or warm, with its bare twin, and the rate as a share of the twin's."""

    scenario: str
    temperature: str
    measured: Timing
    bare: Timing
    ratio: float


@dataclass(frozen=True)
class Response:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    statements: int


class Site:
    """The site's WSGI handler, called as by a server."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()

    def get(self, path: str, etag: str = "", *, cookie: str = "") -> Response:
        return self._answer(_environ(path) | ({"HTTP_IF_NONE_MATCH": etag} if etag else {}), cookie)

    def post(self, path: str, body: bytes, *, cookie: str) -> Response:
        """Send a form, with the fields of ``body`` as a browser encodes them."""
        sent = {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        return self._answer(_environ(path) | sent, cookie)

    def _answer(self, environ: dict[str, Any], cookie: str) -> Response:
        environ |= {"HTTP_COOKIE": cookie} if cookie else {}
        answered: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], *rest: Any) -> None:
            answered.update(status=int(status[:3]), headers=dict(headers))

        with statement_counter() as statements:
            began = time.perf_counter()
            response = self.handler(environ, cast(Any, start_response))
            body = b"".join(response)
            seconds = time.perf_counter() - began
            response.close()
        return Response(answered["status"], answered["headers"], body, seconds, statements[0])


def _environ(path: str) -> dict[str, Any]:
    address, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "HTTP_ACCEPT": "*/*",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


@contextmanager
def statement_counter() -> Iterator[list[int]]:
    """Count the statements that are sent to the database."""
    statements = [0]

    def count(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        statements[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield statements


def _measure_in_turn(
    site: Site, paths: list[str], twin: str, times: int, *, confirm: bool
) -> tuple[list[Response], ...]:
    """Request a path and its bare twin in turn, each of them first in every other round.

    ``confirm``: with the response's ETag.
    """
    ours: list[Response] = []
    bare: list[Response] = []
    for number, path in enumerate(islice(cycle(paths), times)):
        answer = site.get(path)
        assert answer.status == 200, (path, answer.status)
        prepare(twin.rstrip("/").rpartition("/")[2], answer.body, answer.headers["Content-Type"])
        if number == 0:
            site.get(twin)
        etag = answer.headers.get("ETag", "") if confirm else ""
        pair = [(path, ours, etag), (twin, bare, "")]
        for address, answers, validator in pair if number % 2 else reversed(pair):
            answers.append(site.get(address, validator))
    return ours, bare


def together(answers: list[Response]) -> Response:
    """Return several answers as one: the last, with the seconds and statements of all."""
    return replace(
        answers[-1],
        seconds=sum(answer.seconds for answer in answers),
        statements=sum(answer.statements for answer in answers),
    )


def timing(answers: list[Response]) -> Timing:
    seconds = sorted(answer.seconds for answer in answers)
    return Timing(
        rate=round(len(seconds) / sum(seconds), 1),
        p50=round(1000 * statistics.median(seconds), 2),
        p95=round(1000 * seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))], 2),
        bytes=int(statistics.median(len(answer.body) for answer in answers)),
        statements=int(statistics.median(answer.statements for answer in answers)),
    )


def measure(times: int) -> list[Row]:
    """Measure every scenario, cold (a whole response, built anew) and warm (confirmed with its validator, if any)."""
    site, ids, rows = Site(), _some_ids(), []
    for scenario in SCENARIOS:
        paths = scenario.paths(ids)
        for path in islice(cycle(paths), max(_WARM_UP, len(paths))):
            site.get(path)
        for temperature in ("cold", "warm"):
            ours, bare = _measure_in_turn(site, paths, scenario.bare, times, confirm=temperature == "warm")
            if temperature == "warm" and all(answer.status == 200 for answer in ours):
                continue  # this face has no validator
            measured, beside = timing(ours), timing(bare)
            rows.append(Row(scenario.name, temperature, measured, beside, round(measured.rate / beside.rate, 3)))
    return rows


def _some_ids() -> list[str]:
    """Return public ids of listings that are shown now, spread over the pool."""
    from regions.models import Portal
    from search.models import ListingDocument

    portal = Portal.objects.get(site__hostname=HOST)
    documents = ListingDocument.objects.visible(portal, timezone.now())
    return [str(key) for key in documents.order_by("pk").values_list("pk", flat=True)[:_IDS]]


def print_measured(measure: Callable[[int], Any]) -> None:
    """Read the arguments of a process that measures, set Django up, and print the rows, or the one, as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    measured = measure(options.times)
    json.dump([asdict(row) for row in measured] if isinstance(measured, list) else asdict(measured), sys.stdout)


if __name__ == "__main__":
    print_measured(measure)
