"""Factories of organisations, activities and people, created as in the admin: pages, revisions, memberships."""

import datetime
import uuid
from typing import Any

from wagtail.models import Locale

from listings.enums import Vocabulary
from listings.models import (
    ActivityPage,
    ActivitySlot,
    Concept,
    Organisation,
    OrganisationMembership,
    OrganisationPage,
)
from regions.models import Municipality, Portal, PortalMembership, PortalRole
from tests.regions.factories import make_user


def concept(vocabulary: str, code: str) -> Concept:
    row: Concept = Concept.objects.get(vocabulary=vocabulary, code=code)
    return row


def locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def make_organisation(portal: Portal, title: str = "Siltasanat ry", *, language: str = "fi", live: bool = True) -> Any:
    """Return the source page of a new organisation of Espoo in the portal's directory."""
    page = OrganisationPage(
        title=title,
        locale=locale(language),
        organisation_type=concept(Vocabulary.ORGANISATION_TYPE, "association"),
        municipality=Municipality.objects.get(pk="049"),
        live=False,
    )
    portal.directory.add_child(instance=page)
    return published(page) if live else page


def make_activity(
    organisation: Any, title: str = "Kielikahvila", *, language: str = "fi", live: bool = True, **facts: Any
) -> Any:
    """Return the source page of a new activity on Tuesdays at 17–19, public unless ``live`` is false."""
    values: dict[str, Any] = {
        "title": title,
        "description": "<p>Puhutaan suomea kahvin äärellä.</p>",
        "format": concept(Vocabulary.FORMAT, "group"),
        "municipality": Municipality.objects.get(pk="049"),
        "slots": [ActivitySlot(weekdays=[2], start=datetime.time(17), end=datetime.time(19))],
    }
    values.update(facts)
    themes = values.pop("themes", [concept(Vocabulary.THEME, "language")])
    page = ActivityPage(locale=locale(language), live=False, slug=str(uuid.uuid4()), **values)
    page.themes = themes
    organisation.add_child(instance=page)
    return published(page) if live else page


def published(page: Any) -> Any:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def translated(page: Any, language: str, *, live: bool = True, **texts: str) -> Any:
    """Return a language version with its own texts, created as by an importer."""
    version = page.copy_for_translation(locale(language))
    for name, text in texts.items():
        setattr(version, name, text)
    if live:
        return published(version)
    version.save()
    version.save_revision()
    return type(version).objects.get(pk=version.pk)


def record_of(organisation: Any) -> Organisation:
    record: Organisation = Organisation.objects.get(pk=organisation.translation_key)
    return record


def make_editor(organisation: Any, name: str = "editor@example.org") -> Any:
    """Return a user who is a member of the page's organisation."""
    user = make_user(name)
    OrganisationMembership.objects.create(user=user, organisation=record_of(organisation))
    return user


def also_coordinating(user: Any, portal: Portal) -> Any:
    """Make somebody a coordinator of a portal besides; return them without what this object remembers."""
    PortalMembership.objects.create(user=user, portal=portal, role=PortalRole.COORDINATOR)
    return type(user).objects.get(pk=user.pk)


def also_translating(user: Any, portal: Portal, language: str = "ar") -> Any:
    """Make somebody a translator of a portal besides; return them without what this object remembers."""
    PortalMembership.objects.create(user=user, portal=portal, role=PortalRole.TRANSLATOR, languages=[language])
    return type(user).objects.get(pk=user.pk)
