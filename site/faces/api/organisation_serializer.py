"""Organisations in ``/api/v1/``."""

from __future__ import annotations

from typing import Any

from faces.api.activity_serializer import languages, municipality, outdated
from faces.parts.absolute_urls import canonical_url
from faces.parts.localized_text import field_text, is_machine_translated
from faces.parts.viewpoint import Viewpoint
from listings.rich_text import plain_text
from regions.models import Portal
from search.models import OrganisationDocument
from search.query.value_formats import moment_text


def make_organisation_item(
    document: OrganisationDocument, viewpoint: Viewpoint, home: Portal, *, source_id: str, activity_count: int
) -> dict[str, Any]:
    """One result of a list. ``activity_count``: activities that the answering portal shows now."""
    language, facts = viewpoint.language, document.facts
    name, summary = field_text(document, "title", viewpoint), field_text(document, "summary", viewpoint)
    return {
        "id": str(document.pk),
        "source_id": source_id,
        "url": canonical_url(document, language, home),
        "name": name.value,
        "name_lang": name.language,
        "summary": summary.value,
        "summary_lang": summary.language,
        "source_language": document.source_language,
        "type": document.organisation_type or None,
        "municipality": municipality(document.municipality, viewpoint),
        "email": facts["email"],
        "phone": facts["phone"],
        "website": facts["website"],
        "activity_count": activity_count,
        "machine_translated": is_machine_translated(document, viewpoint),
        "outdated": outdated({"name": name, "summary": summary}),
        "modified": moment_text(document.modified),
    }


def make_organisation_detail(
    document: OrganisationDocument, viewpoint: Viewpoint, home: Portal, *, source_id: str, activity_count: int
) -> dict[str, Any]:
    """Everything public about one organisation."""
    item = make_organisation_item(document, viewpoint, home, source_id=source_id, activity_count=activity_count)
    description = field_text(document, "description", viewpoint)
    return {
        **item,
        "outdated": {**item["outdated"], **outdated({"description": description})},
        "description": plain_text(description.value),
        "description_html": description.value,
        "description_lang": description.language,
        "languages": languages(document, home),
    }
