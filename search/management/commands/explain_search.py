"""Say why a search finds what it finds, for coordinators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from listings.concepts import current_concepts
from regions.models import Portal
from search.analysis import Kind
from search.engines.base import Interpretation, Results
from search.engines.columns.engine import ColumnsEngine
from search.engines.columns.explanation import Explanation, Reason
from search.engines.columns.scores import Wording
from search.models import ListingDocument
from search.places import current_places
from search.query import InvalidQuery, SearchQuery

_SHOWN: Final = 10
_FORMS: Final = {
    Kind.EXACT: "has “{words}”",
    Kind.LEMMA: "has a form of “{words}”",
    Kind.PART: "has “{words}” as a part of a word, or a word that it comes from",
    Kind.FOLDED: "has “{words}” apart from dots and accents",
}
_WORDINGS: Final = {
    Wording.SAME: "has a word that says the same as “{words}”",
    Wording.PARTS: "has parts of “{words}”",
    Wording.PIECES: "has a word that looks like “{words}”",
}


class Command(BaseCommand):
    help = "Says what a search makes of its words, and why each of the first ten hits is where it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", help="what somebody types")
        parser.add_argument("--portal", default="", metavar="SLUG", help="default: the national portal")
        parser.add_argument("--lang", default="fi", metavar="CODE", help="language of the page; default: fi")

    def handle(self, *args: Any, **options: Any) -> None:
        portal = (
            Portal.objects.filter(slug=options["portal"]).first() if options["portal"] else Portal.objects.national()
        )
        if portal is None:
            raise CommandError(f"There is no portal {options['portal'] or 'of the whole country'}.")
        try:
            query = SearchQuery.from_parameters(
                {"q": [options["words"]], "lang": [options["lang"]], "page_size": [str(_SHOWN)], "facets": ["false"]},
                portal=portal,
                language=options["lang"],
                now=timezone.now(),
                strict=True,
            )
        except InvalidQuery as invalid:
            raise CommandError("; ".join(fault.message for fault in invalid.errors)) from invalid
        results, explanations = ColumnsEngine().explain(query)
        language = query.text_language
        self.stdout.write("\n".join([*_reading(results, language), *_hits(results, explanations, language)]))


def _reading(results: Results, language: str) -> Iterator[str]:
    """Yield what was made of the words."""
    if results.corrected:
        yield from (f"“{word.typed}” is searched as “{word.meant}”" for word in results.corrected.words)
    if results.did_you_mean:
        yield f"“{results.did_you_mean}” may be meant; no dictionary tells"
    yield from (_meant(meaning, "narrows the list to") for meaning in results.interpreted if meaning.filters)
    yield from (_meant(meaning, "lifts") for meaning in results.interpreted if not meaning.filters)
    yield from (_meant(meaning, "would leave nothing, so it only lifts") for meaning in results.unapplied)
    yield from (f"“{word}” isn't in any activity" for word in results.missing)
    yield f"{results.count} found" + (f", {len(results.near)} near" if results.near else "")


def _meant(meaning: Interpretation, does: str) -> str:
    return f"“{meaning.words}” {does} {_label(f'{meaning.parameter}:{meaning.value}', 'en')}"


def _hits(results: Results, explanations: Iterable[Explanation], language: str) -> Iterator[str]:
    documents = (*results.documents, *results.near)
    for number, (document, explanation) in enumerate(zip(documents, explanations, strict=True), 1):
        near = "near, " if number > len(results.documents) else ""
        yield f"{number}. {_title(document, language)} ({near}{explanation.score:.2f})"
        yield from (f"   {reason.points:.2f} {_because(reason)}" for reason in explanation.reasons)
        if explanation.reasons and explanation.lift > 1:
            yield f"   ×{explanation.lift:.2f} is in the language of the question"
        if explanation.is_pinned:
            yield "   is pinned"
        if coming := results.next_occurrences.get(document.pk):
            yield f"   next time {timezone.localtime(coming.starts_at):%A %Y-%m-%d %H:%M}"


def _because(reason: Reason) -> str:
    if reason.code:
        return f"“{reason.words}” is understood as {_label(reason.code, 'en')}"
    if reason.wording is Wording.WORD and reason.form:
        return f"its {reason.place} {_FORMS[reason.form].format(words=reason.words)}"
    return _WORDINGS[reason.wording or Wording.SAME].format(words=reason.words)


def _title(document: ListingDocument, language: str) -> str:
    texts = document.texts
    return str(texts.get(language, texts[document.source_language])["title"])


def _label(code: str, language: str) -> str:
    """Return a vocabulary and the name in it, such as "theme Homework"."""
    vocabulary, _colon, value = code.partition(":")
    names = current_places().by_key.get(code, {})
    name = names.get(language) or names.get("fi") or current_concepts().label(vocabulary, value, language)
    return f"{vocabulary.replace('_', ' ')} {name}"
