"""axe reports nothing on the desk's pages and those of links in mails: fi and ar, narrow and wide, light and dark.

No page scrolls sideways, and every target is large enough for a thumb.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from editorial.mails.signed_links import signed_link
from editorial.people.access_mails import CONFIRM_ACCESS, confirmation_key
from editorial.people.actions.invite import Invite
from editorial.people.models import AccessState
from editorial.people.people_mails import invitation_link
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import PortalRole
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.visitor import Address, NewVisitor
from tests.listings.factories import make_organisation, record_of
from tests.people.conftest import organisation, record, sanna, veikko
from tests.people.test_desk_home import ask
from tests.regions.factories import make_member, make_user
from tests.shares import share

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals"), pytest.mark.exhaustive]
__all__ = ["organisation", "record", "sanna", "veikko"]

#: `make test` looks at every second page in each, `make prove` at all of them.
LANGUAGES = ["fi", "ar"]


@pytest.fixture
def paths(record: Any, sanna: Any, veikko: Any, espoo: Any) -> dict[str, list[tuple[Any, str]]]:
    """By language: who opens which page."""
    invited = Invite(
        "uma@example.org", OrganisationRole.WRITER, organisation=record, by=sanna.user, language="fi"
    ).execute()
    known = Invite("tuttu@example.org", OrganisationRole.RESPONSIBLE, organisation=record, by=sanna.user).execute()
    make_user("tuttu@example.org")
    OrganisationMembership.objects.create(
        user=sanna.user, organisation=record_of(make_organisation(espoo, "Kansainvälinen naisten talo ja tupa ry"))
    )
    asked = ask(record, "Aino Asikas")
    unconfirmed = ask(record, "Onni Odottaja", AccessState.ASKED)
    unconfirmed.asked_at = timezone.now()
    unconfirmed.save()
    translator = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"])
    found = {}
    for language in LANGUAGES:
        people = f"/{language}/desk/organisations/{record.pk}/people/"
        links = [invitation_link(invitation, language).split("8000")[-1] for invitation in (invited, known)]
        confirm = signed_link(CONFIRM_ACCESS, confirmation_key(unconfirmed), portal=espoo, language=language)
        gone = signed_link("accept-invitation", "x", portal=espoo, language=language)
        found[language] = [
            (sanna.user, f"/{language}/desk/"),
            (translator, f"/{language}/desk/"),
            (make_user(f"nobody-{language}@example.org"), f"/{language}/desk/"),
            (sanna.user, people),
            (veikko.user, people),
            (sanna.user, f"{people}{veikko.pk}/remove/"),
            (sanna.user, f"{people}{veikko.pk}/hand-over/"),
            (sanna.user, f"{people}leave/"),
            (sanna.user, f"{people}requests/{asked.pk}/"),
            (None, f"/{language}/join/{record.pk}/"),
            *((None, "/" + link.partition("/")[2]) for link in links),
            (sanna.user, "/" + links[0].partition("/")[2]),
            (None, "/" + confirm.split("localhost", 1)[1].partition("/")[2]),
            (None, "/" + gone.split("localhost", 1)[1].partition("/")[2]),
        ]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_people_are_accessible(
    paths: dict[str, list[tuple[Any, str]]], new_visitor: NewVisitor, portal_address: Address, language: str
) -> None:
    problems = []
    pages = share(enumerate(paths[language]), one_in=2, first=LANGUAGES.index(language))
    for number, (user, path) in pages:
        page = at_portal(new_visitor, portal_address, user, language=language, width=320, height=900).page
        page.goto(portal_address("espoo", path))
        problems += page_faults(page, targets=TARGETS, picture=f"{number:02}-{language}")
        page.context.close()
    assert problems == []
