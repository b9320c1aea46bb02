"""The pages about the service itself: texts in Finnish, Swedish and English, filled in from the portal's fields.

What the portal's fields don't say of a city isn't in the text: the coordinator adds it in the page's own blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from editorial.articles.block_views import make_article_blocks
from editorial.articles.metadata import statement_metadata
from editorial.articles.presentation import front_page
from editorial.enums import StatementKind
from faces.parts.contacts import telephone_html
from faces.parts.localized_text import Text, written_in
from listings.schedule.wording import format_date
from regions.block_views import BlockView, read_references
from regions.breadcrumbs import Crumb
from regions.languages import own_name
from regions.metadata import unlisted
from regions.models import Portal, PortalHomePage
from regions.paths import on_host
from regions.portal_request import PortalRequest

#: The languages of the texts; readers of other languages get English.
TEXT_LANGUAGES = ("fi", "sv", "en")
SECOND_LANGUAGE = "en"

TITLES = {
    StatementKind.ACCESSIBILITY: N_("Accessibility statement"),
    StatementKind.PRIVACY: N_("Privacy"),
    StatementKind.FOR_ORGANISATIONS: N_("For organisations"),
}
#: Titles that are one long word, with soft hyphens for narrow screens.
_HYPHENATED_TITLES = {
    "Saavutettavuusseloste": "Saavutettavuus\u00adseloste",
    "Tillgänglighetsutlåtande": "Tillgänglighets\u00adutlåtande",
}
_DESCRIPTIONS = {
    StatementKind.ACCESSIBILITY: N_("How accessible this service is, and how to tell us what doesn't work."),
    StatementKind.PRIVACY: N_("What this service stores of people, why, and what your rights are."),
    StatementKind.FOR_ORGANISATIONS: N_("Why and how to announce your organisation's activities here."),
}


@dataclass(frozen=True)
class StatementView:
    """``template`` holds the text itself, in ``language``; the title is in the reader's."""

    title: str
    heading: str
    """The title with soft hyphens."""
    template: str
    text: Text
    """Empty; its language is that of the element around the text."""
    mark: str
    crumbs: tuple[Crumb, ...]
    addition: tuple[BlockView, ...]


@dataclass(frozen=True)
class PortalFacts:
    """What the texts say of the portal. For an empty fact a text has another sentence."""

    title: str
    keeper: str
    """Who runs the portal; may be empty."""
    email: str
    mailto: str
    phone: str
    address: str
    languages: str
    checked_on: str
    checked_iso: str
    sign_in_url: str
    join_url: str
    accessibility_path: str
    privacy_path: str

    @property
    def contact(self) -> SafeString:
        """The e-mail address and the phone number as links; empty where there is neither."""
        ways = []
        if self.email:
            ways.append(format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', self.mailto, self.email))
        if self.phone:
            ways.append(telephone_html(self.phone))
        return format_html_join(", ", "{}", ((way,) for way in ways))


def language_of_text(language: str) -> str:
    return language if language in TEXT_LANGUAGES else SECOND_LANGUAGE


def show_statement(request: PortalRequest, page: Any) -> HttpResponse:
    """At most four queries, all for the coordinator's own blocks."""
    portal = request.portal
    language = get_language() or portal.first_language
    view = make_statement(page, language)
    context = {
        "page": page,
        "view": view,
        "facts": make_facts(page, portal, language_of_text(language)),
        "metadata": unlisted(view.title)
        if getattr(request, "is_preview", False)
        else _metadata(page, view, portal, language),
    }
    return TemplateResponse(request, "editorial/statement.html", context)


def make_statement(page: Any, language: str) -> StatementView:
    kind = StatementKind(page.kind)
    written = language_of_text(language)
    title = _(TITLES[kind])
    return StatementView(
        title=title,
        heading=_HYPHENATED_TITLES.get(title, title),
        template=f"editorial/statements/{kind.value}.{written}.html",
        text=Text("", written, language),
        mark="" if written == language else written_in(written),
        crumbs=(front_page(language),),
        addition=make_article_blocks(page.body, read_references(page.body, PortalHomePage.objects.page_addresses), {}),
    )


def make_facts(page: Any, portal: Portal, language: str) -> PortalFacts:
    """Facts in ``language``, which is that of the text."""
    return PortalFacts(
        title=portal.title,
        keeper=portal.contact_name,
        email=portal.contact_email,
        mailto=portal.contact_mailto,
        phone=portal.contact_phone,
        address=f"{portal.root_url}{on_host('')}".partition("://")[2].rstrip("/"),
        languages=", ".join(own_name(code) for code in portal.languages),
        checked_on=format_date(page.checked_on, language, with_year=True),
        checked_iso=page.checked_on.isoformat(),
        sign_in_url=_path("account_login") or _admin_url(),
        join_url=_path("join"),
        accessibility_path=portal.page_path(StatementKind.ACCESSIBILITY, get_language() or language),
        privacy_path=portal.page_path(StatementKind.PRIVACY, get_language() or language),
    )


def _path(name: str) -> str:
    """The path of one of our addresses for people who write; empty in a project that lacks it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _admin_url() -> str:
    """The admin's address on its own host: a portal's host may answer from another URLconf."""
    root = getattr(settings, "WAGTAILADMIN_BASE_URL", "") or ""
    return root.rstrip("/") + reverse("wagtailadmin_home", urlconf=settings.ROOT_URLCONF) if root else ""


def _metadata(page: Any, view: StatementView, portal: Portal, language: str) -> Any:
    """English text in another language's interface has the English page as canonical, where the portal has it."""
    kind = StatementKind(page.kind)
    paths = {code: portal.page_path(kind, code) for code in portal.languages if code in TEXT_LANGUAGES}
    own_path = portal.page_path(kind, language)
    text_path = paths.get(language_of_text(language)) or own_path
    return statement_metadata(view.title, _(_DESCRIPTIONS[kind]), text_path, paths, view.crumbs, portal)
