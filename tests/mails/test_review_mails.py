"""Mails about reviews: to whom they concern, with what was said, and none of Wagtail's own."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as django_mail
from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Comment, PageSubscription
from wagtail_localize.models import StringTranslation

from editorial.mails.delivery import deliver
from editorial.mails.mail_kinds import kinds
from editorial.mails.models import Mail, MailStatus
from editorial.mails.preferences import set_wanted
from editorial.mails.unsubscribe_links import unsubscribe_link
from editorial.review import wagtail_notifiers
from editorial.review.review_mails import APPROVED, RETURNED, WAITING, edit_address
from editorial.trust.models import PortalReviewRules
from listings.actions.adopt_translation import adopt_translation
from listings.models import ActivityPage, OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from tests.announcing.desk_requests import edit_path, save, send
from tests.listings.admin import signed_in
from tests.listings.conftest import admin, coordinator, editor, organisation, vantaa_coordinator  # noqa: F401
from tests.listings.factories import also_coordinating, also_translating, make_activity, translated
from tests.mails.mail_server import MailServer, text_of
from tests.people.visiting import at
from tests.regions.factories import make_member
from tests.review_screen.waiting_texts import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(organisation: Any) -> Any:  # noqa: F811
    return make_activity(organisation, "Kielikahvila & <tee>", live=False)


def submit(page: Any, user: Any) -> None:
    """Send a page to review as its writer does, at the desk."""
    client = at("espoo", user)
    assert save(client, edit_path(page), title=page.title, action="check").status_code == 302
    assert send(client, page).status_code == 302


def answer_review(page: Any, user: Any, action: str, comment: str = "") -> None:
    state = ActivityPage.objects.get(pk=page.pk).current_workflow_task_state
    if action == "reject" and not comment:  # only code does that
        state.specific.reject(user=user)
    else:
        assert answer(state, user, "return" if action == "reject" else action, comment).status_code == 302
    assert ActivityPage.objects.get(pk=page.pk).current_workflow_task_state is None or action == "reject"


def send_all() -> list[tuple[str, str]]:
    """Send what waits; return (kind, address) of each."""
    waiting = list(Mail.objects.filter(status=MailStatus.QUEUED).order_by("pk"))
    for mail in waiting:
        deliver(mail.pk)
    return [(mail.kind, mail.recipient_address) for mail in waiting]


def test_one_walk_sends_exactly_its_mails(
    draft: Any,
    editor: Any,  # noqa: F811
    coordinator: Any,  # noqa: F811
    vantaa_coordinator: Any,  # noqa: F811
    admin: Any,  # noqa: F811
    espoo: Portal,
    mail_server: MailServer,
) -> None:
    """Submit, return, submit again, approve: two coordinators and one writer get six mails."""
    make_member(espoo, name="toinen@example.org")
    submit(draft, editor)
    assert send_all() == [(WAITING, coordinator.email), (WAITING, "toinen@example.org")]
    answer_review(draft, coordinator, "reject", "Kellonaika <puuttuu> & paikka.\nKorjaa.")
    assert send_all() == [(RETURNED, editor.email)]
    submit(draft, editor)
    assert send_all() == [(WAITING, coordinator.email), (WAITING, "toinen@example.org")]
    answer_review(draft, coordinator, "approve", "Hieno!")
    assert send_all() == [(APPROVED, editor.email)]
    assert django_mail.outbox == []
    assert len(mail_server.received) == 6
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.SENT}
    waiting, _other, returned, _again, _again_other, approved = mail_server.received
    assert "Kielikahvila & <tee>" in str(waiting["Subject"])
    assert re.search(r"http://kototori\.localhost:8000/admin/review/\d+/\s", text_of(waiting))
    assert waiting["List-Unsubscribe"] is not None
    assert "> Kellonaika <puuttuu> & paikka.\n> Korjaa." in text_of(returned)
    assert "Kellonaika &lt;puuttuu&gt; &amp; paikka.<br>Korjaa." in text_of(returned, "html")
    assert coordinator.username in text_of(returned)
    assert returned["List-Unsubscribe"] is None
    assert "> Hieno!" in text_of(approved)
    assert f"http://espoo.localhost:8000/fi/toiminta/{draft.translation_key}/" in text_of(approved)


def test_who_answers_and_who_sends_gets_no_mail(draft: Any, coordinator: Any, espoo: Portal) -> None:  # noqa: F811
    make_member(espoo, name="toinen@example.org")
    PortalReviewRules.objects.create(portal=espoo, writers_may_approve=True)
    draft.save_revision(user=coordinator)
    page = ActivityPage.objects.get(pk=draft.pk)
    page.get_workflow().start(page, coordinator)
    assert [mail.recipient_address for mail in Mail.objects.all()] == ["toinen@example.org"]
    ActivityPage.objects.get(pk=draft.pk).current_workflow_task_state.approve(user=coordinator)
    assert Mail.objects.count() == 1


def test_answered_review_needs_no_mail(
    draft: Any,
    editor: Any,  # noqa: F811
    coordinator: Any,  # noqa: F811
    mail_server: MailServer,
) -> None:
    submit(draft, editor)
    answer_review(draft, coordinator, "reject")
    send_all()
    assert dict(Mail.objects.values_list("kind", "status")) == {WAITING: MailStatus.GONE, RETURNED: MailStatus.SENT}


def test_removed_people_get_nothing(
    draft: Any,
    editor: Any,  # noqa: F811
    coordinator: Any,  # noqa: F811
    espoo: Portal,
    mail_server: MailServer,
) -> None:
    submit(draft, editor)
    PortalMembership.objects.filter(user=coordinator).delete()
    send_all()
    answer_review(draft, make_member(espoo, name="toinen@example.org"), "reject", "Ei")
    OrganisationMembership.objects.filter(user=editor).delete()
    send_all()
    assert mail_server.received == []
    assert set(Mail.objects.values_list("status", flat=True)) == {MailStatus.GONE}


def test_deleted_page_needs_no_mail(draft: Any, editor: Any, coordinator: Any, mail_server: MailServer) -> None:  # noqa: F811
    submit(draft, editor)
    ActivityPage.objects.get(pk=draft.pk).delete()
    send_all()
    assert Mail.objects.get().status == MailStatus.GONE


def test_coordinator_may_have_no_mails_about_reviews(
    draft: Any,
    editor: Any,  # noqa: F811
    coordinator: Any,  # noqa: F811
    mail_server: MailServer,
) -> None:
    set_wanted(coordinator, WAITING, False)
    submit(draft, editor)
    send_all()
    assert Mail.objects.get().status == MailStatus.UNWANTED


def test_writer_is_led_to_the_desk(
    draft: Any,
    editor: Any,  # noqa: F811
    coordinator: Any,  # noqa: F811
    mail_server: MailServer,
) -> None:
    submit(draft, editor)
    answer_review(draft, coordinator, "reject", "Korjaa")
    send_all()
    text = text_of(mail_server.received[-1])
    assert f"http://espoo.localhost:8000/fi/desk/activities/{draft.translation_key}/\n" in text
    assert "/admin/" not in text


@pytest.mark.parametrize("kind", [WAITING, RETURNED, APPROVED])
def test_kinds_are_said_in_words(kind: str) -> None:
    entry = kinds.get(kind)
    assert entry is not None
    assert str(entry.label)


def test_national_administrator_gets_mails_as_a_coordinator_only(
    draft: Any,
    editor: Any,  # noqa: F811
    admin: Any,  # noqa: F811
    espoo: Portal,
) -> None:
    PortalMembership.objects.create(user=admin, portal=espoo, role=PortalRole.COORDINATOR)
    submit(draft, editor)
    assert [mail.recipient_address for mail in Mail.objects.all()] == [admin.email]


def test_wagtails_receivers_are_gone() -> None:
    for signal, _sender, name in wagtail_notifiers.RECEIVERS:
        assert name not in [key[0] for key, *_rest in signal.receivers]


def test_wagtails_receivers_stay_away_when_the_admin_starts_later() -> None:
    from wagtail.admin import apps as admin_apps
    from wagtail.admin.signal_handlers import register_signal_handlers

    register_signal_handlers()
    assert admin_apps is not None
    test_wagtails_receivers_are_gone()


def test_comments_send_nothing(draft: Any, editor: Any, coordinator: Any) -> None:  # noqa: F811
    """Our forms have no comments; another project's may."""
    PageSubscription.objects.create(page=draft, user=editor, comment_notifications=True)
    comment = Comment.objects.create(page=draft, user=coordinator, text="Korjaa nimi", contentpath="title")
    view = EditView()
    view.page, view.request = draft, SimpleNamespace(user=coordinator)
    changes = ("deleted_comments", "resolved_comments", "edited_comments", "new_replies")
    view.send_commenting_notifications({"new_comments": [comment], **{name: [] for name in changes}})
    assert django_mail.outbox == []


