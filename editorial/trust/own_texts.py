"""Whoever writes for an organisation doesn't approve its texts alone, unless the portal says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from editorial.review.models import ReviewState
from editorial.trust.models import PortalReviewRules, Publication
from editorial.trust.portal_rules import rules_of
from listings.models import Listing, Organisation, OrganisationMembership

#: Why nobody may: for lists and screens, too.
REFUSAL = _("You write for this organisation, or wrote this text: somebody else approves it.")


class OwnTextError(PermissionDenied):
    """The person is one of the organisation's people, or has written or sent this version."""

    def __init__(self) -> None:
        super().__init__(str(REFUSAL))


def refuse_own_text(state: ReviewState, user: Any) -> None:
    """Raise ``OwnTextError`` where the person may not approve this review alone. To be called under the page's lock."""
    if state.pk in own_texts([state], user):
        raise OwnTextError


def own_texts(states: Iterable[ReviewState], user: Any) -> set[int]:
    """Return the ids of the reviews that the person may not approve: of organisations whose portal hasn't allowed it.

    National administrators are no exception. Constant number of statements where the states were read with
    ``workflow_state`` and ``revision``.
    """
    rows = list(states)
    pages = [int(state.workflow_state.object_id) for state in rows if _is_of_a_page(state)]
    organisations = _organisations(pages)
    theirs = set(
        OrganisationMembership.objects.effective()
        .filter(user_id=user.pk, organisation__in=set(organisations.values()))
        .values_list("organisation_id", flat=True)
    )
    own = {}
    for state in rows:
        organisation = organisations.get(int(state.workflow_state.object_id)) if _is_of_a_page(state) else None
        if organisation is not None and (organisation in theirs or user.pk in _authors(state)):
            own[state.pk] = organisation
    allowed = _organisations_of_lenient_portals(set(own.values())) if own else set()
    return {key for key, organisation in own.items() if organisation not in allowed}


def _is_of_a_page(state: ReviewState) -> bool:
    return bool(state.workflow_state.base_content_type_id == Page(pk=0).get_base_content_type().pk)


def _authors(state: ReviewState) -> set[int | None]:
    """Who has sent the text, and who wrote the version that waits."""
    return {state.workflow_state.requested_by_id, state.revision.user_id if state.revision is not None else None}


def _organisations(page_ids: list[int]) -> dict[int, Any]:
    """The organisations of pages, by the page's id; a page that is no organisation's is left out."""
    families = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    keys = set(families.values())
    found = dict(Listing.objects.filter(pk__in=keys).values_list("pk", "organisation_id"))
    found |= {key: key for key in Organisation.objects.filter(pk__in=keys).values_list("pk", flat=True)}
    return {page: found[key] for page, key in families.items() if key in found}


def _organisations_of_lenient_portals(organisations: set[Any]) -> set[Any]:
    lenient = PortalReviewRules.objects.filter(writers_may_approve=True).values("portal")
    rows = Organisation.objects.filter(pk__in=organisations, home_portal__in=lenient)
    return set(rows.values_list("pk", flat=True))


def refusal_to_publish(page: Any, user: Any) -> str:
    """Return why the person may not publish a page past its review: it is their own organisation's."""
    organisation = _organisations([page.pk]).get(page.pk)
    if organisation is None:
        return ""
    members = OrganisationMembership.objects.effective().filter(user_id=user.pk, organisation=organisation)
    return str(REFUSAL) if members.exists() and not _organisations_of_lenient_portals({organisation}) else ""


def own_publications(publications: Iterable[Publication], user: Any) -> set[int]:
    """Return the ids of the publications that the person may not look at alone. At most five statements."""
    rows = list(publications)
    organisations = _organisations([row.page_id for row in rows])
    members = OrganisationMembership.objects.effective().filter(user_id=user.pk)
    theirs = set(members.filter(organisation__in=set(organisations.values())).values_list("organisation_id", flat=True))
    own = {
        row.pk: organisations[row.page_id]
        for row in rows
        if row.page_id in organisations and (organisations[row.page_id] in theirs or row.published_by_id == user.pk)
    }
    allowed = _organisations_of_lenient_portals(set(own.values())) if own else set()
    return {key for key, organisation in own.items() if organisation not in allowed}


def is_own_publication(publication: Publication, user: Any) -> bool:
    """The same of something that was published without review: whether the person may not look at it alone."""
    organisation = _organisations([publication.page_id]).get(publication.page_id)
    if organisation is None or rules_of(publication.portal_id).writers_may_approve:
        return False
    is_theirs: bool = (
        OrganisationMembership.objects.effective().filter(user_id=user.pk, organisation=organisation).exists()
    )
    return is_theirs or publication.published_by_id == user.pk
