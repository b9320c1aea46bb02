"""System checks refuse what would tear families of language versions apart."""

from typing import Any

from django.db import models
from django.test.utils import isolate_apps
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from listings.checks import _draft_leaks, _scheduling_panels, family_pages_publish_everything
from listings.models import ActivityPage


def test_the_projects_own_pages_are_right() -> None:
    assert family_pages_publish_everything() == []


@isolate_apps("listings")
def test_a_plain_many_to_many_field_is_refused() -> None:
    class Leaky(models.Model):
        class Meta:
            app_label = "listings"

        others: Any = models.ManyToManyField("self")

    assert [fault.id for fault in _draft_leaks(Leaky)] == ["listings.E001"]


def test_a_panel_for_scheduled_publishing_is_refused() -> None:
    class Scheduled:
        content_panels = ActivityPage.content_panels
        promote_panels: list[Any] = []
        settings_panels = [MultiFieldPanel([FieldPanel("go_live_at")])]

    assert [fault.id for fault in _scheduling_panels(Scheduled)] == ["listings.E002"]
