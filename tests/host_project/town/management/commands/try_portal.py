"""Does in the town's project what its people would: opens a portal, announces an activity, looks at it."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.test import Client, RequestFactory
from wagtail.models import Page, Site

from editorial.form_guard.client_address import client_address
from editorial.people.actions.errors import PeopleError
from editorial.people.actions.invite import Invite
from listings.models import ActivityLanguage, ActivityPage, ActivitySlot, Concept, OrganisationPage
from regions.actions.open_portal import OpenPortal
from regions.forms import PortalForm
from regions.models import Portal
from search.indexer import drain_outbox
from town.models import TownPage

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class Command(BaseCommand):
    help = "Open a portal, publish an activity and print what the hosts answer, as one JSON object."

    def handle(self, *args: Any, **options: Any) -> None:
        town = TownPage(title="The town's own page", slug="own")
        Page.get_first_root_node().add_child(instance=town)
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "www.town.example.org", "root_page": town, "port": 80}
        )
        call_command("load_municipalities", verbosity=0)
        call_command("load_concepts", verbosity=0)
        OpenPortal(slug="kototori", name="Suomi", languages=["fi", "sv"], municipalities=[], is_national=True).execute()
        coordinator = "Katri@example.org" if settings.HAS_ACCOUNTS else ""
        OpenPortal(
            slug="lohja", name="Lohja", languages=["fi", "sv"], municipalities=["444"], coordinator=coordinator
        ).execute()
        activity = self._announce()
        drain_outbox()
        listing = str(activity.translation_key)
        answers = {
            "finder": self._get("lohja.localhost", "/fi/toiminta/"),
            "activity": self._get("lohja.localhost", f"/fi/toiminta/{listing}/"),
            "organisation": self._get("lohja.localhost", f"/fi/jarjestot/{activity.get_parent().translation_key}/"),
            "national": self._get("kototori.localhost", f"/sv/verksamhet/{listing}/"),
            "api": self._get("lohja.localhost", "/api/v1/activities?q=kielikahvila"),
            "town": self._get("www.town.example.org", "/"),
            "sign_in": self._get("lohja.localhost", "/fi/sign-in/"),
            "desk": self._sign_in() if settings.HAS_ACCOUNTS else {},
            "client": client_address(RequestFactory().get("/", REMOTE_ADDR="2001:db8::1:2:3:4")),
            "form_asks_for_coordinator": "coordinator" in PortalForm().fields,
            "invited": self._invite(),
            "people": self._in_admin("/cms/people/lohja/"),
            "own_account": self._in_admin("/cms/account/"),
            "town_admin": self._get("www.town.example.org", "/cms/login/"),
        }
        self.stdout.write(json.dumps(answers))

    def _announce(self) -> ActivityPage:
        directory = Portal.objects.get(slug="lohja").directory
        organisation = OrganisationPage(
            title="Lähde ry",
            organisation_type=Concept.objects.get(vocabulary="organisation_type", code="association"),
            municipality_id="444",
            locale=directory.locale,
        )
        directory.add_child(instance=organisation)
        organisation.save_revision().publish()
        page = ActivityPage(
            title="Kielikahvila Lohjalla",
            description="<p>Puhutaan suomea.</p>",
            format=Concept.objects.get(vocabulary="format", code="group"),
            municipality_id="444",
            locale=directory.locale,
            live=False,
        )
        page.themes = list(Concept.objects.filter(vocabulary="theme", code="language"))
        page.spoken_languages = [ActivityLanguage(language="fi")]
        page.slots = [ActivitySlot(weekdays=[2])]
        organisation.add_child(instance=page)
        page.save_revision().publish()
        return page

    def _sign_in(self) -> dict[str, Any]:
        get_user_model().objects.create_user("anna", "anna@example.org", "kahvila-tiistaina")
        client = Client(headers={"host": "lohja.localhost"})
        form = {"login": "Anna@example.org", "password": "kahvila-tiistaina"}
        response = client.post("/fi/sign-in/", form, follow=True)
        return {"status": response.status_code, "text": response.content.decode()}

    def _invite(self) -> str:
        """Invite a translator, and ask for a new password where there is a page for it; return what is wrong."""
        if settings.HAS_ACCOUNTS:
            client = Client(headers={"host": "lohja.localhost"})
            client.post("/sv/sign-in/password/", {"email": "anna@example.org"})
        try:
            Invite(
                "tove@example.org", "translator", portal=Portal.objects.get(slug="lohja"), languages=["sv"]
            ).execute()
        except PeopleError as error:
            return str(error)
        return ""

    def _in_admin(self, path: str) -> dict[str, Any]:
        """What an administrator gets."""
        client = Client(headers={"host": "www.town.example.org"})
        facts = {"email": "root@example.org", "is_superuser": True}
        client.force_login(get_user_model().objects.get_or_create(username="root", defaults=facts)[0], _BACKEND)
        response = client.get(path)
        return {"status": response.status_code, "text": response.content.decode()}

    def _get(self, host: str, address: str) -> dict[str, Any]:
        response = Client(headers={"host": host}).get(address)
        return {"status": response.status_code, "text": response.content.decode()}
