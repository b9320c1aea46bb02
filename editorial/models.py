"""This app's models, where Django looks for them."""

from editorial.articles.pages import ArticlePage, NewsIndexPage, StatementPage

__all__ = ["ArticlePage", "NewsIndexPage", "StatementPage"]
