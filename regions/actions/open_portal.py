"""Opening a portal: one idempotent action for the command, the admin form and the demo (docs/needs.md, C9)."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Site

from regions import conf
from regions.actions import portal_foundations as foundations
from regions.actions.sync_rights import sync_rights
from regions.languages import interface_languages
from regions.locks import lock_page_tree
from regions.models import Municipality, Portal, PortalMembership
from regions.models.portal import PORTAL_FIELDS
from regions.portal_parts import PortalContext, asks_for_coordinator, registry

SLUG_FORM = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
HOST_FORM = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class OpenPortalError(ValueError):
    """The portal can't be opened with these values. ``faults``: pairs (field, sentence). Nothing has been written."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__(" ".join(sentence for _field, sentence in faults))


@dataclass(frozen=True)
class OpenedPortal:
    """The portal, and in words what this run has changed: nothing where everything was there."""

    portal: Portal
    changes: list[str]


class OpenPortal:
    """Open a portal, or add to one what it lacks.

    ``languages`` in the portal's order, its own first; ``municipalities`` are official codes, none for the national
    portal, which covers all. Languages and municipalities are only added, unless ``exact`` says that what isn't
    named goes; a language that goes keeps its pages, without an address. ``values`` are of ``PORTAL_FIELDS``: one that
    is missing or ``None`` leaves an existing portal's value alone, and a new portal needs a ``name``. Without
    ``hostname`` the portal is served at ``<slug>.<KOTOTORI_DOMAIN>``. ``coordinator`` is an address
    that a part of another app invites (``portal_parts.COORDINATOR``).

    ``execute`` checks everything first and raises ``OpenPortalError`` with all faults. It checks no right of ``user``:
    the caller does (``regions.permissions.is_national_admin``).
    """

    def __init__(
        self,
        slug: str,
        *,
        languages: list[str],
        municipalities: list[str],
        is_national: bool = False,
        hostname: str | None = None,
        port: int | None = None,
        user: Any = None,
        exact: bool = False,
        coordinator: str = "",
        **values: Any,
    ) -> None:
        unknown = set(values) - set(PORTAL_FIELDS)
        if unknown:
            raise TypeError(f"Opening a portal sets no {sorted(unknown)}.")
        self.slug = slug
        self.languages = languages
        self.municipalities = municipalities
        self.is_national = is_national
        self.hostname = hostname
        self.port = port
        self.user = user
        self.exact = exact
        self.coordinator = coordinator.strip()
        self.values = {name: value for name, value in values.items() if value is not None}

    def execute(self) -> OpenedPortal:
        with transaction.atomic():
            lock_page_tree()
            portal = Portal.objects.select_related("site", "collection").filter(slug=self.slug).first()
            faults = self.faults(portal)
            if faults:
                raise OpenPortalError(faults)
            return self._open(portal)

    def faults(self, portal: Portal | None) -> list[tuple[str, str]]:
        """Every reason against opening the portal or changing the existing ``portal``, as pairs (field, sentence)."""
        return [
            *self._faults_of_names(portal),
            *self._faults_of_place(portal),
            *self._faults_of_languages(),
            *self._faults_of_coverage(portal),
            *self._faults_of_values(),
            *self._faults_of_coordinator(),
        ]

    def _faults_of_names(self, portal: Portal | None) -> list[tuple[str, str]]:
        faults = []
        if not SLUG_FORM.fullmatch(self.slug):
            faults.append(("slug", _("“%s” can't be part of an address: use a–z, 0–9 and hyphens.") % self.slug))
        name = self.values.get("name", portal.name if portal is not None else "")
        if not name.strip() or len(name) > 100:
            faults.append(("name", _("Give the portal a name of at most 100 characters.")))
        homes = Page.objects.filter(
            depth=2, slug__in=[foundations.home_slug(self.slug, code) for code in self.languages]
        )
        if portal is not None:
            homes = homes.exclude(pk__in=portal.homes.values("pk"))
        faults += [
            (
                "slug",
                _("The page “%(title)s” has the address “%(slug)s” already.")
                % {"title": page.title, "slug": page.slug},
            )
            for page in homes
        ]
        return faults

    def _faults_of_place(self, portal: Portal | None) -> list[tuple[str, str]]:
        faults = []
        host = self.host(portal)
        if not HOST_FORM.fullmatch(host) or len(host) > 255:
            faults.append(("hostname", _("“%s” isn't a host name.") % host))
        others = Site.objects.filter(hostname=host)
        if portal is not None:
            others = others.exclude(pk=portal.site_id)
        if others.exists():
            faults.append(
                ("hostname" if self.hostname else "slug", _("The address %s is taken by another site.") % host)
            )
        if self.port is not None and not 0 < self.port < 65536:
            faults.append(("port", _("A port is a number from 1 to 65535.")))
        return faults

    def _faults_of_languages(self) -> list[tuple[str, str]]:
        known = interface_languages()
        faults = [
            ("languages", _("A portal can't be opened in “%s”: the interface doesn't have this language.") % code)
            for code in dict.fromkeys(self.languages)
            if code not in known
        ]
        if not self.languages:
            faults.append(("languages", _("A portal has at least one language.")))
        if len(set(self.languages)) != len(self.languages):
            faults.append(("languages", _("A language is named twice.")))
        return faults

    def _faults_of_coverage(self, portal: Portal | None) -> list[tuple[str, str]]:
        faults = []
        if self.is_national:
            national = Portal.objects.national()
            if national is not None and national != portal:
                faults.append(("is_national", _("There is a national portal already: %s.") % national))
            if self.municipalities:
                faults.append(
                    ("municipalities", _("The national portal covers everything; leave its municipalities out."))
                )
        elif not self.municipalities and (portal is None or self.exact):
            faults.append(("municipalities", _("A regional portal covers at least one municipality.")))
        if portal is not None and portal.is_national != self.is_national:
            faults.append(("is_national", _("A portal can't become national, or regional, afterwards.")))
        known = set(Municipality.objects.filter(pk__in=self.municipalities).values_list("pk", flat=True))
        faults += [
            ("municipalities", _("There is no municipality with the code “%s”.") % code)
            for code in dict.fromkeys(self.municipalities)
            if code not in known
        ]
        return faults

    def _faults_of_values(self) -> list[tuple[str, str]]:
        """What the fields' own validators and lengths refuse. The name has a sentence of its own, and an empty value
        is valid.
        """
        return [
            (name, message)
            for name, value in self.values.items()
            if value and name != "name"
            for message in _faults_of_value(name, value)
        ]

    def _faults_of_coordinator(self) -> list[tuple[str, str]]:
        try:
            validate_email(self.coordinator or "none@example.org")
        except ValidationError:
            return [("coordinator", _("Write a whole e-mail address, such as name@example.org."))]
        if self.coordinator and not asks_for_coordinator():
            return [("coordinator", _("Nothing here invites coordinators: leave this out."))]
        return []

    def host(self, portal: Portal | None = None) -> str:
        if self.hostname:
            return self.hostname.lower()
        if portal is not None:
            return str(portal.site.hostname)
        return f"{self.slug}.{conf.domain()}"

    def _open(self, portal: Portal | None) -> OpenedPortal:
        changes: list[str] = []
        if portal is None:
            if not Portal.objects.exists():
                foundations.remove_wagtail_defaults(changes)
            portal = self._create(changes)
        else:
            self._change(portal, changes)
        self._cover(portal, changes)
        homes = foundations.ensure_homes(portal, self.user, changes)
        foundations.ensure_site_root(portal, homes)
        groups = foundations.ensure_groups(portal, changes)
        foundations.ensure_collection(portal, changes)
        foundations.ensure_rights(portal, homes, groups, changes)
        context = PortalContext(portal=portal, homes=homes, groups=groups, user=self.user, changes=changes)
        context.coordinator = self.coordinator
        for part in registry.entries():
            part.ensure(context)
        if changes:
            self._settle(portal, changes)
        return OpenedPortal(portal, changes)

    def _create(self, changes: list[str]) -> Portal:
        site = Site.objects.create(
            hostname=self.host(),
            port=self.port or conf.port(),
            site_name="",
            root_page=Page.get_first_root_node(),
        )
        portal = Portal(slug=self.slug, site=site, is_national=self.is_national, languages=self.languages)
        for name, value in self.values.items():
            setattr(portal, name, value)
        portal.save()
        site.site_name = portal.title
        site.save()
        changes.append(_("portal %(title)s at %(address)s") % {"title": portal.title, "address": portal.root_url})
        return portal

    def _change(self, portal: Portal, changes: list[str]) -> None:
        other_languages = [] if self.exact else [code for code in portal.languages if code not in self.languages]
        values = self.values | {"languages": [*self.languages, *other_languages]}
        changed = [name for name, value in values.items() if getattr(portal, name) != value]
        if changed:
            for name in changed:
                setattr(portal, name, values[name])
            portal.save(update_fields=changed)
            changes.append(_("changed: %s") % ", ".join(changed))
        site = portal.site
        place = {"hostname": self.host(portal), "port": self.port or site.port, "site_name": portal.title}
        if any(getattr(site, name) != value for name, value in place.items()):
            for name, value in place.items():
                setattr(site, name, value)
            site.save()
            changes.append(_("address %s") % portal.root_url)

    def _cover(self, portal: Portal, changes: list[str]) -> None:
        covered = set(portal.coverage.values_list("pk", flat=True))
        missing = sorted(set(self.municipalities) - covered)
        if missing:
            portal.coverage.add(*Municipality.objects.filter(pk__in=missing))
            changes.append(_("municipalities: %s") % ", ".join(missing))
        superfluous = sorted(covered - set(self.municipalities)) if self.exact else []
        if superfluous:
            portal.coverage.remove(*Municipality.objects.filter(pk__in=superfluous))
            changes.append(_("no longer covered: %s") % ", ".join(superfluous))

    def _settle(self, portal: Portal, changes: list[str]) -> None:
        """After a change: give the members their (perhaps new) groups, and leave a line in the log."""
        members = PortalMembership.objects.filter(portal=portal).values_list("user_id", flat=True)
        for member in set(members):
            sync_rights(member)
        log(portal, "regions.open_portal", user=self.user, data={"made": changes})


def _faults_of_value(name: str, value: Any) -> list[str]:
    """Sentences on one value of ``PORTAL_FIELDS``; its length is judged only where it is well formed."""
    field: Any = Portal._meta.get_field(name)
    faults: list[str] = []
    for validate in (*field.validators, *getattr(field, "form_validators", ())):
        if isinstance(validate, MaxLengthValidator):
            continue
        try:
            validate(value)
        except ValidationError as error:
            faults += error.messages
    if not faults and field.max_length is not None and len(value) > field.max_length:
        faults.append(_("Use at most %d characters.") % field.max_length)
    return faults
