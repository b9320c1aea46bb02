"""Addresses of documents in texts and buttons, which Wagtail's reference index doesn't find by itself."""

import re
from collections.abc import Iterator
from typing import Any

from wagtail.documents import get_document_model

_ADDRESS = re.compile(r"(?:^|[\"'\s]|https?://[^/\s\"'<>]+)/documents/(\d{1,18})/[^\s\"'<>]")

#: Wagtail's form of a reference: (model, id, path in the model, path in the content).
Reference = tuple[type[Any], str, str, str]


def document_references(text: str) -> Iterator[Reference]:
    """The documents whose addresses the text has, as paths or with a host."""
    model = get_document_model()
    for number in dict.fromkeys(_ADDRESS.findall(text)):
        yield model, str(int(number)), "", ""
