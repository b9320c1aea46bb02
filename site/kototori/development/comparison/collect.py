"""The collector of one side: it fills the side's database, or sends a list of requests and saves every response.

It is run by its path, inside the side's tree, and imports nothing of the project: only Django, and commands by their
names. Python's clock stands still at `MOMENT`. The database's clock runs on; no response depends on it.

    python collect.py prepare MOMENT MEDIA
    python collect.py ask MOMENT MEDIA REQUESTS RESPONSES
"""

from __future__ import annotations

import base64
import datetime
import html
import io
import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import time_machine

#: Content types of text; other bodies are saved as base64.
_TEXT = re.compile(r"^text/|json|xml|javascript|calendar|svg|manifest")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Request = dict[str, Any]
Response = dict[str, Any]


def main() -> None:
    """Run the action of the command line at its moment."""
    action, moment, media, *files = sys.argv[1:]
    now = datetime.datetime.fromisoformat(moment)
    with time_machine.travel(now, tick=False) as clock:
        _set_up(media)
        if action == "prepare":
            _run("prepare", "rebuild_index")
            return
        requests, responses = map(Path, files)
        plan = json.loads(requests.read_text(encoding="utf-8"))
        later = now + datetime.timedelta(days=plan["days_later"])
        snapshot = Collector(plan, clock, now, later).collect()
        responses.write_text(json.dumps(snapshot, ensure_ascii=False), encoding="utf-8")


def _set_up(media: str) -> None:
    import django
    from django.conf import settings

    settings.MEDIA_ROOT = media
    django.setup()


def _run(*commands: str, **options: Any) -> None:
    from django.core.management import call_command

    for name in commands:
        call_command(name, verbosity=0, stdout=io.StringIO(), **options)


class Collector:
    """Sends the requests of a plan and keeps the responses."""

    def __init__(self, plan: dict[str, Any], clock: Any, now: datetime.datetime, later: datetime.datetime) -> None:
        self.plan, self.clock, self.now, self.later = plan, clock, now, later
        self.responses: dict[str, Response] = {}
        self.names: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def collect(self) -> dict[str, Any]:
        """Send all requests (now, later, and after the pool has been removed) and return the snapshot."""
        self._learn_names()
        self._send("now")
        output = {" ".join(Path(word).name for word in command): _output(command) for command in self.plan["commands"]}
        self.clock.move_to(self.later)
        self._send("later")
        self.clock.move_to(self.now)
        _run("load_demo", clear=True)
        _run("prepare")
        self._send("emptied")
        return {"names": self.names, "responses": self.responses, "output": output}

    def _learn_names(self) -> None:
        """Read the stable name of each id from the lists of the API, and find the activities that end until `later`."""
        for kind, source in self.plan["names_from"].items():
            self.names |= {row["id"]: f"{kind}:{row['source_id']}" for row in _rows(**source)}
        self.ids = {name: key for key, name in self.names.items()}
        self.clock.move_to(self.later)
        current = {row["id"] for row in _rows(**self.plan["names_from"]["activity"])}
        self.clock.move_to(self.now)
        ended = sorted(name for name, key in self.ids.items() if name.startswith("activity:") and key not in current)
        self.ids |= {f"ended:{number}": self.ids[name] for number, name in enumerate(ended, 1)}

    def _send(self, when: str) -> None:
        for request in self.plan["requests"]:
            if request["when"] != when:
                continue
            if not request["follow"]:
                self._save(request, request["path"], self._with_ids(request["path"]))
                continue
            for path in self._links(request):
                self._save(request, _ID.sub(self._name, path), path)

    def _name(self, match: re.Match[str]) -> str:
        return f"{{{self.names.get(match[0], 'id')}}}"

    def _with_ids(self, path: str) -> str:
        """Return the path with names such as `{activity:L001}` replaced by the ids of this database."""
        return re.sub(r"\{([^{}]+)\}", lambda match: self.ids[match[1]], path)

    def _links(self, request: Request) -> list[str]:
        """Return the links to the same host in an earlier response, in their order there."""
        host = request["host"]
        response = self.responses[f"{host} {request['path']}"]
        links: dict[str, None] = {}
        for match in re.finditer(request["follow"], response["body"]):
            url = urlsplit(urljoin(f"http://{host}{response['path']}", html.unescape(match[1])))
            if url.netloc == host:
                links[_path(url.geturl())] = None
        return list(links)[: request["most"]]

    def _save(self, request: Request, label: str, path: str) -> None:
        key = f"{request['host']} {label}"
        key += "".join(f" ({name}: {value})" for name, value in request["headers"].items())
        key += f" ({request['method'].upper()})" if request["method"] != "get" else ""
        key += f" ({request['when']})" if request["when"] != "now" else ""
        if key not in self.responses:
            self.responses[key] = _response(request, path)


def _response(request: Request, path: str) -> Response:
    response = getattr(_client(request["host"]), request["method"])(path, headers=request["headers"])
    body = b"".join(response.streaming_content) if response.streaming else response.content
    is_text = bool(_TEXT.search(response.headers.get("Content-Type", "")))
    return {
        "path": path,
        "status": response.status_code,
        "headers": dict(response.headers.items()),
        "cookies": sorted(response.cookies),
        "body": body.decode("utf-8", "replace") if is_text else base64.b64encode(body).decode(),
    }


def _client(host: str) -> Any:
    """Return a client without cookies."""
    from django.test import Client

    return Client(headers={"host": host}, raise_request_exception=False)


def _rows(host: str, path: str) -> list[dict[str, Any]]:
    """Return every row of a list of the API, from all its pages."""
    rows, address = [], path
    while address:
        page = json.loads(_client(host).get(address).content)
        rows += page["results"]
        address = _path(page["next"]) if page["next"] else ""
    return rows


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _output(command: list[str]) -> dict[str, str]:
    """Run a command and return its output."""
    from django.core.management import call_command

    out, errors = io.StringIO(), io.StringIO()
    call_command(*command, stdout=out, stderr=errors)
    return {"stdout": out.getvalue(), "stderr": errors.getvalue()}


if __name__ == "__main__":
    main()
