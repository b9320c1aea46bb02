"""Which fields of a page are times, dates, place and contacts, and what two versions of a page differ in.

A field that isn't listed here is none of these: what is new is reviewed until somebody lists it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modelcluster.models import get_all_child_relations

from listings.models import ActivityPage, OrganisationPage

#: Fields and child tables that an organisation may publish itself when its portal trusts it with facts. A child table
#: is one with all its columns.
FACTS: Mapping[type[Any], frozenset[str]] = {
    ActivityPage: frozenset(
        {
            # times and dates
            "schedule_kind",
            "schedule_interval",
            "weeks_of_month",
            "season_start",
            "season_end",
            "skip_public_holidays",
            "valid_until",
            "sign_up_deadline",
            "slots",
            "dates",
            "exceptions",
            # place
            "venue",
            "floor",
            "municipality",
            "district",
            "online_url",
            # contacts
            "contacts",
            "sign_up_url",
            "sign_up_email",
            "sign_up_phone",
        }
    ),
    OrganisationPage: frozenset({"municipality", "email", "phone", "website"}),
}

#: What says how the place of an activity is to be read. Facts of a text that waits go into the public version only
#: where both say the same.
FRAMES_OF_FACTS = frozenset({"mode", "address_hidden", "section", "sign_up_type"})

#: Wagtail's own notes on a row, and those about its texts (``text_state``): no part of a text.
BOOKKEEPING = frozenset(
    {
        "pk",
        "id",
        "page_ptr",
        "path",
        "depth",
        "numchild",
        "url_path",
        "translation_key",
        "content_type",
        "alias_of",
        "owner",
        "live",
        "expired",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "wagtail_admin_comments",
        "text_state",
    }
)


def facts_of(model: type[Any]) -> frozenset[str]:
    """The fields and child tables of a page model that are facts; none for a model that isn't an organisation's."""
    return FACTS.get(model, frozenset())


def differing_fields(first: Any, second: Any) -> set[str]:
    """Return the names of the fields and child tables in which two versions of a page differ.

    Rows are compared by what they say and by their order, choices without an order.
    """
    before, after = _said_by(first), _said_by(second)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def differs_in_facts_only(first: Any, second: Any) -> bool:
    """Whether everything in which two versions differ is a fact. True also where nothing differs."""
    return differing_fields(first, second) <= facts_of(type(first))


def _said_by(page: Any) -> dict[str, Any]:
    rows = {relation.get_accessor_name(): relation.field.name for relation in get_all_child_relations(type(page))}
    said = {name: value for name, value in page.serializable_data().items() if name not in BOOKKEEPING}
    for name, value in said.items():
        if name in rows:
            said[name] = [_said_by_row(row, rows[name]) for row in value]
            if name == "tagged_items":
                said[name].sort(key=repr)
        elif isinstance(value, list) and page._meta.get_field(name).many_to_many:
            said[name] = sorted(value, key=str)
    return said


def _said_by_row(row: Mapping[str, Any], parent: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("pk", parent, "sort_order")}
