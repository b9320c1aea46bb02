"""A portal opens with its coordinator, who invites a translator; she loses her role at her next request.

The pages of invitations are accessible (WCAG 2.2 AA), narrow and wide, light and dark.
"""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import Locator, expect

from editorial.people.actions.accept_invitation import accept_invitation
from editorial.people.actions.invite import Invite
from editorial.people.models import Invitation
from kototori.demo.accounts import DEMO_PASSWORD
from listings.models import Organisation, OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from tests.browser.admin_page_faults import admin_faults_at
from tests.browser.desk_people import at_portal
from tests.browser.staff import expect_message, menu, sign_in
from tests.browser.visitor import Address, NewVisitor, Visitor
from tests.people.test_desk_home import ask

pytestmark = pytest.mark.django_db(transaction=True)


def accept(address: str) -> None:
    """As by the link in the mail: the account is made where there is none, and the invitation accepted."""
    user, _is_new = get_user_model().objects.get_or_create(username=address, defaults={"email": address})
    user.set_password(DEMO_PASSWORD)
    user.save()
    accept_invitation(Invitation.objects.get(address=address), user)


def test_national_administrator_opens_a_portal_whose_coordinator_invites_a_translator(
    demo_pool: None, portal_address: Address, new_visitor: NewVisitor
) -> None:
    admin = sign_in(new_visitor, portal_address, "admin@example.org")
    page = admin.page
    page.goto(portal_address("kototori", "/admin/portals/new/"))
    page.locator("[name=slug]").fill("porvoo")
    page.locator("[name=name]").fill("Porvoo")
    page.locator("[name=languages]").fill("fi, sv, ar")
    page.locator("[name=municipalities]").select_option("638")
    page.locator("[name=brand_strong]").fill("#0050a0")
    page.get_by_role("button", name=admin.said("Open"), exact=True).click()
    fault = admin.said("Say who coordinates the portal: without anybody its texts wait for you.")
    expect(page.get_by_text(fault)).to_be_visible()
    expect(page.locator("[name=slug]")).to_have_value("porvoo")
    page.locator("[name=coordinator]").fill("paula@example.org")
    page.get_by_role("button", name=admin.said("Open"), exact=True).click()
    menu(admin).get_by_role("link", name=admin.said("People"), exact=True).click()
    row = page.get_by_role("row").filter(has_text="Porvoo")
    expect(row).to_contain_text(admin.said("No coordinator"))
    expect(row).to_contain_text("paula@example.org")

    accept("paula@example.org")
    paula = sign_in(new_visitor, portal_address, "paula@example.org")
    invite_translator(paula, "tarja@example.org", "arabia")
    expect(part(paula, "Open invitations").get_by_role("row")).to_have_count(2)

    accept("tarja@example.org")
    account = get_user_model().objects.get(email="tarja@example.org")
    tarja = at_portal(new_visitor, portal_address, account)
    translations = portal_address("espoo", "/fi/desk/translations/")
    tarja.page.goto(translations)
    expect(tarja.page.get_by_role("heading", level=1).first).to_be_visible()

    paula.page.reload()
    people = part(paula, "People of the portal")
    tarjas = people.get_by_role("row").filter(has_text="tarja@example.org")
    expect(tarjas).to_contain_text("arabia")
    tarjas.get_by_role("link", name=paula.said("Remove")).click()
    paula.page.get_by_role("button", name=paula.said("Remove"), exact=True).click()
    expect_message(paula, "tarja@example.org")
    expect(part(paula, "People of the portal").get_by_text("tarja@example.org")).to_have_count(0)
    answer = tarja.page.goto(translations)
    assert answer is not None
    assert answer.status == 404


def invite_translator(coordinator: Visitor, address: str, language: str) -> None:
    """Languages are asked of translators only; what is wrong is said, and what was typed stays."""
    page = coordinator.page
    menu(coordinator).get_by_role("link", name=coordinator.said("People"), exact=True).click()
    page.get_by_role("link", name=coordinator.said("Invite somebody")).click()
    page.locator("[name=address]").fill(address)
    expect(page.get_by_label(language)).to_be_hidden()
    page.locator("[name=role][value=translator]").check()
    send = page.get_by_role("button", name=coordinator.said("Send the invitation"))
    send.click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("[name=address]")).to_have_value(address)
    page.get_by_label(language).check()
    send.click()
    expect_message(coordinator, address)


def part(person: Visitor, heading: str) -> Locator:
    return person.page.get_by_role("region", name=person.said(heading))


def test_the_pages_of_people_are_accessible(demo_pool: None, portal_address: Address, new_visitor: NewVisitor) -> None:
    espoo = Portal.objects.get(slug="espoo")
    day = timezone.localdate()
    coordinator = get_user_model().objects.get(email="espoo@example.org")
    invitation = Invite("pitka.osoite@kotoutumisen-ja-kielen-yhdistys.example.org", "writer",
        organisation=Organisation.objects.get(source_id="O01"), by=coordinator).execute()  # fmt: skip
    Invite("vanha@example.org", PortalRole.COUNSELLOR, portal=espoo, by=coordinator).execute()
    Invitation.objects.filter(address="vanha@example.org").update(sent_at=timezone.now() - datetime.timedelta(20))
    counsellor = PortalMembership.objects.get(portal=espoo, role=PortalRole.COUNSELLOR)
    PortalMembership.objects.filter(pk=counsellor.pk).update(ends_on=day - datetime.timedelta(1))
    member = OrganisationMembership.objects.get(user__email="siltasanat@example.org")
    alone = Organisation.objects.without_people().filter(home_portal=espoo)[0]
    asked = ask(alone, "Aino Asikas")
    base = "/admin/people/espoo/"
    paths = {
        "espoo@example.org": [
            base,
            f"{base}?q=xyzzy",
            f"{base}invite/?role=translator",
            f"{base}roles/{counsellor.pk}/",
            f"{base}roles/{counsellor.pk}/remove/",
            f"{base}invitations/{invitation.pk}/send/",
            f"{base}invitations/{invitation.pk}/withdraw/",
            f"{base}organisations/{alone.pk}/invite/",
            f"{base}requests/{asked.pk}/let-in/",
            f"{base}requests/{asked.pk}/turn-down/",
            f"{base}members/{member.pk}/",
            f"{base}members/{member.pk}/remove/",
        ],
        "admin@example.org": [
            "/admin/",
            "/admin/people/",
            "/admin/people/kototori/",
            "/admin/portals/new/",
            "/admin/users/",
            f"/admin/users/edit/{coordinator.pk}/",
        ],
    }
    problems = []
    for email, own in paths.items():
        person = sign_in(new_visitor, portal_address, email)
        person.page.emulate_media(reduced_motion="reduce")
        problems += [fault for path in own for fault in admin_faults_at(person.page, portal_address("kototori", path))]
        person.page.goto("about:blank")
    assert problems == []
