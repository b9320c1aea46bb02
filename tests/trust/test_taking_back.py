"""Taking a published text back: to the version before, or off; and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from editorial.announcing.actions.send_announcement import SendAnnouncement
from editorial.edit_conflicts.page_version import PageVersion
from editorial.trust.actions.errors import OtherVersionError, TrustError, TrustPermissionError
from editorial.trust.actions.take_back_version import TakeBackVersion
from editorial.trust.models import OrganisationTrust, Publication, PublicationReason
from editorial.trust.sending_ways import SendingWay
from editorial.trust.versions_before import version_before
from tests.announcing.review_steps import answer, make_draft, save, send, stored, waiting
from tests.listings.admin import signed_in
from tests.people.visiting import at, new_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

Trust = Callable[[str], OrganisationTrust]


def publish(page: Any, user: Any, **values: Any) -> Any:
    save(page, user, **values)
    stored(page).latest_revision.publish()
    return stored(page)


def take_back(page: Any, user: Any, comment: str = "Osoite on väärä") -> Publication:
    return TakeBackVersion(stored(page), user, stored(page).live_revision_id, comment).execute()


def test_version_before_is_public_again_and_the_newer_text_is_a_draft(
    activity: Any, sanna: Any, coordinator: Any
) -> None:
    first = stored(activity).live_revision_id
    newer = publish(activity, sanna.user, title="Uusi nimi").live_revision_id
    new_mails()
    row = take_back(activity, coordinator)
    page = stored(activity)
    assert (page.live, page.title, page.draft_title) == (True, "Kielikahvila", "Uusi nimi")
    assert (page.latest_revision_id, page.has_unpublished_changes) == (newer, True)
    assert page.latest_revision.is_latest_revision()
    assert page.live_revision_id not in (first, newer)
    assert (row.reason, row.restored_id, row.revision_id) == ("taken_back", first, page.live_revision_id)
    assert len(page.slots.all()) == 1
    [mail] = new_mails()
    assert (mail.to, "Uusi nimi" in mail.subject, "Osoite on väärä" in mail.body) == ([sanna.user.email], True, True)
    assert PageLogEntry.objects.filter(page=page.pk, action="editorial.take_back_version").count() == 1


def test_first_publication_is_taken_off(organisation: Any, sanna: Any, coordinator: Any, trust: Trust) -> None:
    trust("everything")
    draft = make_draft(organisation)
    send(at("espoo", sanna.user), draft)
    assert stored(draft).live
    new_mails()
    row = take_back(draft, coordinator)
    assert (stored(draft).live, row.revision, row.reason) == (False, None, PublicationReason.TAKEN_BACK)
    assert [mail.to for mail in new_mails()] == [[sanna.user.email]]
    send(at("espoo", sanna.user), draft)
    assert (stored(draft).live, waiting(draft) is not None) == (False, True)


def test_going_back_twice_does_not_lead_forward(activity: Any, sanna: Any, coordinator: Any) -> None:
    publish(activity, sanna.user, title="Toinen")
    publish(activity, sanna.user, title="Kolmas")
    take_back(activity, coordinator)
    assert stored(activity).title == "Toinen"
    take_back(activity, coordinator)
    assert stored(activity).title == "Kielikahvila"
    take_back(activity, coordinator)
    assert not stored(activity).live
    assert version_before(stored(activity)) is None


def test_published_again_after_it_was_off_is_taken_off_again(activity: Any, sanna: Any, coordinator: Any) -> None:
    stored(activity).unpublish()
    publish(activity, sanna.user, title="Toinen")
    before = version_before(stored(activity))
    assert before is not None
    assert before.revision is None


def test_version_that_is_not_stored_any_more_is_told(activity: Any, sanna: Any, coordinator: Any) -> None:
    first = stored(activity).live_revision_id
    publish(activity, sanna.user, title="Toinen")
    Revision.objects.filter(pk=first).delete()
    with pytest.raises(TrustError):
        take_back(activity, coordinator)
    assert stored(activity).title == "Toinen"


def test_only_what_was_on_the_screen_is_taken_back(activity: Any, sanna: Any, coordinator: Any) -> None:
    seen = publish(activity, sanna.user, title="Toinen").live_revision_id
    publish(activity, sanna.user, title="Kolmas")
    with pytest.raises(OtherVersionError):
        TakeBackVersion(stored(activity), coordinator, seen, "").execute()
    assert stored(activity).title == "Kolmas"


def test_twice_is_once(activity: Any, sanna: Any, coordinator: Any) -> None:
    publish(activity, sanna.user, title="Toinen")
    seen = stored(activity).live_revision_id
    TakeBackVersion(stored(activity), coordinator, seen, "").execute()
    with pytest.raises(OtherVersionError):
        TakeBackVersion(stored(activity), coordinator, seen, "").execute()
    assert stored(activity).title == "Kielikahvila"


def test_what_waits_goes_on_waiting(activity: Any, sanna: Any, coordinator: Any) -> None:
    publish(activity, sanna.user, title="Toinen")
    save(activity, sanna.user, summary="Odottaa")
    SendAnnouncement(stored(activity), sanna.user, PageVersion.current(stored(activity))).execute()
    take_back(activity, coordinator)
    assert (stored(activity).title, waiting(activity).revision.content["summary"]) == ("Kielikahvila", "Odottaa")
    answer(activity, coordinator, "approve")
    assert stored(activity).summary == "Odottaa"


def test_taken_back_text_is_reviewed_until_something_is_approved(
    activity: Any, sanna: Any, coordinator: Any, trust: Trust
) -> None:
    trust("everything")
    save(activity, sanna.user, title="Huono")

    def sent() -> SendingWay:
        page = stored(activity)
        return SendAnnouncement(page, sanna.user, PageVersion.current(page)).execute().way

    assert sent() == SendingWay.DIRECT
    take_back(activity, coordinator)
    assert sent() == SendingWay.REVIEW
    answer(activity, coordinator, "approve")
    save(activity, sanna.user, title="Hyvä")
    assert sent() == SendingWay.DIRECT


def test_other_portals_coordinator_and_people_may_not(
    activity: Any, sanna: Any, vantaa_coordinator: Any, translator: Any
) -> None:
    publish(activity, sanna.user, title="Toinen")
    for person in (vantaa_coordinator, translator, sanna.user):
        with pytest.raises(TrustPermissionError):
            take_back(activity, person)


def test_page_asks_and_takes_back(activity: Any, sanna: Any, coordinator: Any, vantaa_coordinator: Any) -> None:
    address = reverse("review_take_back", args=[activity.pk])
    publish(activity, sanna.user, title="Toinen nimi")
    client = signed_in(coordinator)
    shown = client.get(address).text
    assert "Vertaa versioita" in shown
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[activity.pk])).text
    assert f'href="{address}"' in edit
    seen = stored(activity).live_revision_id
    assert client.post(address, {"seen": seen, "comment": ""}).status_code == 400
    assert client.post(address, {"seen": 1, "comment": "x"}).status_code == 409
    assert client.post(address, {"seen": seen, "comment": "Väärä"}).status_code == 302
    assert stored(activity).title == "Kielikahvila"
    assert client.post(address, {"seen": seen, "comment": "Väärä"}).status_code == 409
    for person in (vantaa_coordinator,):
        assert signed_in(person).get(address).status_code == 404
        assert signed_in(person).post(address, {"seen": seen, "comment": "x"}).status_code == 404
