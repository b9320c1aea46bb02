"""Pages that a new portal gets: a finder and a list of organisations in each of its languages."""

import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as N_

from faces.models import FinderPage, OrganisationsPage, ReadModelPage
from listings.addresses import activities_slug, organisations_slug
from regions.portal_parts import PortalContext, PortalPart

#: Page models with the title that the admin shows, in the page's own language where it is translated.
_PAGES: tuple[tuple[type[ReadModelPage], str], ...] = (
    (FinderPage, N_("Find activities")),
    (OrganisationsPage, N_("Organisations")),
)


def ensure_public_pages(context: PortalContext) -> None:
    """Add the pages that are missing; those of one kind are translations of each other. Idempotent."""
    for model, title in _PAGES:
        existing = _existing(model, context)
        key = next((page.translation_key for page in existing.values()), uuid.uuid4())
        for language, home in context.homes.items():
            if language not in existing:
                _add(model, title, home, language, key, context.user)
                context.report(gettext("%(page)s in %(language)s") % {"page": gettext(title), "language": language})


def _existing(model: type[ReadModelPage], context: PortalContext) -> dict[str, Any]:
    """The portal's pages of this kind by language. One query."""
    below_homes = Q()
    for home in context.homes.values():
        below_homes |= Q(path__startswith=home.path, depth=home.depth + 1)
    pages = model._default_manager.filter(below_homes)
    return {language: page for language, home in context.homes.items() for page in pages if page.is_child_of(home)}


def _add(model: type[ReadModelPage], title: str, home: Any, language: str, key: uuid.UUID, user: Any) -> None:
    with override(language):
        translated_title = gettext(title)
    slug = activities_slug(language) if model is FinderPage else organisations_slug(language)
    page = model(title=translated_title, slug=slug, locale=home.locale, translation_key=key, owner=user, live=False)
    home.refresh_from_db(fields=["numchild"])
    home.add_child(instance=page)
    page.save_revision(user=user, changed=False).publish(user=user)


PUBLIC_PAGES = PortalPart(name="faces.public_pages", order=200, ensure=ensure_public_pages)
