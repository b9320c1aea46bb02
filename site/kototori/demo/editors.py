"""Accounts of the editors of the demo pool's organisations. Fixed names, invented organisations."""

from pathlib import Path

from django.db import transaction

from kototori.demo.accounts import DEMO_EDITORS, make_demo_account
from listings.enums import OrganisationRole
from listings.models import Organisation, OrganisationMembership

DEMO_FILE = Path(__file__).resolve().parent / "data" / "demo_pool.json"


@transaction.atomic
def make_demo_editors(source: str) -> int:
    """Create the editors' accounts with their memberships; return the number of new rows."""
    count = 0
    for email, first_name, last_name, identifier in DEMO_EDITORS:
        organisation = Organisation.objects.filter(source=source, source_id=identifier).first()
        if organisation is None:
            continue
        user, created = make_demo_account(email, first_name, last_name)
        _membership, joined = OrganisationMembership.objects.get_or_create(
            user=user, organisation=organisation, defaults={"role": OrganisationRole.RESPONSIBLE}
        )
        count += created + joined
    return count
