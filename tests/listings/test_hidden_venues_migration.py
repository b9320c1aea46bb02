"""A database of before hidden venues is migrated with its data, constraints and triggers included."""

import pytest
from django.core.management import call_command
from django.db import connection

from listings.models import ActivityPage, Venue
from regions.models import Municipality, Portal
from tests.listings.factories import make_activity, make_organisation
from tests.regions.factories import open_national, open_portal


@pytest.mark.django_db(transaction=True)
def test_data_of_before_is_marked() -> None:
    open_national()
    open_portal("espoo")
    espoo, town = Portal.objects.get(slug="espoo"), Municipality.objects.get(pk="049")
    organisation, other = make_organisation(espoo), make_organisation(espoo, "Toinen ry")
    library, shelter = (Venue.objects.create(name=name, municipality=town) for name in ("Kirjasto", "Turvatalo"))
    make_activity(other, venue=library)
    make_activity(organisation, venue=shelter, address_hidden=True)
    shared = make_activity(organisation, venue=library)
    call_command("migrate", "listings", "0001", verbosity=0)
    with connection.cursor() as cursor:
        statement = "UPDATE listings_activitypage SET address_hidden = true WHERE page_ptr_id = %s"
        cursor.execute(statement, [shared.pk])
    call_command("migrate", verbosity=0)
    assert Venue.objects.get(name="Turvatalo").address_hidden
    assert not Venue.objects.get(pk=library.pk).address_hidden
    assert ActivityPage.objects.get(pk=shared.pk).venue in Venue.objects.filter(name="Kirjasto", address_hidden=True)
