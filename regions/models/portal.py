"""A regional portal: its municipalities, languages, brand and contact."""

import re
from typing import Any, ClassVar
from urllib.parse import quote

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Site

from regions.brand import DEFAULT_STRONG, Brand
from regions.models.municipality import Municipality
from regions.paths import on_host
from regions.querysets import PortalQuerySet
from regions.stamp_triggers import stamp_triggers
from regions.written.phone_field import PhoneField

COLOUR_FORM = re.compile(r"#[0-9a-fA-F]{6}")

#: Fields with one plain value that are set when a portal is opened. The action ``OpenPortal``, the admin's form and the
#: command ``open_portal`` use this list. Limits, widgets and labels come from the model's fields.
PORTAL_FIELDS = ("name", "takes_online", "brand_strong", "contact_name", "contact_email", "contact_phone")


def validate_brand_colour(value: str) -> None:
    """Raise ``ValidationError`` for a colour with too little contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""
    if not COLOUR_FORM.fullmatch(value):
        raise ValidationError(_("Write the colour as # and six hexadecimal digits, such as #0f4c5c."))
    faults = Brand(strong=value).faults()
    if faults:
        raise ValidationError(faults)


class Portal(models.Model):  # type: ignore[django-manager-missing]
    """One portal over the shared pool. The action ``OpenPortal`` creates it with its pages and groups."""

    slug = models.SlugField(_("short name in addresses"), max_length=63, unique=True)
    name = models.CharField(_("name"), max_length=100, help_text=_("As in “Kototori Espoo”: the part after Kototori."))
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="portal", verbose_name=_("site"))
    is_national = models.BooleanField(
        _("national portal"), default=False, help_text=_("Shows the whole pool. There is one such portal.")
    )
    languages = ArrayField(
        models.CharField(max_length=10),
        verbose_name=_("languages"),
        help_text=_("Language codes in the order in which the portal offers them; the first is its own."),
    )
    coverage = models.ManyToManyField(
        Municipality, blank=True, related_name="portals", verbose_name=_("municipalities")
    )
    takes_online = models.BooleanField(
        _("shows online and nationwide activities"),
        default=True,
        help_text=_("Activities of any municipality that are held online or by phone."),
    )

    brand_strong = models.CharField(
        _("strong colour"),
        max_length=7,
        default=DEFAULT_STRONG,
        validators=[validate_brand_colour],
        help_text=_("Used for headings, buttons and links. Must be dark enough to read white text on it."),
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )

    contact_name = models.CharField(_("who runs the portal"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = PhoneField(_("phone"))

    collection = models.OneToOneField(
        Collection,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="portal",
        verbose_name=_("images and documents"),
    )
    #: Slugs of the pages that header and footer link to, by language and name: ``{"fi": {"news": "ajankohtaista"}}``.
    #: Written by the portal parts that add such pages, so that no page view has to query for them.
    fixed_pages = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[Any] = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("portal")
        verbose_name_plural = _("portals")
        ordering = ["-is_national", "name"]
        triggers = stamp_triggers("regions.portals")
        constraints = [
            models.UniqueConstraint(
                fields=["is_national"], condition=models.Q(is_national=True), name="one_national_portal"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The whole name, as in “Kototori Espoo”; for the national portal only the service's name."""
        service: str = getattr(settings, "WAGTAIL_SITE_NAME", "Kototori")
        return service if self.is_national else f"{service} {self.name}"

    @property
    def first_language(self) -> str:
        return self.languages[0]

    @property
    def root_url(self) -> str:
        """Scheme, host and port of the portal's site, without a slash at the end."""
        return self.site.root_url

    def page_path(self, name: str, language: str) -> str:
        """The path of a fixed page on the portal's host; empty where the portal has no such page."""
        slug = self.fixed_pages.get(language, {}).get(name, "")
        return on_host(f"{language}/{slug}/") if slug else ""

    def page_paths(self, language: str) -> dict[str, str]:
        return {name: self.page_path(name, language) for name in self.fixed_pages.get(language, {})}

    @property
    def contact_mailto(self) -> str:
        """The contact's e-mail address as a ``mailto`` link, quoted so that it can't set header fields (RFC 6068)."""
        return f"mailto:{quote(self.contact_email, safe='@')}" if self.contact_email else ""

    @property
    def brand_path(self) -> str:
        """The path of the stylesheet with the portal's colours; changes with the colour."""
        return on_host(f"brand/{self.brand_strong[1:].lower()}.css")

    @cached_property
    def brand(self) -> Brand:
        return Brand(strong=self.brand_strong)
