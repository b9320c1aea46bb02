"""The fields and kinds of rows of a page, in the order in which the desk's form asks them."""

from __future__ import annotations

from typing import Any

from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations

from listings.models import ActivityPage
from listings.models.family import FamilyPage

#: Fields of Wagtail's own page, of an editorial page.
_OF_PAGE = ("title", "slug", "seo_title", "search_description")
#: The order in which the desk's form asks of the announcement; ``None`` stands for what isn't named here.
_ORDER: tuple[str | None, ...] = (
    *("title", "section", "format", "themes", "summary", "description", "target_groups", "required_level"),
    *("level_language", "spoken_languages", "age_from", "age_to", "childcare", "children_welcome", "audience"),
    *("schedule_kind", "schedule_interval", "weeks_of_month", "slots", "dates", "season_start", "season_end"),
    *("exceptions", "skip_public_holidays", "schedule_details", "valid_until"),
    *("mode", "municipality", "venue", "floor", "district", "place_details", "online_url", "accessibility"),
    *("accessibility_details", "address_hidden", "sensitive", "price_type", "price_eur", "price_details"),
    *("sign_up_type", "sign_up_url", "sign_up_email", "sign_up_phone", "sign_up_deadline", "seats"),
    *("sign_up_details", "contacts", "co_organisers", None, "image", "image_alt", "image_decorative", "tags"),
)
_NOT_ROWS = frozenset({"tagged_items", "wagtail_admin_comments"})


def field_names(page: Any) -> list[str]:
    """Return the names of a page's fields and kinds of rows, of a translation those of its texts.

    No field is left out because nobody thought of it: a new one comes after those that are known here.
    """
    if isinstance(page, FamilyPage):
        if not page.is_source:
            return list(page.text_fields)
        names = ["title", *_own_names(page)]
    else:
        names = [*_OF_PAGE, *_own_names(page)]
    names += [kind for kind in kinds_of_rows(page) if kind not in names]
    if not isinstance(page, ActivityPage):
        return names
    others = [name for name in names if name not in _ORDER]
    return [one for name in _ORDER for one in (others if name is None else [name] if name in names else [])]


def kinds_of_rows(page: Any) -> list[str]:
    """Return the names of a page's tables of rows, without tags, which are words of one field."""
    names = (relation.get_accessor_name() for relation in get_all_child_relations(type(page)))
    return [name for name in names if name not in _NOT_ROWS]


def _own_names(page: Any) -> list[str]:
    own = [
        field.name
        for field in type(page)._meta.local_fields
        if field.editable and not (field.remote_field and field.remote_field.parent_link)
    ]
    chosen = [field.name for field in type(page)._meta.many_to_many if isinstance(field, ParentalManyToManyField)]
    return [*own, *chosen, *(["tags"] if hasattr(type(page), "tagged_items") else [])]
