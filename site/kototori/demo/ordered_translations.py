"""Translations that the demo's coordinators have ordered, so that its translators find work."""

from uuid import UUID

from editorial.articles.pages import ArticlePage
from editorial.translation_orders.actions.order_translation import OrderTranslation
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.translated_texts import public_text
from listings.models import Listing

#: By language: ids of activities in the demo pool, at home in a portal that has a translator of the language.
DEMO_ORDERS = {
    "ar": ("L030", "L031", "L045", "L047"),
    "so": ("L002", "L007", "L023"),
}
#: By language: the addresses of articles of such portals.
DEMO_ARTICLE_ORDERS = {"ar": "laksykerhosta-tuli-toinen-koti", "so": "mita-kielitasot-tarkoittavat"}


def make_demo_orders(source: str) -> int:
    """Order what isn't ordered yet; return the number of new orders."""
    return sum(
        _order(key, code)
        for code, identifiers in DEMO_ORDERS.items()
        for key in Listing.objects.filter(source=source, source_id__in=identifiers).values_list("pk", flat=True)
    )


def make_demo_article_orders() -> int:
    """The same of articles."""
    return sum(
        _order(key, code)
        for code, slug in DEMO_ARTICLE_ORDERS.items()
        for key in ArticlePage.objects.originals().filter(slug=slug).values_list("translation_key", flat=True)
    )


def _order(key: UUID, code: str) -> int:
    text = public_text(key, code)
    if text is None or TranslationOrder.objects.filter(page_key=key, language=code).exists():
        return 0
    OrderTranslation(text, None).execute()
    return 1
