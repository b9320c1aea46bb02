"""Where the database holds what people can be known by, and what erasing a person does there.

Every foreign key to accounts, and every column with text, JSON or lists, is decided on: in ``known_places`` for the
tables that are here, with ``decide`` for a part's own. A table that nobody decided on fails
``tests/privacy/test_every_place.py``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from regions.registry import Registry


class Treatment(enum.Enum):
    """What happens to a column when a person is erased."""

    # Foreign keys to accounts.
    DELETED_PERSON = "shows a deleted person"
    PASS_ON = "passes on"  # noqa: S105  (no password)
    NOBODY = "is nobody's"
    DELETE = "is deleted"

    # Text, JSON and lists.
    #: Names and addresses in it make way for words. For what only people who work here read.
    WORDS = "gets words instead of the name"
    #: What is published. Addresses make way; a name is listed, and makes way when somebody has looked at it.
    CONTENT = "is content"
    #: Content that is one name. It makes way where the page is the person's or their organisation's.
    NAME = "is a name"
    #: The name of whoever has the address in the same row, and has written the row.
    OWNERS_NAME = "is the name beside an address"
    #: Rows with the address in this column go.
    ADDRESS = "is deleted with its address"
    #: The row goes because of another column of it.
    GOES = "goes with its row"
    #: Made from other columns, and made anew from them.
    DERIVED = "is made anew"
    #: No person is in it: codes, hashes, names of places.
    NOT_PERSONAL = "holds no person"


@dataclass(frozen=True)
class Place:
    """A column: ``label`` as in ``listings.activitypage.title``, what happens to it, and why where one might ask."""

    label: str
    treatment: Treatment
    because: str = ""

    @property
    def model(self) -> Any:
        return apps.get_model(self.label.rpartition(".")[0])

    @property
    def field(self) -> Any:
        return self.model._meta.get_field(self.name)

    @property
    def name(self) -> str:
        return self.label.rpartition(".")[2]


places: Registry[Place] = Registry("place of personal data")

#: Types of columns in which no text fits.
_WITHOUT_TEXT = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


def decide(model: str, treatment: Treatment, *fields: str, because: str = "") -> None:
    """Say what happens to fields of a model, such as ``decide("editorial.mail", Treatment.ADDRESS, "address")``.

    To be called in ``AppConfig.ready``. A model that isn't installed may be named.
    """
    for name in fields:
        label = f"{model.lower()}.{name}"
        places.register(label, Place(label, treatment, because))


def decided(*treatments: Treatment) -> Iterator[Place]:
    """The places with one of the treatments, in installed apps."""
    for place in places.entries():
        if place.treatment in treatments and _is_installed(place):
            yield place


def _is_installed(place: Place) -> bool:
    app, model, _field = place.label.split(".")
    return app in apps.app_configs and model in apps.all_models[app]


def decision_on(field: Any) -> Place | None:
    """What was decided on a field; fields with a closed list of values need no decision."""
    return places.get(f"{field.model._meta.label_lower}.{field.name}")


def open_questions() -> list[str]:
    """The columns of installed apps that nobody decided on."""
    return [
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed
        for field in model._meta.local_fields
        if needs_decision(field) and decision_on(field) is None
    ]


def needs_decision(field: Any) -> bool:
    """Whether a column points to accounts, or may hold text of somebody's own."""
    if field.is_relation:
        return field.related_model is get_user_model()
    return not (isinstance(field, _WITHOUT_TEXT) or field.choices)
