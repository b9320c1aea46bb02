"""Stamps of rows that many answers show.

A stamp is a random number that each write of its row renews, in the same transaction, whoever writes. The version of
a kind of rows is made of all its stamps, so reading it costs the same however long the rows are, and writers of
different rows don't wait for each other.
"""

from __future__ import annotations

from django.db import models
from wagtail.images.models import Image
from wagtail.models import Page, Site

from regions.stamp_triggers import page_stamp_trigger, stamp_triggers


class ContentStamp(models.Model):
    """``row_key``: the primary key of a row. The stamp of a row that is gone stays, renewed by its removal."""

    kind = models.CharField(max_length=40)
    row_key = models.BigIntegerField()
    stamp = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row_key"], name="one_stamp_of_a_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_key}"


class StampedSite(Site):
    """A proxy, so that the triggers on the table of sites are in a migration of this app; so are the next two."""

    class Meta:
        proxy = True
        triggers = stamp_triggers("regions.sites")


class StampedLogo(Image):
    """Pictures that are a portal's logo."""

    class Meta:
        proxy = True
        triggers = stamp_triggers(
            "regions.logos", among="EXISTS (SELECT FROM regions_portal AS portal WHERE portal.logo_id = changed.id)"
        )


class StampedHomePage(Page):
    """Front pages of portals, as far as they are in the table of all pages."""

    is_creatable = False

    class Meta:
        proxy = True
        triggers = (page_stamp_trigger("regions.homes", "regions_portalhomepage"),)
