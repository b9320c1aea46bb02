"""Every column of every table is decided on: a new one is erased, or somebody has said why it needn't be."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from editorial.privacy.export_decisions import decisions, tables_of_people
from editorial.privacy.exported_parts import parts
from editorial.privacy.personal_data import Treatment, decided, decision_on, needs_decision, open_questions, places
from editorial.privacy.short_lived import cache_tables

FOREIGN_KEYS = {Treatment.DELETED_PERSON, Treatment.PASS_ON, Treatment.NOBODY, Treatment.DELETE}


def test_every_column_is_decided_on() -> None:
    assert open_questions() == []


def test_a_forgotten_column_is_told() -> None:
    place = places.get("wagtailcore.comment.text")
    assert place is not None
    kept = dict(places._entries)
    try:
        del places._entries["wagtailcore.comment.text"], places._entries["wagtailcore.comment.user"]
        assert open_questions() == ["wagtailcore.comment.user", "wagtailcore.comment.text"]
    finally:
        places._entries = kept


def test_no_decision_outlives_its_column() -> None:
    labels = {f"{model._meta.label_lower}" for model in apps.get_models(include_auto_created=True)}
    for place in decided(*Treatment):
        assert place.label.rpartition(".")[0] in labels, place.label
        assert place.field.name == place.name
        assert needs_decision(place.field) or place.field.choices, place.label


def test_foreign_keys_and_texts_are_treated_as_what_they_are() -> None:
    for place in decided(*Treatment):
        assert place.field.is_relation == (place.treatment in FOREIGN_KEYS), place.label


def test_what_can_be_nobodys_may_be_null() -> None:
    for place in decided(Treatment.NOBODY, Treatment.PASS_ON):
        assert place.field.null, place.label


def test_only_decided_rows_cascade_with_an_account() -> None:
    for relation in get_user_model()._meta.related_objects:
        place = decision_on(relation.field)
        assert place is not None, relation
    for field in get_user_model()._meta.many_to_many:
        through: Any = field.remote_field.through
        assert decision_on(through._meta.get_field("user")) is not None


def test_every_table_of_people_is_in_the_export_or_somebody_said_why_not() -> None:
    assert tables_of_people() - set(decisions.names()) == set()
    for name, decision in decisions.items():
        assert bool(decision.part) != bool(decision.because), name
        assert not decision.part or decision.part in parts.names(), name


def test_a_table_that_the_export_forgot_is_told() -> None:
    kept = dict(decisions._entries)
    try:
        del decisions._entries["editorial.joinrequest"]
        assert tables_of_people() - set(decisions.names()) == {"editorial.joinrequest"}
    finally:
        decisions._entries = kept


@pytest.mark.django_db
def test_every_table_is_a_models_or_looked_after() -> None:
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    known |= {MigrationRecorder.Migration._meta.db_table, *cache_tables()}
    assert set(connection.introspection.table_names()) - known == set()
