"""``make bench``: fill a database per size, measure each in a process of its own, and save the results."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.desk import MANY
from benchmarks.report import as_markdown
from benchmarks.scenarios import SIZES
from benchmarks.seed import cluster, database_for
from kototori import ROOT

#: Sizes of the pool at which a coordinator's and a translator's work is measured.
REVIEWED_SIZES = (500, 5000)
RESULTS = Path(__file__).resolve().parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="activities, separated by commas")
    parser.add_argument("--times", type=int, default=100, help="requests of each kind")
    options = parser.parse_args()
    was_running = cluster().is_running()
    try:
        report = {
            **about(),
            "times": options.times,
            "engines": {},
            "rebuilding": {},
            "reviews": {},
            "translations": {},
            "sizes": {},
            "seconds_to_make": {},
        }
        for size in [int(text) for text in options.sizes.split(",")]:
            url, seconds = database_for(size)
            if seconds:
                report["seconds_to_make"][size] = round(seconds)
            sys.stderr.write(f"measuring {size} activities\n")
            report["sizes"][size] = _measure("benchmarks.measure", url, options.times)
            report["engines"][size] = _measure("benchmarks.engines", url, options.times)
            report["rebuilding"][size] = _measure("benchmarks.rebuilding", url, options.times)
            if size in REVIEWED_SIZES:
                report["reviews"][size] = _measure("benchmarks.reviewing", url, options.times)
                report["translations"][size] = _measure("benchmarks.translating", url, options.times)
            if size >= MANY and "desk" not in report:
                report["desk"] = _measure("benchmarks.desk", url, options.times)
    finally:
        if not was_running:
            cluster().stop()
    name = f"{report['date'][:10]}-{platform.node() or 'machine'}"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = as_markdown(report)
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def about() -> dict[str, Any]:
    """Return facts about the machine and the software."""
    return {
        "date": datetime.datetime.now().astimezone().isoformat(timespec="minutes"),
        "machine": {
            "processor": _processor(),
            "processors": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()}",
            "load_before": [round(load, 2) for load in os.getloadavg()],
        },
        "versions": {
            "python": platform.python_version(),
            "postgresql": "embedded",
            **{name: version(name) for name in ("Django", "wagtail", "psycopg")},
            "commit": _commit(),
        },
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _measure(module: str, url: str, times: int) -> Any:
    command = [sys.executable, "-m", module, "--times", str(times)]
    environment = {**os.environ, "DATABASE_URL": url}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
