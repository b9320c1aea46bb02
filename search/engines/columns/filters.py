"""A query's filters as masks, apart from its words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np

from listings.enums import SignUpType
from search.engines.columns.facts import Facts
from search.engines.columns.units import Mask, Numbers, day_number, microsecond_number
from search.engines.columns.view import View
from search.engines.page_documents import EARTH_RADIUS_KM
from search.query import CODE_FACETS, SearchQuery


def facet_masks(view: View) -> dict[str, Mask]:
    """Return a mask for each facet of which the query has chosen values.

    ``my_level`` belongs to the facet of required levels, which is counted without it, too.
    """
    query, members = view.query, view.columns.members
    masks = {name: members.having_any(codes) for name in CODE_FACETS if (codes := query.document_codes(name))}
    if query.my_level:
        suiting = members.having_any(f"required_level:{level}" for level in query.levels)
        masks["required_level"] = masks["required_level"] & suiting if "required_level" in masks else suiting
    if query.weekday:
        masks["weekday"] = view.times.on(query.weekday)
    return masks


def named_masks(view: View, narrowing: Mapping[str, list[str]]) -> dict[str, Mask]:
    """Return a mask for each parameter of which words name values. ``narrowing``: codes by parameter."""
    masks = {}
    for parameter, codes in narrowing.items():
        if parameter == "weekday":
            masks[parameter] = view.times.on([int(code.partition(":")[2]) for code in codes])
        else:
            masks[parameter] = view.columns.members.having_any(codes)
    return masks


def other_mask(view: View) -> Mask:
    """Return which listings pass all filters that are not facets."""
    query, facts, members = view.query, view.columns.facts, view.columns.members
    passes = np.ones(len(facts), np.bool_)
    if areas := query.document_codes("area"):
        passes &= members.having_any(areas)
    if query.organisation:
        passes &= facts.of_organisations(query.organisation)
    if query.modified_since:
        passes &= facts.modified >= microsecond_number(query.modified_since)
    if query.confirmed_within:
        passes &= facts.confirmed >= day_number(query.today - datetime.timedelta(days=query.confirmed_within))
    if query.sign_up_open:
        needs_none = members.having(f"sign_up:{SignUpType.NONE}")
        passes &= (facts.opens <= view.today) & (needs_none | (facts.deadline >= view.today))
    if query.radius is not None:
        passes &= distances(facts, query) <= query.radius
    if query.is_timed:
        passes &= view.times.on()
    return passes


def distances(facts: Facts, query: SearchQuery) -> Numbers:
    """Return kilometres from ``near`` along the ground, infinite where a listing has no place.

    Haversine formula: good to half a per cent, and near points don't lose their digits.
    """
    if query.near is None:
        return np.full(len(facts), np.inf)
    lat, lon = query.near
    half_lat = np.sin(np.radians(facts.lat - lat) / 2) ** 2
    half_lon = np.sin(np.radians(facts.lon - lon) / 2) ** 2
    chord = half_lat + np.cos(np.radians(lat)) * np.cos(np.radians(facts.lat)) * half_lon
    kilometres: Numbers = np.arcsin(np.sqrt(np.minimum(chord, 1.0))) * 2 * EARTH_RADIUS_KM
    return np.where(np.isnan(kilometres), np.inf, kilometres)
