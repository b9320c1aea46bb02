"""Run inside either tree: fill its database, or ask it a list of questions and write down every answer.

Run by its path, so nothing of the project is imported: only Django, and commands by their names. The clock of Python
stands still at one moment. The database's own clock goes on; nothing that a visitor gets reads it.

    python collect.py prepare MOMENT MEDIA
    python collect.py ask MOMENT MEDIA QUESTIONS ANSWERS
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

#: Bodies that can be read as text; others are written down as base64.
_TEXT = re.compile(r"^text/|json|xml|javascript|calendar|svg|manifest")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Question = dict[str, Any]
Answer = dict[str, Any]


def main() -> None:
    """Do what the command line says, at the moment that it says."""
    what, moment, media, *files = sys.argv[1:]
    now = datetime.datetime.fromisoformat(moment)
    with time_machine.travel(now, tick=False) as clock:
        _set_up(media)
        if what == "prepare":
            _run("prepare", "rebuild_index")
            return
        questions, answers = map(Path, files)
        asked = json.loads(questions.read_text(encoding="utf-8"))
        later = now + datetime.timedelta(days=asked["days_later"])
        given = Asking(asked, clock, now, later).everything()
        answers.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")


def _set_up(media: str) -> None:
    import django
    from django.conf import settings

    settings.MEDIA_ROOT = media
    django.setup()


def _run(*commands: str, **options: Any) -> None:
    from django.core.management import call_command

    for name in commands:
        call_command(name, verbosity=0, stdout=io.StringIO(), **options)


class Asking:
    """One walk through the questions, with the answers so far."""

    def __init__(self, asked: dict[str, Any], clock: Any, now: datetime.datetime, later: datetime.datetime) -> None:
        self.asked, self.clock, self.now, self.later = asked, clock, now, later
        self.answers: dict[str, Answer] = {}
        self.names: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def everything(self) -> dict[str, Any]:
        """Ask everything: now, later, and after the pool has been removed."""
        self._learn_names()
        self._ask("now")
        output = {" ".join(Path(word).name for word in one): _output(one) for one in self.asked["commands"]}
        self.clock.move_to(self.later)
        self._ask("later")
        self.clock.move_to(self.now)
        _run("load_demo", clear=True)
        _run("prepare")
        self._ask("emptied")
        return {"names": self.names, "answers": self.answers, "output": output}

    def _learn_names(self) -> None:
        """The stable name of each id, and which activities are over later. The API is walked to its end for it."""
        for kind, source in self.asked["names_from"].items():
            self.names |= {one["id"]: f"{kind}:{one['source_id']}" for one in _listed(**source)}
        self.ids = {name: key for key, name in self.names.items()}
        self.clock.move_to(self.later)
        left = {one["id"] for one in _listed(**self.asked["names_from"]["activity"])}
        self.clock.move_to(self.now)
        over = sorted(name for name, key in self.ids.items() if name.startswith("activity:") and key not in left)
        self.ids |= {f"ended:{number}": self.ids[name] for number, name in enumerate(over, 1)}

    def _ask(self, when: str) -> None:
        for question in self.asked["questions"]:
            if question["when"] != when:
                continue
            if not question["follow"]:
                self._put(question, question["path"], self._filled(question["path"]))
                continue
            for path in self._followed(question):
                self._put(question, _ID.sub(self._name, path), path)

    def _name(self, match: re.Match[str]) -> str:
        return f"{{{self.names.get(match[0], 'id')}}}"

    def _filled(self, path: str) -> str:
        """The path with `{activity:L001}` replaced by this database's id."""
        return re.sub(r"\{([^{}]+)\}", lambda match: self.ids[match[1]], path)

    def _followed(self, question: Question) -> list[str]:
        """Addresses on the same host that an earlier answer names, in the order in which it does."""
        host = question["host"]
        answer = self.answers[f"{host} {question['path']}"]
        found: dict[str, None] = {}
        for match in re.finditer(question["follow"], answer["body"]):
            url = urlsplit(urljoin(f"http://{host}{answer['path']}", html.unescape(match[1])))
            if url.netloc == host:
                found[_path(url.geturl())] = None
        return list(found)[: question["most"]]

    def _put(self, question: Question, shown: str, path: str) -> None:
        key = f"{question['host']} {shown}"
        key += "".join(f" ({name}: {value})" for name, value in question["headers"].items())
        key += f" ({question['method'].upper()})" if question["method"] != "get" else ""
        key += f" ({question['when']})" if question["when"] != "now" else ""
        if key not in self.answers:
            self.answers[key] = _answer(question, path)


def _answer(question: Question, path: str) -> Answer:
    response = getattr(_client(question["host"]), question["method"])(path, headers=question["headers"])
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
    """A visitor who has never been here: no cookies."""
    from django.test import Client

    return Client(headers={"host": host}, raise_request_exception=False)


def _listed(host: str, path: str) -> list[dict[str, Any]]:
    """Every row of a list of the API."""
    rows, address = [], path
    while address:
        answer = json.loads(_client(host).get(address).content)
        rows += answer["results"]
        address = _path(answer["next"]) if answer["next"] else ""
    return rows


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _output(command: list[str]) -> dict[str, str]:
    """What a command writes."""
    from django.core.management import call_command

    out, errors = io.StringIO(), io.StringIO()
    call_command(*command, stdout=out, stderr=errors)
    return {"stdout": out.getvalue(), "stderr": errors.getvalue()}


if __name__ == "__main__":
    main()
