"""``/api/v1/concepts``: every vocabulary, the same on every host."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from listings.concepts import ConceptInfo, current_concepts
from listings.enums import Vocabulary
from regions.api_language import language_errors
from regions.api_problems import Problem, unknown_parameters
from regions.languages import interface_languages

router = Router(tags=["concepts"])

_LanguageCode = Annotated[str, Field(json_schema_extra={"enum": list(interface_languages())})]
_Vocabulary = Annotated[str, Field(json_schema_extra={"enum": list(Vocabulary.values)})]
Language = Annotated[_LanguageCode | None, Query(description="Language of `label`; the portal's first without it.")]
Vocabularies = Annotated[
    list[_Vocabulary] | None, Query(description=f"Only of these: {', '.join(Vocabulary.values)}; repeat for “or”.")
]


class ConceptOut(Schema):
    """A code and what it is called. Filters, facets and activities speak codes."""

    vocabulary: str
    code: str
    label: Annotated[str, Field(description="In `lang`; in English or Finnish where it lacks one")]
    labels: Annotated[dict[str, str], Field(description="By language")]
    broader: Annotated[str | None, Field(description="Code of the wider concept in the same vocabulary")]
    section: Annotated[str | None, Field(description="The only section that uses it; null: both")]
    ptv_class: Annotated[str | None, Field(description="Service class of the Finnish Service Catalogue (PTV)")]
    icon: str


class ConceptList(Schema):
    count: int
    results: list[ConceptOut]


@router.get("/concepts", response=ConceptList, operation_id="list_concepts", summary="Codes and what they are called")
def concepts(request: HttpRequest, lang: Language = None, vocabulary: Vocabularies = None) -> dict[str, Any]:
    """In the order of their vocabularies, with labels in every language."""
    names = [name for value in vocabulary or () if (name := value.strip())]
    errors = unknown_parameters(request, ("lang", "vocabulary")) + language_errors(request)
    message = _("There is no such vocabulary. Choose among: %(names)s.") % {"names": ", ".join(Vocabulary.values)}
    errors += [("vocabulary", message) for name in names if name not in Vocabulary.values]
    if errors:
        raise Problem(errors)
    language = get_language() or "fi"
    results = [
        _concept(concept, language)
        for concept in current_concepts().by_key.values()
        if not names or concept.vocabulary in names
    ]
    return {"count": len(results), "results": results}


def _concept(concept: ConceptInfo, language: str) -> dict[str, Any]:
    return {
        "vocabulary": concept.vocabulary,
        "code": concept.code,
        "label": concept.label(language),
        "labels": {code: label.label for code, label in sorted(concept.labels.items())},
        "broader": concept.broader,
        "section": concept.section or None,
        "ptv_class": concept.ptv_class or None,
        "icon": concept.icon,
    }
