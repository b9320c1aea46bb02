"""This app's models, where Django looks for them."""

from editorial.announcing.models import TypedForm
from editorial.articles.page_stamps import StampedEditorialPage
from editorial.articles.pages import ArticlePage, NewsIndexPage, StatementPage
from editorial.desk_texts.models import TypedText
from editorial.edit_conflicts.models import PageWrite
from editorial.glossary.models import GlossaryTerm, GlossaryWording
from editorial.joining.models import JoinMessage, JoinRequest
from editorial.mails.models import Mail, MailPreference
from editorial.moving.models import MoveRequest
from editorial.moving.review_triggers import MovedListing, MovedOrganisation
from editorial.people.models import AccessRequest, Invitation
from editorial.remarks.models import Remark
from editorial.review.models import ReviewState, ReviewTask
from editorial.review_screen.models import ReturnReason
from editorial.second_opinions.models import SecondOpinion
from editorial.translation_memory.models import MemoryString
from editorial.translation_orders.models import TranslationOrder
from editorial.translator_trust.models import TranslatorTrust
from editorial.trust.models import OrganisationTrust, PortalReviewRules, Publication
from editorial.wishes.models import Wish

__all__ = [
    "AccessRequest",
    "ArticlePage",
    "GlossaryTerm",
    "GlossaryWording",
    "Invitation",
    "JoinMessage",
    "JoinRequest",
    "Mail",
    "MailPreference",
    "MemoryString",
    "MoveRequest",
    "MovedListing",
    "MovedOrganisation",
    "NewsIndexPage",
    "OrganisationTrust",
    "PageWrite",
    "PortalReviewRules",
    "Publication",
    "Remark",
    "ReturnReason",
    "ReviewState",
    "ReviewTask",
    "SecondOpinion",
    "StampedEditorialPage",
    "StatementPage",
    "TranslationOrder",
    "TranslatorTrust",
    "TypedForm",
    "TypedText",
    "Wish",
]
