"""Mails about a review: to the portal's coordinators when a text waits, to its writers when it has been answered."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail_localize.models import StringTranslation

from editorial.mails.mail_addresses import admin_address, page_language, portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.queueing import queue_mail
from editorial.review.answer_details import details_of
from editorial.review.models import ReviewState
from listings.models import ActivityPage, OrganisationPage
from listings.permissions import may_edit_for
from regions.languages import own_name
from regions.models import Portal, PortalGroup, PortalRole
from regions.paths import home_path
from regions.people import person_name
from regions.permissions import coordinates
from regions.portal_staff import coordinators_or_administrators

WAITING = "review-waiting"
RETURNED = "review-returned"
APPROVED = "review-approved"


# To whom


def mail_coordinators(state: ReviewState, *, by: Any = None) -> None:
    """Tell each coordinator of the portal that a text waits, except the one who has sent it.

    National administrators where the portal has no coordinator.
    """
    portal = portal_of(state)
    if portal is None:
        return
    for person in coordinators_or_administrators(portal):
        if person != by:
            queue_mail(WAITING, portal=portal, person=person, thing=state)


def mail_writers(kind: str, state: ReviewState, *, by: Any = None) -> None:
    """Tell whoever sent the text to review, and whoever wrote this version, of the answer; not who answered."""
    portal = portal_of(state)
    if portal is None:
        return
    ids = {state.workflow_state.requested_by_id, state.revision.user_id if state.revision else None}
    for person in get_user_model()._default_manager.filter(pk__in=ids - {None, getattr(by, "pk", None)}).order_by("pk"):
        queue_mail(kind, portal=portal, person=person, thing=state)


def portal_of(state: ReviewState) -> Portal | None:
    """The portal whose coordinators answer this review; None for a task of another project's."""
    groups = PortalGroup.objects.filter(role=PortalRole.COORDINATOR, group__groupapprovaltask=state.task_id)
    found = groups.select_related("portal__site").first()
    return found.portal if found is not None else None


# In words


def waiting_mail(mail: Mail) -> MailContent | None:
    state, page = _waiting_review(mail)
    if state is None or mail.person not in coordinators_or_administrators(mail.portal):
        return None
    sender = person_name(state.workflow_state.requested_by)
    return MailContent(
        subject=_("Waits for your review: %(title)s") % {"title": _title(page)},
        paragraphs=(
            _("%(person)s has sent a text to review.") % {"person": sender}
            if sender
            else _("A text has been sent to review."),
            _facts(page),
        ),
        button=(_("Read and answer"), admin_address("review_screen", state.pk)),
    )


def returned_mail(mail: Mail) -> MailContent | None:
    state, page = _review(mail, ReviewState.STATUS_REJECTED)
    if state is None or not _may_edit(mail, page):
        return None
    words = _("%(person)s has read your text and returns it to you.") % {"person": _answered_by(state)}
    details = details_of(state, page)
    reason = _("They write:") if state.comment else _("They wrote no reason. You can ask by answering this mail.")
    return MailContent(
        subject=_("Needs a change: %(title)s") % {"title": _title(page)},
        paragraphs=(words, _facts(page), *details, *((reason,) if state.comment or not details else ())),
        quote=state.comment,
        button=(_("Open your text"), edit_address(page, mail)),
        notes=(_("Change what is needed, and send it to review again."),),
    )


def approved_mail(mail: Mail) -> MailContent | None:
    state, page = _review(mail, ReviewState.STATUS_APPROVED)
    if state is None or not _may_edit(mail, page):
        return None
    words = _("%(person)s has approved your text.") % {"person": _answered_by(state)}
    address = page.full_url if page.live else None
    return MailContent(
        subject=_("Approved: %(title)s") % {"title": _title(page)},
        paragraphs=(
            f"{words} {_('Everybody can read it now.')}" if address else words,
            _facts(page),
            *details_of(state, page),
            *((_("They write:"),) if state.comment else ()),
        ),
        quote=state.comment,
        button=(_("Look at it"), address) if address else (_("Open your text"), edit_address(page, mail)),
    )


def edit_address(page: Any, mail: Mail) -> str:
    """Return where a person goes on with a text.

    Who writes for the text's organisation, or translates it, goes to it at the desk of the portal; others to the admin
    where they have it, and else to the desk. The portal's front page in a project that hasn't included the desk.
    """
    person = mail.person
    if person is not None and _is_translated_by(page, person):
        with suppress(NoReverseMatch):
            return portal_address(mail.portal, "translate", mail.language, page.translation_key, page.language)
    writes = person is not None and not coordinates(person) and _is_written_by(page, person)
    if not writes and person is not None and person.has_perm("wagtailadmin.access_admin"):
        return admin_address("wagtailadmin_pages:edit", page.pk)
    with suppress(NoReverseMatch):
        if writes:
            name, ids = _place_at_desk(page)
            return portal_address(mail.portal, name, mail.language, *ids)
        return portal_address(mail.portal, "desk", mail.language)
    return f"{mail.portal.root_url}{home_path(page_language(mail.portal, mail.language))}"


