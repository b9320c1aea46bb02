"""A translated text that can't be stored is refused, without a server error."""

from typing import Any

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail_localize.models import StringSegment, Translation

from listings.actions.adopt_translation import adopt_translation
from tests.listings.admin import signed_in
from tests.listings.factories import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(activity: Any) -> str:
    """Where the Arabic title is sent."""
    version = translated(activity, "ar", title="مقهى اللغة")
    adopt_translation(version)
    translation = Translation.objects.get(source__object_id=version.translation_key, target_locale=version.locale)
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    return f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"


def put(user: Any, address: str, values: dict[str, str]) -> int:
    data = encode_multipart(BOUNDARY, values)
    return int(signed_in(user).put(address, data, content_type=MULTIPART_CONTENT).status_code)


def test_a_coordinator_sends_a_text(address: str, coordinator: Any) -> None:
    assert put(coordinator, address, {"value": "مقهى"}) in {200, 201}


@pytest.mark.parametrize("values", [{}, {"value": "a\0b"}, {"value": "a" * 6000}, {"value": "a" * 256}])
def test_text_that_cannot_be_stored_is_refused(values: dict[str, str], address: str, coordinator: Any) -> None:
    assert put(coordinator, address, values) == 400


def test_a_text_in_another_form_is_refused(address: str, coordinator: Any) -> None:
    answer = signed_in(coordinator).put(address, '{"value": "a"}', content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("person", "status"), [("translator", 403), ("neighbours_editor", 403), ("vantaa_coordinator", 404)]
)
def test_others_cannot_send_a_text(address: str, person: str, status: int, request: Any) -> None:
    assert put(request.getfixturevalue(person), address, {"value": "a"}) == status
