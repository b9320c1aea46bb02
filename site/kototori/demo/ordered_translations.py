"""Translations that the demo's coordinators have ordered, so that its translators find work."""

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
    count = 0
    for code, identifiers in DEMO_ORDERS.items():
        listings = Listing.objects.filter(source=source, source_id__in=identifiers).values_list("pk", flat=True)
        articles = ArticlePage.objects.originals().filter(slug=DEMO_ARTICLE_ORDERS[code])
        for key in [*listings, *articles.values_list("translation_key", flat=True)]:
            text = public_text(key, code)
            if text is not None and not TranslationOrder.objects.filter(page_key=key, language=code).exists():
                OrderTranslation(text, None).execute()
                count += 1
    return count
