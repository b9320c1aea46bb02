"""Schemas of suggestions in the OpenAPI document. Their descriptions are part of the contract."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field


class SuggestionOut(Schema):
    """One completion of what is being typed."""

    kind: Literal["theme", "target_group", "format", "activity_language", "place", "organisation", "activity"]
    kind_label: Annotated[str, Field(description="What that is, in `lang`")]
    label: Annotated[str, Field(description="In `lang` where it has such a name")]
    label_lang: str
    note: Annotated[
        str, Field(description="Tells it from others of the same name: the organiser, the municipality; else empty")
    ]
    url: Annotated[str, Field(description="Page on this portal: its own, or the list narrowed to it")]
    parameter: Annotated[
        str | None, Field(description="The list parameter that narrows to it; null for an activity", examples=["theme"])
    ]
    value: Annotated[str, Field(description="Value of that parameter; the id of an activity")]


class SuggestionList(Schema):
    results: list[SuggestionOut]