def test_account_page_offers_no_setting_that_does_nothing(coordinator: Any) -> None:  # noqa: F811
    answer = signed_in(coordinator).get(reverse("wagtailadmin_account"))
    assert answer.status_code == 200
    assert "submitted_notifications" not in answer.content.decode()


def test_mails_lead_to_the_text_itself(draft: Any, organisation: Any, editor: Any, espoo: Portal) -> None:  # noqa: F811
    mail = Mail(person=editor, portal=espoo, language="fi", kind=RETURNED)
    places = {
        draft: f"activities/{draft.translation_key}/",
        translated(draft, "sv", live=False): f"activities/{draft.translation_key}/languages/sv/",
        organisation: f"organisations/{organisation.translation_key}/",
        translated(organisation, "sv", live=False): f"organisations/{organisation.translation_key}/languages/sv/",
    }
    for page, place in places.items():
        assert edit_address(page, mail) == f"http://espoo.localhost:8000/fi/desk/{place}"


def test_mails_lead_translators_to_the_desk_whatever_else_they_are(
    draft: Any,
    editor: Any,  # noqa: F811
    espoo: Portal,
    national: Portal,
) -> None:
    version = translated(draft, "ar", title="مقهى", live=False)
    adopt_translation(version)
    translator = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"])
    writer = also_translating(editor, espoo)

    def place(person: Any) -> str:
        address = edit_address(version, Mail(person=person, portal=espoo, language="fi", kind=RETURNED))
        return address.removeprefix("http://espoo.localhost:8000/fi/desk/")

    at_the_strings = f"translations/{draft.translation_key}/ar/"
    assert place(translator) == at_the_strings
    assert place(writer) == f"activities/{draft.translation_key}/languages/ar/"
    StringTranslation.objects.update(last_translated_by=writer)
    assert [place(person) for person in (writer, also_coordinating(translator, national))] == [at_the_strings] * 2


def test_links_of_a_project_without_the_desk(draft: Any, editor: Any, espoo: Portal, settings: Any) -> None:  # noqa: F811
    settings.KOTOTORI_PORTAL_URLCONF = "regions.urls"
    mail = Mail(person=editor, portal=espoo, language="sv", kind=WAITING)
    editor.user_permissions.clear()
    for group in editor.groups.all():
        group.permissions.clear()
    assert edit_address(draft, mail) == "http://espoo.localhost:8000/sv/"
    assert unsubscribe_link(mail) == ""
