"""Who grants trust, who loses it, and who is told; who lets reviewers correct spelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from editorial.trust.actions.allow_corrections import AllowCorrections
from editorial.trust.actions.change_rules import ChangeRules
from editorial.trust.actions.errors import TrustError, TrustPermissionError
from editorial.trust.actions.grant_trust import GrantTrust
from editorial.trust.allowed_corrections import allows_spelling_corrections
from editorial.trust.models import OrganisationTrust, PortalReviewRules, TrustLevel
from listings.models import OrganisationMembership
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.listings.factories import make_organisation, record_of
from tests.people.visiting import at, new_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

Trust = Callable[[str], OrganisationTrust]


def test_coordinator_grants_it_and_everybody_of_the_organisation_is_told(
    record: Any, sanna: Any, veikko: Any, coordinator: Any, organisation: Any, espoo: Portal
) -> None:
    new_mails()
    GrantTrust(record, "facts", coordinator).execute()
    row = OrganisationTrust.objects.get()
    assert (row.level, row.portal, row.granted_by) == (TrustLevel.FACTS, espoo, coordinator)
    mails = new_mails()
    assert sorted(mail.to[0] for mail in mails) == sorted([sanna.user.email, veikko.user.email])
    assert "ajat" in mails[0].body
    entry = PageLogEntry.objects.get(page=organisation.pk, action="editorial.grant_trust")
    assert (entry.data["level"], entry.data["before"]) == ("facts", "review")
    assert coordinator.email not in str(entry.data)


def test_nobody_else_grants_it(
    record: Any, sanna: Any, coordinator: Any, vantaa_coordinator: Any, translator: Any, admin: Any
) -> None:
    for person in (sanna.user, vantaa_coordinator, translator):
        with pytest.raises(TrustPermissionError):
            GrantTrust(record, "everything", person).execute()
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    with pytest.raises(TrustPermissionError):
        GrantTrust(record, "everything", coordinator).execute()
    with pytest.raises(TrustError):
        GrantTrust(record, "whatever", admin).execute()
    assert not OrganisationTrust.objects.exists()
    GrantTrust(record, "everything", admin).execute()


def test_organisation_that_moves_loses_it_also_when_it_comes_back(
    organisation: Any, record: Any, sanna: Any, trust: Trust, espoo: Portal, vantaa: Portal
) -> None:
    trust("everything")
    AllowCorrections(record, True, sanna.user).execute()
    organisation.move(vantaa.directory, pos="last-child")
    record.refresh_from_db()
    assert record.home_portal == vantaa
    type(organisation).objects.get(pk=organisation.pk).move(espoo.directory, pos="last-child")
    assert not OrganisationTrust.objects.valid().exclude(level="review").exists()
    assert allows_spelling_corrections(record.pk)


def test_responsible_people_let_reviewers_correct_spelling(
    record: Any, sanna: Any, veikko: Any, coordinator: Any
) -> None:
    assert not allows_spelling_corrections(record.pk)
    for person in (veikko.user, coordinator):
        with pytest.raises(TrustPermissionError):
            AllowCorrections(record, True, person).execute()
    address = f"/fi/desk/organisations/{record.pk}/"
    assert "review-terms" in at("espoo", veikko.user).get(address).text
    assert "allows_corrections" not in at("espoo", veikko.user).get(address).text
    assert at("espoo", veikko.user).post(f"{address}corrections/", {"allows_corrections": "1"}).status_code == 404
    client = at("espoo", sanna.user)
    assert "allows_corrections" in client.get(address).text
    new_mails()
    client.post(f"{address}corrections/", {"allows_corrections": "1"})
    assert allows_spelling_corrections(record.pk)
    assert [mail.to for mail in new_mails()] == [[veikko.user.email]]
    client.post(f"{address}corrections/", {"allows_corrections": "1"})
    assert new_mails() == []
    client.post(f"{address}corrections/", {})
    assert not allows_spelling_corrections(record.pk)


# In the admin


ADDRESSES = ("/admin/review/trust/", "/admin/review/trust/espoo/", "/admin/review/rules/", "/admin/review/rules/espoo/")


def test_pages_are_for_the_portals_coordinators(
    record: Any, coordinator: Any, admin: Any, vantaa_coordinator: Any, translator: Any, sanna: Any
) -> None:
    one = f"/admin/review/trust/espoo/{record.pk}/"
    for person, expected in ((coordinator, 200), (admin, 200)):
        assert [signed_in(person).get(address).status_code for address in (*ADDRESSES, one)] == [expected] * 5
    for person, status in ((vantaa_coordinator, 404), (translator, 403)):
        shown = [signed_in(person).get(address) for address in ("/admin/review/trust/espoo/", ADDRESSES[3], one)]
        assert [answer.status_code for answer in shown] == [status] * 3
        assert signed_in(person).post(one, {"level": "everything"}).status_code == status
        assert signed_in(person).post(ADDRESSES[3], {"sample_percent": 0}).status_code == status
    own = signed_in(vantaa_coordinator)
    assert own.get("/admin/review/trust/").status_code == 200
    assert own.get(f"/admin/review/trust/vantaa/{record.pk}/").status_code == 404
    assert signed_in(translator).get("/admin/review/trust/").status_code == 403
    assert signed_in(sanna.user).get("/admin/review/trust/").status_code in (302, 403, 404)
    assert not OrganisationTrust.objects.exists()


def test_trust_is_granted_on_its_page(record: Any, sanna: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    address = f"/admin/review/trust/espoo/{record.pk}/"
    assert client.post(address, {"level": "nosuch"}).status_code == 400
    assert client.post(address, {"level": "facts"}).status_code == 302
    assert OrganisationTrust.objects.get().level == "facts"
    new_mails()
    client.post(address, {"level": "facts"})
    assert new_mails() == []
    shown = client.get("/admin/review/trust/espoo/?level=facts&q=silta").text
    assert "Siltasanat" in shown
    assert "Siltasanat ry" not in client.get("/admin/review/trust/espoo/?level=review").text
    assert "Siltasanat ry" not in client.get("/admin/review/trust/espoo/?q=nosuch").text
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    assert client.post(address, {"level": "everything"}).status_code == 400
    assert OrganisationTrust.objects.get().level == "facts"


def test_rules_are_the_portals_own(espoo: Portal, vantaa: Portal, coordinator: Any, vantaa_coordinator: Any) -> None:
    client = signed_in(coordinator)
    for wrong in ("-1", "101", "x", ""):
        assert client.post("/admin/review/rules/espoo/", {"sample_percent": wrong}).status_code == 400
    assert client.post("/admin/review/rules/espoo/", {"sample_percent": "25"}).status_code == 302
    rules = PortalReviewRules.objects.get()
    assert (rules.portal, rules.sample_percent, rules.writers_may_approve) == (espoo, 25, False)
    client.post("/admin/review/rules/espoo/", {"sample_percent": "25", "writers_may_approve": "on"})
    assert PortalReviewRules.objects.get().writers_may_approve
    with pytest.raises(TrustPermissionError):
        ChangeRules(espoo, vantaa_coordinator, sample_percent=0, writers_may_approve=True).execute()
    with pytest.raises(TrustError):
        ChangeRules(espoo, coordinator, sample_percent=101, writers_may_approve=True).execute()


def test_list_takes_the_same_statements_for_many(espoo: Portal, coordinator: Any, organisation: Any) -> None:
    client, counts = signed_in(coordinator), []
    client.get("/admin/review/trust/espoo/")
    for number in (1, 10):
        for place in range(number):
            record = record_of(make_organisation(espoo, f"Seura {number} {place}"))
            OrganisationTrust.objects.create(
                organisation=record, level="facts", portal=espoo, granted_by=coordinator, granted_at=None
            )
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/admin/review/trust/espoo/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
