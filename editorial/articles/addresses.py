"""Slugs of the news index and of the statements, which are directly below a language's home."""

from editorial.enums import StatementKind
from regions.paths import on_host

#: The news index's name in ``Portal.fixed_pages``; those of statements are their kinds.
NEWS = "news"

_NEWS = {"fi": "ajankohtaista", "sv": "aktuellt"}
_STATEMENTS = {
    StatementKind.ACCESSIBILITY: {"fi": "saavutettavuus", "sv": "tillganglighet"},
    StatementKind.PRIVACY: {"fi": "tietosuoja", "sv": "dataskydd"},
    StatementKind.FOR_ORGANISATIONS: {"fi": "jarjestoille", "sv": "for-organisationer"},
}
_STATEMENTS_IN_OTHER_LANGUAGES = {
    StatementKind.ACCESSIBILITY: "accessibility",
    StatementKind.PRIVACY: "privacy",
    StatementKind.FOR_ORGANISATIONS: "for-organisations",
}


def news_slug(language: str) -> str:
    return _NEWS.get(language, "news")


def statement_slug(kind: StatementKind, language: str) -> str:
    return _STATEMENTS[kind].get(language, _STATEMENTS_IN_OTHER_LANGUAGES[kind])


def news_path(language: str) -> str:
    """The path of a portal's news in a language."""
    return on_host(f"{language}/{news_slug(language)}/")


def article_path(language: str, slug: str) -> str:
    return f"{news_path(language)}{slug}/"
