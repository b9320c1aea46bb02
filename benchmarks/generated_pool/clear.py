"""Deleting a generated pool: many pages per statement, where Wagtail would need minutes for a thousand.

An organisation that has something else (an activity of somebody's, an editor's account) is left to ``clear_pool``,
which checks each page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, ReferenceIndex

from benchmarks.generated_pool.write import Progress, source_of
from kototori.demo.pool.clear import ClearReport, clear_pool
from listings.models import ActivityPage, Listing, Organisation, Venue
from listings.signals import pool_loaded
from regions.locks import lock_page_tree

#: Organisations that go in one transaction.
_AT_ONCE: Final = 200


def clear_generated(seed: int, progress: Progress | None = None) -> ClearReport:
    """Delete the pool of this seed. May be interrupted and run again."""
    tell = progress or (lambda what, done, total: None)
    source, report = source_of(seed), ClearReport()
    organisations = list(_generated_alone(source).order_by("source_id").values_list("pk", flat=True))
    for number, keys in enumerate(_batches(organisations)):
        with transaction.atomic():
            lock_page_tree()
            report.removed += _remove(keys)
        tell("removing", min((number + 1) * _AT_ONCE, len(organisations)), len(organisations))
    _remove_unused_venues(source)
    pool_loaded.send(ClearReport, records=organisations, progress=tell)
    rest = clear_pool(source, progress=progress)
    return ClearReport(report.removed + rest.removed, rest.kept)


def _generated_alone(source: str) -> Any:
    """Return organisations of the pool that have nothing else."""
    others = Listing.objects.filter(organisation=OuterRef("pk")).exclude(source=source)
    return Organisation.objects.filter(~Exists(others), source=source, memberships=None)


def _remove(keys: Collection[Any]) -> int:
    """Delete organisations with their activities: pages, records and related rows. Return the number of records."""
    listings = list(Listing.objects.filter(organisation__in=keys).values_list("pk", flat=True))
    pages = Page.objects.filter(translation_key__in=[*keys, *listings])
    places = list(pages.values_list("pk", "path"))
    parents = {path[: -Page.steplen] for _pk, path in places}
    _delete(Page, [pk for pk, _path in places])
    _delete(Listing, listings)
    _delete(Organisation, keys)
    for directory in Page.objects.filter(path__in=parents):
        Page.objects.filter(pk=directory.pk).update(numchild=directory.get_children().count())
    return len(keys) + len(listings)


def _delete(model: Any, keys: Collection[Any]) -> None:
    """Delete rows with everything that refers to them, as their fields say; triggers do what signals would."""
    if not keys:
        return
    rows = model._base_manager.filter(pk__in=keys)
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, GenericRelation):
            _delete_generic(relation, model, keys)
        elif relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            _follow(relation, keys)
    if model is Page:
        numbers = [str(key) for key in keys]
        about_pages = Q(base_content_type__app_label="wagtailcore", base_content_type__model="page")
        ReferenceIndex._base_manager.filter(about_pages, object_id__in=numbers).delete()
    rows._raw_delete(rows.db)


def _follow(relation: Any, keys: Collection[Any]) -> None:
    pointing = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
    if relation.on_delete is models.SET_NULL:
        pointing.update(**{relation.field.name: None})
    elif relation.on_delete is models.CASCADE:
        _delete(relation.related_model, list(pointing.values_list("pk", flat=True)))


def _delete_generic(relation: GenericRelation, model: Any, keys: Collection[Any]) -> None:
    kind = ContentType.objects.get_for_model(model, for_concrete_model=relation.for_concrete_model)
    names = {
        f"{relation.content_type_field_name}": kind,
        f"{relation.object_id_field_name}__in": [str(k) for k in keys],
    }
    rows = relation.related_model._base_manager.filter(**names)
    _delete(relation.related_model, list(rows.values_list("pk", flat=True)))


def _batches(keys: list[Any]) -> Iterable[list[Any]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _remove_unused_venues(source: str) -> None:
    used = ActivityPage.objects.filter(venue=OuterRef("pk"))
    Venue.objects.filter(~Exists(used), source=source).delete()
