"""Names of places in memory: read again after a while, made anew only where something changed."""

import pytest

from regions.models import Municipality
from search import places


@pytest.fixture(autouse=True)
def own_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_loaded", None)


@pytest.mark.django_db
def test_unchanged_places_stay_the_same_object(monkeypatch: pytest.MonkeyPatch) -> None:
    """Phrases of queries are held by it: building them anew takes seconds."""
    before = places.current_places()
    monkeypatch.setattr(places, "_MIN_AGE_SECONDS", 0.0)
    assert not places.has_municipality("999")
    assert places.current_places() is before


@pytest.mark.django_db
def test_a_new_municipality_is_found_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    before = places.current_places()
    monkeypatch.setattr(places, "_MIN_AGE_SECONDS", 0.0)
    Municipality.objects.create(code="998", name_fi="Uusi", name_sv="Ny", name_en="New", lat=60, lon=24)
    assert places.has_municipality("998")
    assert places.current_places() is not before
