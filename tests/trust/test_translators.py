"""What a trusted translator sends is visible at once, and looked at afterwards; who says so, and when it ends."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from editorial.translator_trust.actions.errors import TranslatorTrustError, TranslatorTrustPermissionError
from editorial.translator_trust.actions.grant_translator_trust import GrantTranslatorTrust
from editorial.translator_trust.models import TranslatorTrust
from editorial.translator_trust.trusted_languages import trusted_languages
from editorial.trust.actions.take_back_version import TakeBackVersion
from editorial.trust.models import PortalReviewRules, Publication, PublicationReason, SampleState
from editorial.trust.own_texts import is_own_publication
from listings.models import OrganisationMembership
from listings.translated_texts.origins import outdated_names
from regions.models import Portal, PortalMembership, PortalRole
from tests.listings.admin import signed_in
from tests.listings.factories import published, record_of
from tests.people.visiting import at, new_mails
from tests.regions.factories import make_member
from tests.translating.orders import desk, latest, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

NAME = {"title": "مقهى اللغة"}


@pytest.fixture
def membership(translator: Any) -> PortalMembership:
    return PortalMembership.objects.get(user=translator)


@pytest.fixture
def trusted(membership: PortalMembership, coordinator: Any, translator: Any) -> Any:
    GrantTranslatorTrust(membership, ["ar"], coordinator).execute()
    return translator


def fresh(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def send(page: Any, user: Any, texts: dict[str, Any] | None = None) -> Any:
    take(page, user)
    answered = sent(at("espoo", user), page, texts or NAME, "send")
    assert answered.status_code == 302
    return version(page)


def test_a_trusted_translators_text_is_public_at_once_and_may_be_drawn(
    activity: Any, trusted: Any, espoo: Portal, coordinator: Any
) -> None:
    PortalReviewRules.objects.create(portal=espoo, sample_percent=100)
    take(activity, trusted)
    shown = at("espoo", trusted).get(desk(activity)).text
    assert "Save and publish now" in shown
    assert "Save and send to review" not in shown
    page = send(activity, trusted)
    assert (page.live, page.title, page.current_workflow_state) == (True, NAME["title"], None)
    row = Publication.objects.get()
    assert (row.reason, row.published_by) == (PublicationReason.TRANSLATED, trusted)
    assert row.sample == SampleState.WAITING
    assert is_own_publication(row, trusted)
    assert not is_own_publication(row, coordinator)
    shown = signed_in(coordinator).get(reverse("review_published", args=[row.pk])).text
    assert NAME["title"] in shown
    assert "k-string" in shown
    assert activity.title in shown


def test_without_trust_in_the_language_it_waits(activity: Any, translator: Any, coordinator: Any) -> None:
    membership = PortalMembership.objects.get(user=translator)
    PortalMembership.objects.filter(pk=membership.pk).update(languages=["ar", "sv"])
    membership.refresh_from_db()
    GrantTranslatorTrust(membership, ["sv"], coordinator).execute()
    translator = fresh(translator)
    page = send(activity, translator)
    assert not page.live
    assert page.current_workflow_task_state is not None


def test_what_was_taken_back_or_returned_is_reviewed(activity: Any, trusted: Any, coordinator: Any) -> None:
    first = send(activity, trusted)
    second = send(activity, trusted, {"title": "مقهى آخر"})
    assert second.title == "مقهى آخر"
    new_mails()
    TakeBackVersion(second, coordinator, second.live_revision_id, "Liian pitkä").execute()
    assert version(activity).title == first.title
    assert [mail.to for mail in new_mails()] == [[trusted.email]]
    third = send(activity, trusted, {"title": "مقهى ثالث"})
    assert third.title == first.title
    third.current_workflow_task_state.specific.reject(user=coordinator, comment="Nimi?")
    fourth = send(activity, trusted, {"title": "مقهى رابع"})
    assert fourth.title == first.title
    assert latest(activity).title == "مقهى رابع"


def test_nobody_trusts_themselves_and_only_coordinators_trust(
    membership: PortalMembership, espoo: Portal, vantaa_coordinator: Any, translator: Any, coordinator: Any
) -> None:
    own = PortalMembership.objects.create(user=coordinator, portal=espoo, role=PortalRole.TRANSLATOR, languages=["ar"])
    for person, theirs in ((vantaa_coordinator, membership), (translator, membership), (coordinator, own)):
        with pytest.raises(TranslatorTrustPermissionError):
            GrantTranslatorTrust(theirs, ["ar"], fresh(person)).execute()
    with pytest.raises(TranslatorTrustError):
        GrantTranslatorTrust(membership, ["ru"], coordinator).execute()
    other = make_member(espoo, PortalRole.COUNSELLOR, name="neuvoja@example.org")
    with pytest.raises(TranslatorTrustError):
        GrantTranslatorTrust(PortalMembership.objects.get(user=other), [], coordinator).execute()
    assert not TranslatorTrust.objects.exists()
    address = reverse("review_change_translator_trust", args=["espoo", own.pk])
    assert signed_in(fresh(coordinator)).post(address, {"languages": ["ar"]}).status_code == 400
    assert not TranslatorTrust.objects.exists()


def test_it_is_granted_in_the_admin_and_the_translator_is_told(
    membership: PortalMembership, translator: Any, coordinator: Any, espoo: Portal
) -> None:
    client = signed_in(coordinator)
    page = reverse("review_trust_of", args=["espoo"])
    address = reverse("review_change_translator_trust", args=["espoo", membership.pk])
    assert address in client.get(page).text
    new_mails()
    assert client.post(address, {"languages": ["ar"]}).status_code == 302
    row = TranslatorTrust.objects.get()
    assert (row.languages, row.granted_by) == (["ar"], coordinator)
    [mail] = new_mails()
    assert mail.to == [translator.email]
    entry = ModelLogEntry.objects.get(action="editorial.grant_translator_trust")
    assert (entry.data["languages"], entry.data["before"]) == (["ar"], [])
    assert client.post(address, {"languages": ["ar"]}).status_code == 302
    assert new_mails() == []
    assert client.post(address, {}).status_code == 302
    assert not TranslatorTrust.objects.exists()
    assert [mail.to for mail in new_mails()] == [[translator.email]]


def test_it_ends_with_the_membership_and_with_each_language(
    membership: PortalMembership, trusted: Any, espoo: Portal, vantaa: Portal
) -> None:
    assert trusted_languages(fresh(trusted), espoo) == {"ar"}
    assert trusted_languages(fresh(trusted), vantaa) == set()
    for languages in (["sv"], ["ar"]):
        membership.languages = languages
        membership.save()
    assert trusted_languages(fresh(trusted), espoo) == set()
    TranslatorTrust.objects.create(membership=membership, languages=["ar"])
    membership.delete()
    PortalMembership.objects.create(user=trusted, portal=espoo, role=PortalRole.TRANSLATOR, languages=["ar"])
    assert trusted_languages(fresh(trusted), espoo) == set()


def test_a_writer_of_the_organisation_isnt_trusted_as_a_translator(
    organisation: Any, activity: Any, trusted: Any
) -> None:
    OrganisationMembership.objects.create(user=trusted, organisation=record_of(organisation))
    page = send(activity, fresh(trusted))
    assert not page.live


def test_an_outdated_trusted_translation_is_never_read_as_one(activity: Any, trusted: Any) -> None:
    """The original changes between saving and sending: what is published says what it was made from."""
    take(activity, trusted)
    client = at("espoo", trusted)
    assert sent(client, activity, NAME | {"description": ["نتحدث."]}).status_code == 302
    page = type(activity).objects.get(pk=activity.pk)
    page.title = "Keskustelukerho"
    published(page)
    assert sent(client, activity, {}, "send").status_code == 302
    assert version(activity).live
    assert outdated_names(version(activity), page) == ["title"]
