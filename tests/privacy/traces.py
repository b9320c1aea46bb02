"""Leaves traces of one person in every place that we know, as the product itself leaves them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from modelsearch import index
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import APIToken, Comment, CommentReply, ModelLogEntry, PageLogEntry, PageSubscription
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from editorial.announcing.models import TypedForm
from editorial.desk_texts.models import TypedText
from editorial.joining.joining_mails import WAITS
from editorial.mails.models import Mail
from editorial.mails.preferences import set_wanted
from editorial.moving.models import MoveRequest, MoveStatus
from editorial.people.models import Invitation
from editorial.remarks.models import Remark
from editorial.second_opinions.models import SecondOpinion
from editorial.translation_orders.models import TranslationOrder
from editorial.translator_trust.models import TranslatorTrust
from editorial.trust.models import OrganisationTrust, Publication, PublicationReason, SampleState, TrustLevel
from listings.actions.adopt_translation import adopt_translation
from listings.enums import OrganisationRole, PlacementKind
from listings.models import ActivityContact, Listing, OrganisationMembership, Placement
from regions.models import Portal, PortalHomePage, PortalMembership, PortalRole
from search.indexer import drain_outbox
from tests.listings.factories import make_activity, make_editor, make_organisation, record_of, translated
from tests.privacy.request_traces import ask_for_a_code, ask_to_be_let_in, ask_to_join
from tests.regions.factories import make_user

FIRST_NAME, LAST_NAME = "Qzetta", "Qzmäläinen"
ADDRESS, SECOND_ADDRESS, DRAFT_ADDRESS = "qzosoite@example.org", "qztoinen@example.org", "qzluonnos@example.org"
PHONE, DRAFT_PHONE = "+358407654321", "+358451239876"
AVATAR = "qzkuva"
#: What the person has written in a request of their own.
MESSAGE = "qzviesti"
#: What must be found before, and nowhere afterwards; besides these the code that was mailed to the person.
CANARIES = (
    FIRST_NAME,
    LAST_NAME,
    ADDRESS,
    SECOND_ADDRESS,
    DRAFT_ADDRESS,
    PHONE,
    DRAFT_PHONE,
    AVATAR,
    MESSAGE,
)
OTHERS_SENTENCE = "Tämä jää: kokous on tiistaina."


@dataclass
class Traces:
    person: Any
    colleague: Any
    organisation: Any
    activity: Any
    draft: Any
    image: Any
    comment: Comment
    version: Any
    #: To sign in with.
    code: str

    @property
    def canaries(self) -> tuple[str, ...]:
        return (*CANARIES, self.code)


def leave_traces(portal: Portal, folder: Path) -> Traces:
    organisation = make_organisation(portal, "Siltasanat ry")
    person = make_editor(organisation, "QZosoite@example.org")
    person.first_name, person.last_name = FIRST_NAME, LAST_NAME
    person.save()
    OrganisationMembership.objects.update(role=OrganisationRole.RESPONSIBLE)
    colleague = make_user("kollega@example.org", first_name="Kerttu", last_name="Kollega")
    OrganisationMembership.objects.create(
        user=colleague, organisation=record_of(organisation), role=OrganisationRole.RESPONSIBLE
    )
    EmailAddress.objects.create(user=person, email=SECOND_ADDRESS, verified=True)
    activity, draft, version = _pages(organisation, person)
    comment = _comments(portal, person, colleague)
    _logs(activity, person, colleague)
    image = _files(portal, person, folder)
    _work(person, portal, activity)
    _roles(person, colleague, portal, organisation)
    _mails(person, colleague, portal, record_of(organisation))
    _sessions(person, colleague, draft)
    _typed_forms(person, colleague, record_of(organisation), draft)
    _translation_orders(person, colleague, record_of(organisation))
    ask_to_join(person, colleague, portal, ADDRESS, PHONE)
    ask_to_be_let_in(person, portal, record_of(organisation), SECOND_ADDRESS, f"Olen naapuri. {MESSAGE}")
    code = ask_for_a_code(portal, ADDRESS)
    drain_outbox()
    return Traces(person, colleague, organisation, activity, draft, image, comment, version, code)


def _pages(organisation: Any, person: Any) -> tuple[Any, Any, Any]:
    contact = ActivityContact(
        name=f"{FIRST_NAME} {LAST_NAME}", phone=PHONE, email=ADDRESS, consent_on=datetime.date(2026, 1, 1)
    )
    activity = make_activity(organisation, owner=person, contacts=[contact], sign_up_email=ADDRESS, sign_up_phone=PHONE)
    activity.locked, activity.locked_by, activity.locked_at = True, person, timezone.now()
    activity.save()
    activity.save_revision(user=person, log_action=True).publish()
    version = translated(activity, "ar", title="مقهى")
    version.owner = person
    version.save()
    version.save_revision(user=person)
    translation = adopt_translation(version)
    assert translation is not None
    draft = make_activity(organisation, "Luonnos", live=False, owner=person)
    agreed = {"consent_on": datetime.date(2026, 1, 1)}
    draft.contacts = [
        ActivityContact(name=f"{LAST_NAME}, {FIRST_NAME}", phone=DRAFT_PHONE, email=DRAFT_ADDRESS, **agreed)
    ]
    draft.description = f"<p>Kysy: {FIRST_NAME} {LAST_NAME}, {ADDRESS}, {DRAFT_PHONE}. {OTHERS_SENTENCE}</p>"
    draft.save_revision(user=person)
    draft.get_workflow().start(draft, person)
    StringTranslation.objects.update(last_translated_by=person)
    return activity, draft, version


def _comments(portal: Portal, person: Any, colleague: Any) -> Comment:
    front = PortalHomePage.objects.fronts().filter(portal=portal).first()
    assert front is not None
    front.save_revision(user=person)
    PageSubscription.objects.create(user=person, page=front, comment_notifications=True)
    comment = Comment.objects.create(
        page=front, user=person, text=f"Tarkistin. t. {FIRST_NAME} ({ADDRESS})", contentpath="lead"
    )
    CommentReply.objects.create(comment=comment, user=colleague, text=f"Kiitos, {FIRST_NAME} {LAST_NAME}!")
    CommentReply.objects.create(comment=comment, user=person, text=f"-{LAST_NAME}")
    Comment.objects.create(page=front, user=colleague, text=OTHERS_SENTENCE, contentpath="lead", resolved_by=person)
    fresh = PortalHomePage.objects.get(pk=front.pk)
    fresh.save_revision(user=colleague)
    return comment


def _logs(activity: Any, person: Any, colleague: Any) -> None:
    log(activity, "wagtail.edit", user=person, data={"comment": {"text": f"{FIRST_NAME} {LAST_NAME} <{ADDRESS}>"}})
    log(activity, "wagtail.edit", user=colleague, data={"note": f"kysy: {FIRST_NAME.lower()} {LAST_NAME.upper()}"})
    log(person, "wagtail.edit", user=colleague, title=ADDRESS, data={"name": LAST_NAME})
    assert PageLogEntry.objects.filter(user=person).exists()
    assert ModelLogEntry.objects.filter(label=ADDRESS).exists()


def _files(portal: Portal, person: Any, folder: Path) -> Any:
    profile = UserProfile.get_for_user(person)
    profile.avatar.save(f"{AVATAR}.png", ContentFile(get_test_image_file().file.getvalue()))
    message = EmailMessage()
    message["To"], message["Subject"] = f"{FIRST_NAME} {LAST_NAME} <{ADDRESS}>", "Kutsu"
    message.set_content(f"Hei {FIRST_NAME}! Ääkkösiä, jotta tämä koodataan.", cte="base64")
    (folder / "mail" / "2026-11-29T08-00-00.eml").write_bytes(message.as_bytes())
    other = EmailMessage()
    other["To"], other["Subject"] = "kollega@example.org", "Muuta"
    other.set_content(OTHERS_SENTENCE)
    (folder / "mail" / "2026-11-29T08-00-01.eml").write_bytes(other.as_bytes())
    image: Any = get_image_model().objects.create(
        title=f"Kuvaaja {FIRST_NAME} {LAST_NAME}",
        file=get_test_image_file(),
        collection=portal.collection,
        uploaded_by_user=person,
    )
    index.insert_or_update_object(image)
    document = ContentFile(OTHERS_SENTENCE, "ohje.txt")
    get_document_model().objects.create(
        title=f"Ohje ({FIRST_NAME} {LAST_NAME})", file=document, uploaded_by_user=person
    )
    return image


def _work(person: Any, portal: Portal, activity: Any) -> None:
    Placement.objects.create(
        portal=portal,
        listing=Listing.objects.get(pk=activity.translation_key),
        kind=PlacementKind.PINNED,
        reason=f"Sovittu: {FIRST_NAME} {LAST_NAME}",
        placed_by=person,
    )
    OrganisationTrust.objects.update_or_create(
        organisation=Listing.objects.get(pk=activity.translation_key).organisation,
        defaults={"level": TrustLevel.FACTS, "portal": portal, "granted_by": person},
    )
    Publication.objects.create(
        page=activity,
        portal=portal,
        reason=PublicationReason.TRUSTED,
        sample=SampleState.SEEN,
        published_by=person,
        seen_by=person,
    )
    MoveRequest.objects.create(
        listing=Listing.objects.get(pk=activity.translation_key),
        from_portal=portal,
        to_portal=portal,
        reason=f"Kysy: {FIRST_NAME} {LAST_NAME}, {PHONE}",
        asked_by=person,
        status=MoveStatus.DECLINED,
        answer=f"Ei meille. t. {FIRST_NAME}",
        answered_by=person,
        answered_at=timezone.now(),
    )
    APIToken.objects.create(user=person, name=f"{FIRST_NAME}n avain", key_hash="x" * 64, prefix="qz")
    DBTaskResult.objects.create(
        args_kwargs={"args": [ADDRESS], "kwargs": {}},
        return_value={"to": SECOND_ADDRESS},
        traceback=f"ValueError: {FIRST_NAME} {LAST_NAME}",
        task_path="editorial.mails.tasks.deliver_mail",
        backend_name="default",
        run_after=timezone.now(),
    )


def _roles(person: Any, colleague: Any, portal: Portal, organisation: Any) -> None:
    PortalMembership.objects.create(user=person, portal=portal, role=PortalRole.TRANSLATOR, languages=["sv"])
    review = make_activity(organisation, "Tarkastettu", live=False, owner=colleague)
    review.save_revision(user=colleague)
    state = review.get_workflow().start(review, colleague).current_task_state
    state.specific.reject(user=person, comment=f"Liian lyhyt. t. {FIRST_NAME}")
    said = {"text": f"Kysy minulta. t. {FIRST_NAME} {LAST_NAME}", "said_of": ADDRESS, "said_value": {"email": ADDRESS}}
    Remark.objects.create(state=state.specific, name="contacts-0", suggested_by=person, **said)
    taken = {"suggested_by": colleague, "taken_by": person, "taken_at": timezone.now()}
    Remark.objects.create(state=state.specific, name="title", suggestion=OTHERS_SENTENCE, **taken)
    theirs = PortalMembership.objects.create(
        user=colleague, portal=portal, role=PortalRole.TRANSLATOR, languages=["ar"]
    )
    TranslatorTrust.objects.create(membership=theirs, languages=["ar"], granted_by=person)
    _second_opinions(state.specific, person, colleague)


def _second_opinions(state: Any, person: Any, colleague: Any) -> None:
    """One that the person has given, and one that they have asked for."""
    words = f"Hyvä. t. {FIRST_NAME} {LAST_NAME}"
    remarks = [{"name": "title", "text": words, "suggestion": "", "said_of": ADDRESS}]
    given = {"verdict": "well", "words": words, "remarks": remarks, "answered_at": timezone.now()}
    SecondOpinion.objects.create(state=state, translator=person, asked_by=colleague, **given)
    asked = {"question": f"Soita: {PHONE}. t. {FIRST_NAME}", "remarks": remarks}
    SecondOpinion.objects.create(state=state, translator=colleague, asked_by=person, **asked)


def _mails(person: Any, colleague: Any, portal: Portal, organisation: Any) -> None:
    Mail.objects.create(kind="invitation", person=person, portal=portal, language="fi", thing="x:1")
    Mail.objects.create(kind="code", address=ADDRESS, portal=portal, language="fi", secrets={"code": "QZ-123"})
    set_wanted(person, WAITS, False)
    Mail.objects.create(
        kind="note", person=colleague, portal=portal, language="fi", thing="x:2", error=f"550 {SECOND_ADDRESS} unknown"
    )
    invited = {"organisation": organisation, "portal": portal, "role": OrganisationRole.WRITER}
    Invitation.objects.create(address=ADDRESS, accepted_by=person, accepted_at=timezone.now(), **invited)
    Invitation.objects.create(address=SECOND_ADDRESS, invited_by=colleague, **invited)
    Invitation.objects.create(address="uusi@example.org", invited_by=person, **invited)


def _sessions(person: Any, colleague: Any, draft: Any) -> None:
    Client(headers={"host": "espoo.localhost:8000"}).force_login(person)
    for address in (ADDRESS, "muu@example.org"):
        store = SessionStore()
        store["account_login"] = {"email": address, "code": "1234"}
        store.save()
    cache.set("kept", "muu", 600)
    cache.set("told", {"to": SECOND_ADDRESS}, 600)
    state = {"content_type": ContentType.objects.get_for_model(draft), "object_id": str(draft.pk)}
    FormState.objects.create(user=person, data="title=Luonnos", last_updated_at=timezone.now(), **state)
    FormState.objects.create(
        user=colleague, data=f"contacts-0-email={ADDRESS.replace('@', '%40')}", last_updated_at=timezone.now(), **state
    )
    EditingSession.objects.create(user=person, last_seen_at=timezone.now(), **state)


def _typed_forms(person: Any, colleague: Any, organisation: Any, draft: Any) -> None:
    typed = [["title", "Luonnos"], ["contacts-0-name", f"{FIRST_NAME} {LAST_NAME}"], ["contacts-0-email", ADDRESS]]
    for whose in (person, colleague):
        TypedForm.objects.create(
            person=whose, listing_key=draft.translation_key, organisation=organisation, fields=typed
        )
        TypedText.objects.create(
            person=whose, page_key=organisation.pk, organisation=organisation, fields=[["description", f"t. {PHONE}"]]
        )


def _translation_orders(person: Any, colleague: Any, organisation: Any) -> None:
    now = timezone.now()
    TranslationOrder.objects.create(
        page_key=organisation.pk, language="ar", ordered_by=colleague, taken_by=person, taken_at=now
    )
    TranslationOrder.objects.create(page_key=organisation.pk, language="sv", ordered_by=person)
