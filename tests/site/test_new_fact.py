"""A new fact of an activity reaches every part, from the editor's form to the API (docs/architecture.md)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, get_type_hints, is_typeddict

import pytest

from faces.api.schemas import ActivityItem, OrganisationItem
from faces.finder.facet_sections import FIELDS
from listings.models import ActivityPage, Concept, OrganisationPage
from regions.models import Portal
from search.documents import schema
from search.documents.built_document import DOCUMENT_VERSION
from search.indexer import drain_outbox
from search.models import ListingDocument
from search.query import CODE_FACETS, FACETS
from tests.api.api_client import ApiClient
from tests.search.factories import make_activity, make_organisation
from tests.search.test_document_sources import KEYS

#: Fields of the finder that differ in name from their facets.
FIELD_NAMES = {"required_level": "my_level"}
DOCUMENT_FORM = Path(__file__).parents[1] / "search" / "expected" / "document_form.json"


@pytest.mark.parametrize(("model", "field"), KEYS)
def test_writers_form_asks_for_every_concept(model: Any, field: Any) -> None:
    page = next((page for page in (ActivityPage, OrganisationPage) if _belongs_to(model, page)), None)
    assert page is not None
    form = page.get_edit_handler().get_form_class()
    fields = {*form.base_fields, *getattr(form, "formsets", {})}
    names = {field.name} if model is page else {own.name for own in page._meta.get_fields() if _through(own) is model}
    assert names & fields, f"{model.__name__}.{field.name} has no panel in listings/panels.py"


def _through(field: Any) -> Any:
    """Return the through model of a many-to-many relation, or else the related model."""
    return getattr(getattr(field, "remote_field", None), "through", None) or getattr(field, "related_model", None)


def _belongs_to(model: Any, page: Any) -> bool:
    return model is page or any(field.related_model is page for field in model._meta.local_concrete_fields)


@pytest.mark.parametrize(
    ("model", "field"), [(model, field) for model, field in KEYS if _belongs_to(model, ActivityPage)]
)
def test_document_has_a_code_for_every_concept(espoo: Portal, model: Any, field: Any) -> None:
    activity = make_activity(make_organisation(espoo))
    concept = Concept.objects.create(vocabulary="tried", code="quite-new")
    if model is ActivityPage:
        ActivityPage.objects.filter(pk=activity.pk).update(**{field.attname: concept.pk})
    else:
        to_page = next(key for key in model._meta.local_concrete_fields if key.related_model is ActivityPage)
        model.objects.create(**{to_page.attname: activity.pk, field.attname: concept.pk})
    drain_outbox()
    codes = ListingDocument.objects.get(pk=activity.translation_key).codes
    assert [code for code in codes if code.endswith(":quite-new")], (
        f"_codes in search/documents/listing.py leaves out {field.name}"
    )


def test_finder_has_a_field_for_every_facet() -> None:
    missing = {FIELD_NAMES.get(name, name) for name in FACETS} - FIELDS
    assert not missing, "_SECTIONS in site/faces/finder/facet_sections.py leaves out a facet"


@pytest.mark.parametrize(
    ("resource", "item_schema"), [("activities", ActivityItem), ("organisations", OrganisationItem)]
)
def test_schema_names_every_key_of_an_item(on_national: ApiClient, resource: str, item_schema: Any) -> None:
    items = on_national.get(resource, page_size=20)["results"]
    assert {key for item in items for key in item} == set(item_schema.model_fields), "see site/faces/api/schemas.py"


def test_new_form_of_documents_has_a_new_version(demo_pool: None) -> None:
    """Existing documents are rebuilt only when `DOCUMENT_VERSION` changes, so a new form needs a new version."""
    form = {"document_version": DOCUMENT_VERSION, "codes": _kinds_of_codes(), **_keys_of_documents()}
    expected = json.loads(DOCUMENT_FORM.read_text())
    is_raised = expected["document_version"] < DOCUMENT_VERSION
    if form != expected and os.environ.get("UPDATE_EXPECTED") and is_raised:
        DOCUMENT_FORM.write_text(json.dumps(form, indent=1) + "\n")
        expected = form
    assert form == expected, (
        "The form of documents has changed: raise DOCUMENT_VERSION in search/documents/built_document.py,"
        " then run this file with UPDATE_EXPECTED=1."
    )


def _kinds_of_codes() -> list[str]:
    rows = ListingDocument.objects.values_list("codes", flat=True)
    return sorted({*CODE_FACETS, *(code.partition(":")[0] for codes in rows for code in codes)})


def _keys_of_documents() -> dict[str, dict[str, str]]:
    """Return the keys of each TypedDict in `search/documents/schema.py`: ``{"ListingFacts": {"mode": "str"}}``."""
    types = {name: value for name, value in vars(schema).items() if is_typeddict(value)}
    return {
        name: {key: _type_name(hint) for key, hint in get_type_hints(types[name]).items()} for name in sorted(types)
    }


def _type_name(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint).replace(f"{schema.__name__}.", "")


@pytest.fixture
def on_national(demo_pool: None) -> ApiClient:
    return ApiClient("kototori.localhost:8000")
