"""Whatever a document is built from is covered: by triggers, by reads that don't grow, by the order of migrations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState
from django.test.utils import CaptureQueriesContext

from listings.models import ActivityPage, Concept, OrganisationPage
from regions.models import Portal
from search.documents.source_rows import ActivityRows
from search.models import OutboxEntry
from tests.search.factories import make_activity, make_organisation

#: The pages that documents are built from, as the triggers' SQL calls their tables.
PAGES: dict[str, Any] = {"activity": ActivityPage, "organisation": OrganisationPage}


def _points_to(model: Any, targets: set[Any]) -> Iterator[Any]:
    """Foreign keys of a model to one of the targets; not those that another model of it already has."""
    for field in model._meta.local_concrete_fields:
        if field.is_relation and field.related_model in targets:
            yield field


def concept_keys() -> list[tuple[Any, Any]]:
    """Every foreign key to a concept on these pages and on the rows that hang on them, as (model, field)."""
    pages = set(PAGES.values())
    parts = [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model not in pages and any(_points_to(model, pages))
    ]
    return [(model, field) for model in [*PAGES.values(), *parts] for field in _points_to(model, {Concept})]


def _named(key: tuple[Any, Any]) -> str:
    model, field = key
    return f"{model._meta.db_table}.{field.column}"


KEYS = sorted(concept_keys(), key=_named)


def _point(model: Any, field: Any, activity: ActivityPage, organisation: OrganisationPage, concept: Concept) -> Any:
    """Make the page point to the concept through this field; the id of the page's record."""
    page = organisation if model is OrganisationPage else activity
    if model in PAGES.values():
        model.objects.filter(pk=page.pk).update(**{field.attname: concept.pk})
    else:
        [to_page] = _points_to(model, {ActivityPage, OrganisationPage})
        page = organisation if to_page.related_model is OrganisationPage else activity
        model.objects.create(**{to_page.attname: page.pk, field.attname: concept.pk})
    return page.translation_key


@pytest.fixture
def organisation(espoo: Portal) -> OrganisationPage:
    return make_organisation(espoo)


def test_the_keys_to_concepts_are_found() -> None:
    assert {"listings_activitypage.format_id", "listings_activitypage_themes.concept_id"} <= set(map(_named, KEYS))


@pytest.mark.parametrize(("model", "field"), KEYS, ids=map(_named, KEYS))
def test_a_concepts_new_code_reaches_whatever_points_to_it(
    organisation: OrganisationPage, model: Any, field: Any
) -> None:
    activity = make_activity(organisation)
    concept = Concept.objects.create(vocabulary="theme", code="tried")
    record = _point(model, field, activity, organisation, concept)
    OutboxEntry.objects.all().delete()
    Concept.objects.filter(pk=concept.pk).update(code="renamed")
    assert OutboxEntry.objects.filter(record_id=record).exists(), (
        f"{_named((model, field))} is not in ConceptRows (search/triggers.py)"
    )


def test_concepts_are_read_along_with_what_points_to_them(organisation: OrganisationPage) -> None:
    activity = make_activity(organisation)
    with CaptureQueriesContext(connection) as queries:
        ActivityRows([activity.translation_key])
    said = " ".join(query["sql"] for query in queries)
    joined = {".".join(found) for found in re.findall(r'"(\w+)"\."(\w+)" = \(?\w*"?\w*"?\."id"', said)}
    assert set(map(_named, KEYS)) <= joined, "select_related in search/documents/source_rows.py leaves out a concept"


# The order of migrations: a trigger's SQL is looked at when it runs, not when it is made.


def _columns(state: ModelState) -> set[str]:
    columns = set()
    for name, field in state.fields.items():
        is_key = isinstance(field, models.ForeignKey)
        columns.add(field.db_column or (f"{name}_id" if is_key else name))
    return columns | {"id"}


def _columns_read(trigger_model: Any) -> Iterator[tuple[Any, str]]:
    """(model, column) of what a model's triggers read of their own table and of the pages'; tables between two models
    have no other columns than theirs.
    """
    tables = {**PAGES, **dict.fromkeys(("changed", "o", "n"), trigger_model._meta.concrete_model)}
    for trigger in trigger_model._meta.triggers:
        for alias, column in re.findall(r"\b(activity|organisation|changed|o|n)\.(\w+)", str(trigger.func)):
            if not tables[alias]._meta.auto_created:
                yield tables[alias], column


def test_what_triggers_read_is_there_when_a_search_migration_makes_them(db: None) -> None:
    loader = MigrationLoader(connection)
    [newest] = loader.graph.leaf_nodes("search")
    state = loader.project_state(newest)  # with what this migration depends on, and no more
    missing = {
        f"{model._meta.label}.{column}"
        for trigger_model in apps.get_app_config("search").get_models()
        if hasattr(trigger_model._meta, "triggers")
        for model, column in _columns_read(trigger_model)
        if column not in _columns(state.models[model._meta.app_label, model._meta.model_name])
    }
    assert not missing, f"{newest[1]} must depend on the migrations of listings and regions that add these columns"
