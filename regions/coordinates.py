"""Coordinates on Earth: degrees in WGS 84, latitude −90 to 90, longitude −180 to 180, both or neither."""

import math
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MAX_LATITUDE, MAX_LONGITUDE = 90, 180

BOTH_OR_NEITHER = _(
    "Give both coordinates, latitude from −90 to 90 and longitude from −180 to 180, or leave both empty."
)


def validate_latitude(value: float) -> None:
    if not _is_within(value, MAX_LATITUDE):
        raise ValidationError(_("A latitude is a number from −90 to 90, such as 60.17 in Helsinki."))


def validate_longitude(value: float) -> None:
    if not _is_within(value, MAX_LONGITUDE):
        raise ValidationError(_("A longitude is a number from −180 to 180, such as 24.94 in Helsinki."))


def _is_within(value: float, limit: float) -> bool:
    return math.isfinite(value) and -limit <= value <= limit


#: Validators of model fields.
LATITUDE: list[Any] = [validate_latitude]
LONGITUDE: list[Any] = [validate_longitude]


def on_earth() -> Q:
    """The condition of a database constraint: ``lat`` and ``lon`` are there and within bounds.

    PostgreSQL counts NaN as greater than any number.
    """
    return Q(
        lat__isnull=False,
        lon__isnull=False,
        lat__gte=-MAX_LATITUDE,
        lat__lte=MAX_LATITUDE,
        lon__gte=-MAX_LONGITUDE,
        lon__lte=MAX_LONGITUDE,
    )
