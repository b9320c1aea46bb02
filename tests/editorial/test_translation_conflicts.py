"""In wagtail-localize's editor nobody overwrites, publishes or sends away what somebody else wrote unseen.

Coordinators have it; translators' own conflicts are in ``tests.translating``.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail_localize.models import StringSegment, StringTranslation

from listings.actions.adopt_translation import adopt_translation
from listings.models import ActivityPage
from tests.listings.admin import signed_in, url
from tests.listings.factories import translated
from tests.review_screen.waiting_texts import screen_form, screen_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(activity: Any, colleague: Any) -> Any:
    """A complete Arabic version, which localize knows."""
    page = translated(activity, "ar", title="مقهى", description="<p>نص</p>")
    translation = adopt_translation(page)
    assert translation is not None
    for segment in StringSegment.objects.filter(source=translation.source):
        StringTranslation.objects.get_or_create(
            translation_of_id=segment.string_id,
            locale=page.locale,
            context_id=segment.context_id,
            defaults={"data": "نص", "last_translated_by": colleague},
        )
    return page


def text_address(version: Any) -> str:
    translation = adopt_translation(version)
    assert translation is not None
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    return f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"


def write(client: Any, version: Any, text: str) -> int:
    data = encode_multipart(BOUNDARY, {"value": text})
    return int(client.put(text_address(version), data, content_type=MULTIPART_CONTENT).status_code)


def title(version: Any) -> str:
    return str(StringTranslation.objects.get(locale=version.locale, context__path="title").data)


def test_text_of_somebody_else_is_not_overwritten_unseen(version: Any, colleague: Any, coordinator: Any) -> None:
    mine, theirs = signed_in(colleague), signed_in(coordinator)
    for client in (mine, theirs):
        client.get(url("edit", version.pk))
    assert write(theirs, version, "هم") in {200, 201}
    assert write(theirs, version, "هم أيضا") in {200, 201}
    assert (write(mine, version, "أنا"), title(version)) == (409, "هم أيضا")
    mine.get(url("edit", version.pk))
    assert (write(mine, version, "أنا") in {200, 201}, title(version)) == (True, "أنا")


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_translation_goes_out_as_it_was_seen(version: Any, colleague: Any, coordinator: Any, action: str) -> None:
    mine, theirs = signed_in(coordinator), signed_in(colleague)
    for client in (mine, theirs):
        client.get(url("edit", version.pk))
    write(theirs, version, "جديد")
    before = version.revisions.count()
    refused = mine.post(url("edit", version.pk), {"action": action})
    assert (refused.status_code, "جديد" in refused.content.decode()) == (409, True)
    assert version.revisions.count() == before
    mine.get(url("edit", version.pk))
    assert mine.post(url("edit", version.pk), {"action": action}).status_code == 302
    assert ActivityPage.objects.get(pk=version.pk).get_latest_revision_as_object().title == "جديد"


def test_translation_sent_twice_is_sent_once(version: Any, colleague: Any) -> None:
    client = signed_in(colleague)
    client.get(url("edit", version.pk))
    write(client, version, "جديد")
    before = version.revisions.count()
    for _ in range(3):
        assert client.post(url("edit", version.pk), {"action": "submit"}).status_code == 302
    assert (version.revisions.count(), version.workflow_states.count()) == (before + 1, 1)
    write(client, version, "أجدد")
    client.post(url("edit", version.pk), {"action": "submit"})
    assert version.revisions.count() == before + 2


def test_approval_of_a_translation_is_of_what_was_sent(version: Any, colleague: Any, coordinator: Any) -> None:
    """What the second sending replaced can't be approved any more: both texts are shown, and the newer is answered."""
    mine, theirs = signed_in(coordinator), signed_in(colleague)
    states: list[Any] = []
    form: dict[str, str] = {}
    for text in ("أول", "ثان"):
        theirs.get(url("edit", version.pk))
        write(theirs, version, text)
        theirs.post(url("edit", version.pk), {"action": "submit"})
        states.append(ActivityPage.objects.get(pk=version.pk).current_workflow_task_state)
        form = screen_form(mine.get(screen_url(states[-1]))) if len(states) == 1 else form
    refused = mine.post(screen_url(states[0]), form | {"answer": "approve"})
    text = refused.content.decode()
    assert (refused.status_code, "أول" in text, "ثان" in text) == (409, True, True)
    assert mine.post(screen_url(states[1]), screen_form(refused) | {"answer": "approve"}).status_code == 302
    assert ActivityPage.objects.get(pk=version.pk).title == "ثان"


def test_publishing_leaves_what_waits(version: Any, colleague: Any, coordinator: Any) -> None:
    theirs = signed_in(colleague)
    theirs.get(url("edit", version.pk))
    write(theirs, version, "أول")
    theirs.post(url("edit", version.pk), {"action": "submit"})
    refused = signed_in(coordinator).post(url("edit", version.pk), {"action": "publish"})
    assert (refused.status_code, "/admin/review/" in refused.content.decode()) == (409, True)
    assert ActivityPage.objects.get(pk=version.pk).workflow_in_progress
