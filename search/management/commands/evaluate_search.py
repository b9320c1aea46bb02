"""Judge the search on a file of judged queries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from regions.models import Portal
from search.engines import ENGINES, EngineUnavailable, get_engine
from search.evaluation import JudgedQueriesError, answer, read_judged_queries, report, unknown_ids
from search.models import ListingDocument


class Command(BaseCommand):
    help = "Asks the national portal every judged query and prints nDCG@10 (gain 2^grade − 1), MRR and recall@20."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queries", required=True, type=Path, metavar="FILE", help="judged queries (JSON)")
        parser.add_argument(
            "--engine",
            choices=ENGINES,
            default=None,
            help="the engine to ask; default: the one in use (embedded, which is columns)",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        portal = Portal.objects.national()
        if portal is None:
            raise CommandError("There is no national portal to ask: open one first (manage.py open_portal).")
        now = timezone.now()
        try:
            engine = get_engine(options["engine"] or "")
            queries = read_judged_queries(options["queries"])
            answers = answer(queries, engine, portal, now)
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        except JudgedQueriesError as error:
            raise CommandError("\n".join([f"{options['queries']} can't be used:", *error.faults])) from error
        pool_ids = ListingDocument.objects.visible(portal, now).values_list("source_id", flat=True)
        if unknown := unknown_ids(queries, pool_ids):
            self.stderr.write(f"Relevant, but not in the national portal, so never found: {', '.join(unknown)}.")
        result = report(answers, engine.name)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _table(result))


def _table(result: dict[str, Any]) -> str:
    """The report as lines for people."""
    rows = [("overall", result["overall"]), ("reachable", result["reachable"])]
    rows += [row for part in ("by_language", "by_kind", "by_split") for row in result[part].items()]
    lines = [
        f"engine: {result['engine']}",
        f"{'':18}{'queries':>8}{'nDCG@10':>9}{'MRR':>8}{'recall@20':>11}{'zero':>6}",
    ]
    for name, row in rows:
        lines.append(
            f"{name:18}{row['queries']:8}{row['ndcg@10']:9.3f}{row['mrr']:8.3f}{row['recall@20']:11.3f}{row['zero']:6}"
        )
    weakest = sorted(result["queries"], key=lambda row: row["ndcg@10"])[:5]
    lines.append("weakest: " + ", ".join(f"{row['id']} {row['ndcg@10']:.2f}" for row in weakest))
    return "\n".join(lines)
