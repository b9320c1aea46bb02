"""Organisations and activities for tests, made through pages and revisions as editors make them."""

from __future__ import annotations

import datetime
from typing import Any

from wagtail.models import Locale

from listings.models import ActivityLanguage, ActivityPage, ActivitySlot, Concept, OrganisationPage
from regions.models import Municipality, Portal


def locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def make_organisation(
    portal: Portal, name: str = "Siltasanat ry", language: str = "fi", **values: Any
) -> OrganisationPage:
    """A published organisation in a portal's directory."""
    page = OrganisationPage(
        title=name,
        locale=locale(language),
        organisation_type=Concept.objects.get(vocabulary="organisation_type", code="association"),
        **({"municipality": Municipality.objects.get(code="049")} | values),
    )
    portal.directory.add_child(instance=page)
    page.save_revision().publish()
    return OrganisationPage.objects.get(pk=page.pk)


def draft_activity(
    organisation: OrganisationPage, title: str = "Kielikahvila", language: str = "fi", **values: Any
) -> ActivityPage:
    """An activity on Tuesdays at 17–19 in Espoo that nobody has published."""
    themes = values.pop("themes", ["language"])
    target_groups = values.pop("target_groups", ["all"])
    weekdays = values.pop("weekdays", [2])
    page = ActivityPage(
        title=title,
        live=False,
        locale=locale(language),
        format=Concept.objects.get(vocabulary="format", code="group"),
        **({"municipality": Municipality.objects.get(code="049"), "description": "<p>Puhutaan suomea.</p>"} | values),
    )
    page.themes = list(Concept.objects.filter(vocabulary="theme", code__in=themes))
    page.target_groups = list(Concept.objects.filter(vocabulary="target_group", code__in=target_groups))
    page.spoken_languages = [ActivityLanguage(language="fi")]
    if page.schedule_kind == "weekly":
        page.slots = [ActivitySlot(weekdays=weekdays, start=datetime.time(17), end=datetime.time(19))]
    organisation.add_child(instance=page)
    page.save_revision()
    return page


def make_activity(
    organisation: OrganisationPage, title: str = "Kielikahvila", language: str = "fi", **values: Any
) -> ActivityPage:
    page = draft_activity(organisation, title, language, **values)
    page.get_latest_revision().publish()
    return ActivityPage.objects.get(pk=page.pk)


def make_translation(source: Any, language: str, *, publish: bool = True, **texts: Any) -> Any:
    """A language version beside its source."""
    page = source.copy_for_translation(locale(language))
    for name, value in texts.items():
        setattr(page, name, value)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return type(source).objects.get(pk=page.pk)


def edit(page: Any, *, publish: bool = True, **values: Any) -> Any:
    """Change a page through a revision, as its edit form does."""
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    revision = draft.save_revision()
    if publish:
        revision.publish()
    return type(page).objects.get(pk=page.pk)
