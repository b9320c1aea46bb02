"""What is made from pages and records: the read model, and the index of the admin's search."""

from __future__ import annotations

import logging
from typing import Any

from django.apps import apps
from modelsearch import index

from editorial.privacy.columns import by_model, rows_about
from editorial.privacy.person import Person
from editorial.privacy.personal_data import Treatment, decided
from regions import conf
from search import outbox
from search.indexer import drain_outbox

logger = logging.getLogger(__name__)

_ADMIN_INDEX = "wagtailsearch.indexentry"


def queue_documents(person: Person) -> int:
    """Enter the records whose documents name the person into the outbox; return how many. The indexer builds them."""
    documents = {label: places for label, places in by_model(decided(Treatment.DERIVED)).items() if "document" in label}
    ids = [row.pk for places in documents.values() for row in rows_about(places, person.by_anything)]
    outbox.enqueue(ids)
    return len(ids)


def drop_admin_entries(person: Person) -> list[Any]:
    """Delete the entries of the admin's index that may name the person; return (type, key) of what they are of."""
    places = by_model(decided(Treatment.DERIVED)).get(_ADMIN_INDEX)
    if places is None:
        return []
    entries = list(rows_about(places, person.by_anything))
    apps.get_model(_ADMIN_INDEX)._default_manager.filter(pk__in=[entry.pk for entry in entries]).delete()
    return [(entry.content_type, entry.object_id) for entry in entries]


def make_anew(things: list[Any]) -> None:
    """Index what has changed, once it is committed: the admin's index locks words, the read model in its own order."""
    for content_type, key in things:
        model = content_type.model_class()
        row = model._default_manager.filter(pk=key).first() if model is not None else None
        if row is not None:
            index.insert_or_update_object(row)
    drain_outbox(budget_seconds=conf.index_budget_seconds())
