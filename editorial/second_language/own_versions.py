"""Which versions in a second language are the organisation's own to write, in SQL: the rule of ``LanguageState``."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from wagtail_localize.models import StringTranslation, Translation

from listings.models import OrganisationMembership


def is_ordered() -> Exists:
    """Condition on pages: they are translations that wagtail-localize manages."""
    return Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"), enabled=True
        )
    )


def is_own_version(organisation: str) -> Q:
    """Condition on pages. ``organisation``: the name of the page's expression with the organisation's id."""
    translated = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"), locale=OuterRef("locale")
    ).exclude(last_translated_by=None)
    own_writers = OrganisationMembership.objects.filter(
        organisation=OuterRef(organisation), user=OuterRef("latest_revision__user")
    )
    own: Q = ~is_ordered() | (~Exists(translated) & Exists(own_writers))
    return own
