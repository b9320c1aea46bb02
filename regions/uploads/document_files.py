"""New files of documents have a largest size, whichever form they come by and whatever the document model is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model

from regions import conf


def refuse_large_file(value: Any) -> None:
    """As a validator: raise ``ValidationError`` for a file that isn't stored yet and is larger than the limit."""
    limit = conf.most_document_bytes()
    if limit is None or not value or value._committed or value.size <= limit:
        return
    raise ValidationError(
        _("This document is too big (%(size)s). Make it smaller or divide it (at most %(limit)s) and try again."),
        code="document_too_large",
        params={"size": filesizeformat(value.size), "limit": filesizeformat(limit)},
    )


def connect() -> None:
    """Let the document model check its files."""
    validators = get_document_model()._meta.get_field("file").validators
    if refuse_large_file not in validators:
        validators.append(refuse_large_file)
