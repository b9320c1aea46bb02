"""Blocks of which articles are made (see ``block_views`` for the reader's side)."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from regions.blocks import CallToActionBlock, PageBlocks, PictureBlock, TextBlock

#: An activity's public address on any portal and in any language, as copied from the browser.
_ACTIVITY = re.compile(
    r"(?:https?://[^/\s]+)?/[a-z]{2,3}/[a-z]+/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
MOST_ACTIVITIES = 6


def activity_id(address: str) -> UUID | None:
    """The activity that an address names; None for anything else."""
    match = _ACTIVITY.fullmatch(address.strip())
    return UUID(match.group(1)) if match else None


def validate_activity_address(value: str) -> None:
    if activity_id(value) is None:
        raise ValidationError(
            _("This isn't the address of an activity. Open the activity in the portal and copy its address from there.")
        )


class ActivityAddressBlock(blocks.CharBlock):
    """The address of an activity: the same activity in every language, so nobody translates it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.field = forms.CharField(max_length=300, validators=[validate_activity_address])

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """wagtail-localize asks this; there is nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value


class ActivitiesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    addresses = blocks.ListBlock(
        ActivityAddressBlock(label=_("address")),
        min_num=1,
        max_num=MOST_ACTIVITIES,
        label=_("addresses of activities"),
        help_text=_("Open an activity in the portal and copy its address. One that is no longer shown is left out."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Activities")


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(label=_("what was said"), max_length=1000)
    speaker = blocks.CharBlock(label=_("who said it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=250)
    answer = TextBlock(label=_("answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")


class ArticleBlocks(PageBlocks):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=150)
    text = TextBlock(label=_("Text"), icon="pilcrow")
    picture = PictureBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    activities = ActivitiesBlock()
    call_to_action = CallToActionBlock()


class StatementBlocks(PageBlocks):
    """What a coordinator adds below a statement."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=150)
    text = TextBlock(label=_("Text"), icon="pilcrow")
    question = QuestionBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        required = False
