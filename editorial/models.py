"""This app's models, where Django looks for them."""

from editorial.articles.pages import ArticlePage, NewsIndexPage, StatementPage
from editorial.edit_conflicts.models import PageWrite
from editorial.joining.models import JoinMessage, JoinRequest
from editorial.mails.models import Mail, MailPreference
from editorial.people.models import AccessRequest, Invitation
from editorial.review.models import ReviewState, ReviewTask

__all__ = [
    "AccessRequest",
    "ArticlePage",
    "Invitation",
    "JoinMessage",
    "JoinRequest",
    "Mail",
    "MailPreference",
    "NewsIndexPage",
    "PageWrite",
    "ReviewState",
    "ReviewTask",
    "StatementPage",
]
