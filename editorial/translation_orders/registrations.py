"""What translations add to the desk's home, to the languages of a text, to the admin's front page and to jobs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Case, When

from editorial.desk import home_parts
from editorial.second_language import ordered_languages
from editorial.translation_orders import home
from editorial.translation_orders.actions.prepare_orders import prepare_forgotten
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.outdated_need import outdated_translations
from listings import dashboard
from regions import periodic


def _ordered(key: UUID) -> Any:
    """When each language was taken by somebody whose account is still open."""
    orders = TranslationOrder.objects.filter(page_key=key).order_by()
    return orders.values_list("language", Case(When(taken_by__is_active=True, then="taken_at")))


def connect() -> None:
    home_parts.parts.register("translations", home.TRANSLATIONS, order=-6)
    ordered_languages.registry.register("translation orders", _ordered)
    dashboard.registry.register("editorial.outdated_translations", outdated_translations, order=30)
    periodic.jobs.register("prepare orders of translations that were forgotten", prepare_forgotten)
