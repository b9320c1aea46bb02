"""Choices in forms: concepts and municipalities of today, and the stored value."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from listings.models import Concept
from regions.models import Municipality
from tests.listings.admin import signed_in, url
from tests.listings.factories import concept

pytestmark = pytest.mark.django_db


def offered(user: Any, page: Any, field: str) -> set[Any]:
    form = signed_in(user).get(url("edit", page.pk)).context["form"]
    return set(form.fields[field].queryset.values_list("pk", flat=True))


def replace(code: str, vocabulary: str = "theme") -> Concept:
    replaced = concept(vocabulary, code)
    replaced.replaced_by = Concept.objects.filter(vocabulary=vocabulary).exclude(pk=replaced.pk).first()
    replaced.save()
    return replaced


def end(code: str) -> Municipality:
    town = Municipality.objects.get(pk=code)
    town.valid_until = datetime.date(2020, 12, 31)
    town.save()
    return town


def test_replaced_concept_is_not_offered(activity: Any, coordinator: Any) -> None:
    assert replace("sport").pk not in offered(coordinator, activity, "themes")


@pytest.mark.parametrize(
    ("vocabulary", "code", "field"), [("theme", "language", "themes"), ("format", "group", "format")]
)
def test_chosen_concept_stays(activity: Any, coordinator: Any, vocabulary: str, code: str, field: str) -> None:
    assert replace(code, vocabulary).pk in offered(coordinator, activity, field)


def test_ended_municipality_is_not_offered(activity: Any, coordinator: Any) -> None:
    assert end("092").pk not in offered(coordinator, activity, "municipality")


def test_chosen_municipality_stays(activity: Any, coordinator: Any) -> None:
    assert end("049").pk in offered(coordinator, activity, "municipality")


def test_new_venue_is_not_in_an_ended_municipality(coordinator: Any) -> None:
    end("092")
    answer = signed_in(coordinator).get(reverse("wagtailsnippetchoosers_listings_venue:choose"))
    assert ("Espoo" in answer.content.decode(), "Vantaa" in answer.content.decode()) == (True, False)
