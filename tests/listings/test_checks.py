"""System checks of page models that could separate a family or publish by themselves."""

from types import SimpleNamespace
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from listings.checks import _draft_leaks, _scheduling_panels, family_pages_publish_everything
from listings.models import ActivityPage


def test_page_models_of_the_project_pass_the_checks() -> None:
    assert family_pages_publish_everything() == []


def test_a_plain_many_to_many_field_is_refused() -> None:
    field: Any = models.ManyToManyField("listings.Concept", name="others")

    class Leaky:
        _meta = SimpleNamespace(local_many_to_many=[field])

    assert [fault.id for fault in _draft_leaks(Leaky)] == ["listings.E001"]


def test_a_panel_for_scheduled_publishing_is_refused() -> None:
    class Scheduled:
        content_panels = ActivityPage.content_panels
        promote_panels: list[Any] = []
        settings_panels = [MultiFieldPanel([FieldPanel("go_live_at")])]

    assert [fault.id for fault in _scheduling_panels(Scheduled)] == ["listings.E002"]
