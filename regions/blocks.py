"""Blocks of front pages and articles, as editors fill them in (``block_views`` has what readers see)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from regions.document_links import Reference, document_references
from regions.front_page import part_choices
from regions.rich_text import TEXT_FEATURES, clean_stored_html, link_address
from regions.written.clean_text import clean_value


class TextBlock(blocks.RichTextBlock):
    """Rich text that passes the sanitiser whenever it is stored, also by an import or by code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **options})

    def value_from_form(self, value: Any) -> RichText:
        return RichText(clean_stored_html(value or ""))

    def get_prep_value(self, value: Any) -> str:
        return clean_stored_html(super().get_prep_value(value) or "")

    def extract_references(self, value: Any) -> Iterator[Reference]:
        yield from super().extract_references(value)
        yield from document_references(str(getattr(value, "source", value) or ""))


def validate_link_address(value: str) -> None:
    if not link_address(value):
        raise ValidationError(
            _("Write an address that begins with https://, mailto: or tel:, or a path of this portal such as /fi/.")
        )


class LinkBlock(blocks.URLBlock):
    """An address that a link may have. A translation may have another one."""

    def __init__(self, required: bool = True, help_text: Any = None, **options: Any) -> None:
        super().__init__(required=required, help_text=help_text, **options)
        self.field = forms.CharField(
            required=required, help_text=help_text, max_length=500, validators=[validate_link_address]
        )

    def extract_references(self, value: Any) -> Iterator[Reference]:
        yield from document_references(value or "")


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what the picture shows"),
        max_length=250,
        help_text=_("For people who can't see it. One sentence in the language of this page."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")


class CallToActionBlock(blocks.StructBlock):
    words = blocks.CharBlock(label=_("words on the button"), max_length=80)
    address = LinkBlock(
        label=_("address"), help_text=_("A whole address (https://…), or a path of this portal such as /fi/toiminta/.")
    )

    class Meta:
        icon = "link"
        label = _("Button")


class PageBlocks(blocks.StreamBlock):
    """Blocks whose values are read and cleaned before they are stored: Wagtail stores an unread block raw."""

    def get_prep_value(self, value: Any) -> Any:
        for block in value or ():
            _value = block.value
        return clean_value(super().get_prep_value(value))


class FrontPartBlock(blocks.StructBlock):
    """A registered part of the front page (``regions.front_page``)."""

    part = blocks.ChoiceBlock(choices=part_choices, label=_("part"))
    heading = blocks.CharBlock(
        label=_("heading"), required=False, max_length=80, help_text=_("Empty: the part's own heading.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Part")


class FrontBlocks(PageBlocks):
    """Blocks of a front page; each part may be used once."""

    part = FrontPartBlock()
    text = TextBlock(label=_("Text"), icon="pilcrow")
    picture = PictureBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        required = False

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        names: set[str] = set()
        faults = {}
        for number, block in enumerate(cleaned):
            name = block.value["part"] if block.block_type == "part" else ""
            if name and name in names:
                faults[number] = blocks.StructBlockValidationError(
                    block_errors={"part": ValidationError(_("This part is on the page already."))}
                )
            names.add(name)
        if faults:
            raise blocks.StreamBlockValidationError(block_errors=faults)
        return cleaned
