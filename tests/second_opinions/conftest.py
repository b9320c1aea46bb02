"""A translation of an organisation of Espoo that waits for review (the people are those of ``tests.people``)."""

from typing import Any

import pytest

from regions.models import Portal, PortalRole
from tests.listings.factories import make_activity
from tests.people.conftest import *  # noqa: F403
from tests.people.visiting import at
from tests.regions.factories import make_member
from tests.review_screen.waiting_texts import waiting
from tests.translating.orders import sent, take, version

ARABIC = ["تعال الثلاثاء.", "يمكن إحضار أطفال."]


@pytest.fixture
def page(organisation: Any) -> Any:
    return make_activity(organisation, description="<p>Tule tiistaina.</p><p>Saa ottaa lapset.</p>")


@pytest.fixture
def state(page: Any, translator: Any) -> Any:
    take(page, translator)
    client = at("espoo", translator)
    assert sent(client, page, {"title": "مقهى", "description": ARABIC}, "send").status_code == 302
    return waiting(version(page))


@pytest.fixture
def amal(espoo: Portal) -> Any:
    """Another translator of the language."""
    user = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="amal@example.org")
    user.first_name, user.last_name = "Amal", "Aalto"
    user.save()
    return type(user).objects.get(pk=user.pk)
