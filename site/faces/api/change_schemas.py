"""Schemas of changes in the OpenAPI document. Their descriptions are part of the contract."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from faces.api.schemas import ActivityItem, OrganisationItem


class ChangeOut(Schema):
    """The last change of an activity or an organisation: what the portal shows of it now, or that it doesn't."""

    sequence: Annotated[int, Field(description="Number of the change; a later change has a higher one")]
    kind: Literal["activity", "organisation"]
    id: UUID
    change: Annotated[
        Literal["updated", "gone"], Field(description="`gone`: this portal doesn't show it; delete your copy")
    ]
    public_from: Annotated[
        datetime.datetime | None,
        Field(description="From this moment on it is shown, or shown again: ask for it then. Else null"),
    ]
    public_until: Annotated[
        datetime.datetime | None,
        Field(description="Time ends it without another change: delete your copy at this moment. Null: open-ended"),
    ]
    item: Annotated[
        ActivityItem | OrganisationItem | None, Field(description="As in the list of its kind; null where it is gone")
    ]


class ChangeList(Schema):
    cursor: Annotated[str, Field(description="Give it as `after` the next time; keep it with your copy")]
    up_to_date: Annotated[bool, Field(description="Whether there was nothing more at the time of this answer")]
    next: Annotated[str | None, Field(description="Address of the next page; null where you are up to date")]
    results: list[ChangeOut]
