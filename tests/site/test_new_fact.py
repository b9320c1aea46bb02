"""What a new fact of an activity must not leave out, from the writer's form to the API (docs/architecture.md)."""

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
from search.query import FACETS
from tests.api.api_client import ApiClient
from tests.search.factories import make_activity, make_organisation
from tests.search.test_document_sources import KEYS

#: Facets that the finder offers under another name.
OFFERED_AS = {"required_level": "my_level"}
DOCUMENT_FORM = Path(__file__).parents[1] / "search" / "expected" / "document_form.json"


@pytest.mark.parametrize(("model", "field"), KEYS)
def test_writers_form_asks_for_every_concept(model: Any, field: Any) -> None:
    page = next((page for page in (ActivityPage, OrganisationPage) if _belongs_to(model, page)), None)
    assert page is not None
    form = page.get_edit_handler().get_form_class()
    asked = {*form.base_fields, *getattr(form, "formsets", {})}
    names = {field.name} if model is page else {one.name for one in page._meta.get_fields() if _through(one) is model}
    assert names & asked, f"{model.__name__}.{field.name} has no panel in listings/panels.py"


def _through(field: Any) -> Any:
    """The model of a relation's rows, or of its rows between two models."""
    return getattr(getattr(field, "remote_field", None), "through", None) or getattr(field, "related_model", None)


def _belongs_to(model: Any, page: Any) -> bool:
    return model is page or any(one.related_model is page for one in model._meta.local_concrete_fields)


@pytest.mark.parametrize(
    ("model", "field"), [(model, field) for model, field in KEYS if _belongs_to(model, ActivityPage)]
)
def test_document_has_a_code_for_every_concept(espoo: Portal, model: Any, field: Any) -> None:
    activity = make_activity(make_organisation(espoo))
    concept = Concept.objects.create(vocabulary="tried", code="quite-new")
    if model is ActivityPage:
        ActivityPage.objects.filter(pk=activity.pk).update(**{field.attname: concept.pk})
    else:
        to_page = next(one for one in model._meta.local_concrete_fields if one.related_model is ActivityPage)
        model.objects.create(**{to_page.attname: activity.pk, field.attname: concept.pk})
    drain_outbox()
    codes = ListingDocument.objects.get(pk=activity.translation_key).codes
    assert [code for code in codes if code.endswith(":quite-new")], (
        f"_codes in search/documents/listing.py leaves out {field.name}"
    )


def test_finder_has_a_field_for_every_facet() -> None:
    missing = {OFFERED_AS.get(name, name) for name in FACETS} - FIELDS
    assert not missing, "_SECTIONS in site/faces/finder/facet_sections.py leaves out a facet"


@pytest.mark.parametrize(
    ("resource", "item_schema"), [("activities", ActivityItem), ("organisations", OrganisationItem)]
)
def test_schema_names_every_key_of_an_item(on_national: ApiClient, resource: str, item_schema: Any) -> None:
    items = on_national.get(resource, page_size=20)["results"]
    assert {key for item in items for key in item} == set(item_schema.model_fields), "see site/faces/api/schemas.py"


def test_other_form_of_documents_has_another_version(demo_pool: None) -> None:
    """Documents of before are written anew only where the version tells that they are of another form."""
    form = {"document_version": DOCUMENT_VERSION, "codes": _kinds_of_codes(), **_keys_of_documents()}
    recorded = json.loads(DOCUMENT_FORM.read_text())
    is_raised = recorded["document_version"] < DOCUMENT_VERSION
    if form != recorded and os.environ.get("UPDATE_EXPECTED") and is_raised:
        DOCUMENT_FORM.write_text(json.dumps(form, indent=1) + "\n")
        recorded = form
    assert form == recorded, (
        "The form of documents has changed: raise DOCUMENT_VERSION in search/documents/built_document.py,"
        " then run this file with UPDATE_EXPECTED=1."
    )


def _kinds_of_codes() -> list[str]:
    rows = ListingDocument.objects.values_list("codes", flat=True)
    return sorted({code.partition(":")[0] for codes in rows for code in codes})


def _keys_of_documents() -> dict[str, dict[str, str]]:
    """``{"ListingFacts": {"mode": "str"}}`` of everything that `search/documents/schema.py` names."""
    named = {name: value for name, value in vars(schema).items() if is_typeddict(value)}
    return {
        name: {key: _type_name(hint) for key, hint in get_type_hints(named[name]).items()} for name in sorted(named)
    }


def _type_name(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint).replace(f"{schema.__name__}.", "")


@pytest.fixture
def on_national(demo_pool: None) -> ApiClient:
    return ApiClient("kototori.localhost:8000")
