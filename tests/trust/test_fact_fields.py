"""What counts as times, dates, place and contacts: every field of the pages is decided on."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from modelcluster.models import get_all_child_relations

from editorial.trust.fact_fields import (
    BOOKKEEPING,
    FACTS,
    FRAMES_OF_FACTS,
    differing_fields,
    differs_in_facts_only,
    facts_of,
)
from listings.models import ActivityContact, ActivityPage, ActivitySlot, OrganisationPage
from tests.announcing.review_steps import save, stored
from tests.listings.factories import concept

#: What is reviewed first. A new field of a page fails the test until it is listed here or among the facts.
OF_EVERY_PAGE = "title slug seo_title search_description show_in_menus locale go_live_at expire_at"
REVIEWED = {
    ActivityPage: f"{OF_EVERY_PAGE} summary description audience place_details schedule_details price_details"
    " sign_up_details accessibility_details image_alt section format themes target_groups age_from age_to"
    " required_level level_language mode price_type price_eur sign_up_type seats childcare children_welcome"
    " accessibility sensitive address_hidden co_organisers image image_decorative tagged_items spoken_languages",
    OrganisationPage: f"{OF_EVERY_PAGE} summary description organisation_type logo",
}
#: The columns of the rows that are facts.
COLUMNS = {
    "slots": "weekdays start end",
    "dates": "date start end",
    "exceptions": "first last reason",
    "contacts": "role name phone email consent_on keep_until",
}


def names_of(model: type[Any]) -> set[str]:
    fields = {field.name for field in model._meta.get_fields() if not field.auto_created and field.name != "tags"}
    parents = {field.name for field in model._meta.parents.values() if field}
    children = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
    private = {field.name for field in model._meta.private_fields}
    return (fields | children) - parents - BOOKKEEPING - private


@pytest.mark.parametrize("model", FACTS)
def test_every_field_is_a_fact_or_reviewed(model: type[Any]) -> None:
    reviewed = set(REVIEWED[model].split())
    assert facts_of(model) & reviewed == set()
    assert names_of(model) == facts_of(model) | reviewed


@pytest.mark.parametrize("model", FACTS)
def test_what_is_compared_is_what_is_decided_on(model: type[Any]) -> None:
    said = set(model().serializable_data()) - BOOKKEEPING
    assert said == facts_of(model) | set(REVIEWED[model].split())


def test_frames_of_facts_are_fields_that_are_reviewed() -> None:
    assert set(REVIEWED[ActivityPage].split()) >= FRAMES_OF_FACTS


def test_every_column_of_a_fact_is_known() -> None:
    for relation in get_all_child_relations(ActivityPage):
        name = relation.get_accessor_name()
        if name in facts_of(ActivityPage):
            columns = {field.name for field in relation.related_model._meta.concrete_fields}
            assert columns - {"id", "page", "sort_order"} == set(COLUMNS[name].split())


@pytest.mark.django_db
@pytest.mark.usefixtures("open_portals")
def test_stored_version_differs_in_nothing_from_its_row(activity: Any, organisation: Any, sanna: Any) -> None:
    for page in (activity, organisation):
        page.save_revision(clean=False)
        page = type(page).objects.get(pk=page.pk)
        draft = page.get_latest_revision_as_object()
        assert differing_fields(page, draft) == set()
        draft.save_revision().publish()
        page = type(page).objects.get(pk=page.pk)
        assert differing_fields(page, draft) == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("open_portals")
@pytest.mark.parametrize(
    ("values", "is_fact"),
    [
        ({"slots": [ActivitySlot(weekdays=[3], start=time(18), end=time(19, 45))]}, True),
        ({"contacts": [ActivityContact(phone="050 999 9999")]}, True),
        ({"district": "Tapiola", "floor": "3"}, True),
        ({"summary": "Toinen"}, False),
        ({"district": "Tapiola", "summary": "Toinen"}, False),
        ({"mode": "online"}, False),
        ({"address_hidden": True}, False),
    ],
)
def test_differences(activity: Any, sanna: Any, values: dict[str, Any], is_fact: bool) -> None:
    draft = save(activity, sanna.user, **values).get_latest_revision_as_object()
    assert differing_fields(stored(activity), draft) == set(values)
    assert differs_in_facts_only(stored(activity), draft) is is_fact


@pytest.mark.django_db
@pytest.mark.usefixtures("open_portals")
def test_choices_have_no_order_and_words_are_reviewed(activity: Any) -> None:
    first, second = (concept("theme", code) for code in ("language", "sport"))
    one, other = stored(activity), stored(activity)
    one.themes, other.themes = [first, second], [second, first]
    assert differing_fields(one, other) == set()
    one.tags.add("kahvi")
    assert differing_fields(one, other) == {"tagged_items"}
    assert not differs_in_facts_only(one, other)
