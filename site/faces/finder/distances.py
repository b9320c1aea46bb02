"""Distances between places, and the town that is nearest."""

from __future__ import annotations

import math
from typing import Final

from django.utils import timezone

from faces.finder.place_lookup import Position
from regions.models import Municipality

_KM_OF_DEGREE: Final = 111.2


def distance_km(a: Position, b: Position) -> float:
    """Accurate to a per cent within Finland: a flat map with longitudes scaled at the middle latitude."""
    north = (a[0] - b[0]) * _KM_OF_DEGREE
    east = (a[1] - b[1]) * _KM_OF_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)


def nearest_town(position: Position) -> str:
    """Return the code of the municipality whose centre is nearest; empty where there are none. One query."""
    towns = Municipality.objects.valid_on(timezone.localdate()).values_list("code", "lat", "lon")
    distances = {code: distance_km(position, (lat, lon)) for code, lat, lon in towns}
    return min(distances, key=lambda code: (distances[code], code), default="")
