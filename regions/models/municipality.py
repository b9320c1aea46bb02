"""Municipalities and the official areas that group them."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from regions.querysets import AreaQuerySet, MunicipalityQuerySet


class NamedPlace(models.Model):
    """A place with official names in Finnish, Swedish and English; other languages use the Finnish one."""

    name_fi = models.CharField(_("name in Finnish"), max_length=100)
    name_sv = models.CharField(_("name in Swedish"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or "fi")

    def name_in(self, language: str) -> str:
        names: dict[str, str] = {"sv": self.name_sv, "en": self.name_en}
        return names.get(language) or self.name_fi


class Municipality(NamedPlace):
    """A municipality with its official three-digit code and one central point (WGS 84, degrees)."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )

    objects: ClassVar[Any] = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name_fi"]


class AreaKind(models.TextChoices):
    """The five official groupings of municipalities in 2026."""

    MAAKUNTA = "maakunta", _("region (maakunta)")
    HYVINVOINTIALUE = "hyvinvointialue", _("wellbeing services county")
    TYOLLISYYSALUE = "tyollisyysalue", _("employment area")
    ELINVOIMAKESKUS = "elinvoimakeskus", _("economic development centre")
    KIELISUHDE = "kielisuhde", _("language status")


class Area(NamedPlace):
    """An official area. Its public key is ``kind:code``, for example ``maakunta:01``."""

    kind = models.CharField(_("kind"), max_length=20, choices=AreaKind.choices)
    code = models.CharField(_("code"), max_length=10)
    municipalities = models.ManyToManyField(Municipality, related_name="areas", verbose_name=_("municipalities"))

    objects: ClassVar[Any] = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["kind", "name_fi"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="one_area_per_kind_and_code")]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}"
