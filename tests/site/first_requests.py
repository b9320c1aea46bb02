"""Run in a fresh process: warm up as a server does, ask pages, and print what was loaded for them, as JSON."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

LOADED: list[str] = []
ANSWERS: list[str] = []
SECONDS: list[float] = []


def watch() -> None:
    """Note what is loaded: modules, compiled templates, catalogues, dictionaries."""
    from django.template import base
    from django.utils.translation import trans_real

    from search.expansion import table

    def noting(kind: str, owner: Any, name: str, say: Callable[..., str]) -> None:
        original = getattr(owner, name)

        def wrapped(*arguments: Any, **options: Any) -> Any:
            LOADED.append(f"{kind}: {say(*arguments)}")
            return original(*arguments, **options)

        setattr(owner, name, wrapped)

    noting("template", base.Template, "__init__", lambda template, source, origin=None, *rest: str(origin))
    noting("catalogue", trans_real.DjangoTranslation, "__init__", lambda translation, language, *rest: language)
    noting("phrases", table, "PhraseTable", lambda *rest: "table")


def ask(application: Any, host: str, path: str, query: str = "") -> None:
    from kototori.warm_up import _ask

    def noted(environ: Any, start_response: Any) -> Any:
        def start(status: str, *rest: Any) -> Any:
            ANSWERS.append(f"{status} {path}")
            return start_response(status, *rest)

        return application(environ, start)

    _ask(noted, host, f"{path}{query}")


def main(warm: bool, requests: list[list[str]]) -> None:
    import django

    django.setup()
    from kototori import warm_up

    if not warm:
        warm_up.ask_own_pages = lambda application: None
    from kototori.wsgi import application

    assert application.wait(300)
    watch()
    modules = set(sys.modules)
    for host, path, query in requests:
        start = time.perf_counter()
        ask(application, host, path, query)
        SECONDS.append(round(time.perf_counter() - start, 3))
    LOADED.extend(f"module: {name}" for name in sorted(set(sys.modules) - modules))
    print(json.dumps({"loaded": LOADED, "answers": ANSWERS, "seconds": SECONDS}))


if __name__ == "__main__":
    main(sys.argv[1] == "warm", json.loads(sys.argv[2]))