def _is_translated_by(page: Any, person: Any) -> bool:
    """Whether the person translates this version. Who also writes for its organisation has translated strings of it."""
    if not isinstance(page, ActivityPage | OrganisationPage) or page.record is None or page.is_source:
        return False
    organisation = page.record.organisation_id if isinstance(page, ActivityPage) else page.record.pk
    if not page.permissions_for_user(person).is_translator():
        return False
    strings = StringTranslation.objects.filter(context__object_id=page.translation_key, locale=page.locale)
    return not may_edit_for(person, organisation) or strings.filter(last_translated_by=person).exists()


def _is_written_by(page: Any, person: Any) -> bool:
    """Whether the person writes this page at the desk."""
    if not isinstance(page, ActivityPage | OrganisationPage) or page.record is None:
        return False
    return may_edit_for(person, page.record.organisation_id if isinstance(page, ActivityPage) else page.record.pk)


def _place_at_desk(page: Any) -> tuple[str, tuple[Any, ...]]:
    """The name of the page at the desk where a text is written, and what its address needs."""
    is_activity = isinstance(page, ActivityPage)
    if page.is_source:
        return "edit_announcement" if is_activity else "own_organisation", (page.translation_key,)
    name = "activity_language" if is_activity else "organisation_language"
    return name, (page.translation_key, page.language)


def _waiting_review(mail: Mail) -> tuple[ReviewState | None, Any]:
    """The review that waits; where a newer version has been sent instead of the mail's, that of the newer one."""
    state, page = _review(mail, ReviewState.STATUS_IN_PROGRESS)
    if state is not None:
        return state, page
    replaced, page = _review(mail, ReviewState.STATUS_CANCELLED)
    if replaced is None or replaced.workflow_state.status != WorkflowState.STATUS_IN_PROGRESS:
        return None, None
    states = ReviewState.objects.select_related("workflow_state__requested_by")
    current = states.filter(pk=replaced.workflow_state.current_task_state_id, status=ReviewState.STATUS_IN_PROGRESS)
    state = current.filter(started_at=replaced.started_at).first()
    return (state, page) if state is not None else (None, None)


def _review(mail: Mail, status: str) -> tuple[ReviewState | None, Any]:
    """The review and its page; (None, None) where it is no longer in this state, or the page has gone."""
    states = ReviewState.objects.select_related("workflow_state__requested_by", "finished_by", "revision")
    state = states.filter(pk=mail.thing_key, status=status).first()
    page = state.workflow_state.content_object if state is not None else None
    return (state, page.specific) if isinstance(page, Page) else (None, None)


def _may_edit(mail: Mail, page: Any) -> bool:
    """Whether the person still works on the page: others don't get a draft's title or a reviewer's words."""
    return bool(page.permissions_for_user(mail.person).can_edit())


def _title(page: Any) -> str:
    return str(page.draft_title or page.title)


def _facts(page: Any) -> str:
    lines = [_("Title: %(title)s") % {"title": _title(page)}]
    parent = page.get_parent()
    if issubclass(parent.specific_class or Page, OrganisationPage):
        lines.append(_("Organisation: %(name)s") % {"name": parent.title})
    lines.append(_("Language: %(name)s") % {"name": own_name(page.locale.language_code)})
    return "\n".join(lines)


def _answered_by(state: ReviewState) -> str:
    return person_name(state.finished_by) or _("A coordinator")


# When


def _submitted(instance: Any, user: Any = None, **kwargs: Any) -> None:
    """A version that takes over the place of another one is no news: they know already that the page waits."""
    if isinstance(instance, ReviewState) and instance.sent_at is None:
        mail_coordinators(instance, by=user)


def _rejected(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _answered(RETURNED, instance, user)


def _approved(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _answered(APPROVED, instance, user)


def _answered(kind: str, workflow_state: WorkflowState, user: Any) -> None:
    state: TaskState | None = workflow_state.current_task_state
    specific = state.specific if state is not None else None
    if isinstance(specific, ReviewState):
        mail_writers(kind, specific, by=user)


def connect() -> None:
    kinds.register(WAITING, MailKind(waiting_mail, False, gettext_lazy("texts that wait for review")))
    kinds.register(RETURNED, MailKind(returned_mail, label=gettext_lazy("texts that a review returns")))
    kinds.register(APPROVED, MailKind(approved_mail, False, gettext_lazy("texts that are approved")))
    task_submitted.connect(_submitted, dispatch_uid="editorial_review_submitted")
    workflow_rejected.connect(_rejected, dispatch_uid="editorial_review_rejected")
    workflow_approved.connect(_approved, dispatch_uid="editorial_review_approved")
