"""Addresses of documents in texts and buttons, which Wagtail's reference index doesn't find by itself."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.documents import get_document_model

from regions import conf

#: Wagtail's form of a reference: (model, id, path in the model, path in the content).
Reference = tuple[type[Any], str, str, str]


def document_references(text: str) -> Iterator[Reference]:
    """The documents whose addresses the text has, as paths or with a host."""
    model = get_document_model()
    addresses, _hosts = _patterns(settings.FORCE_SCRIPT_NAME or "")
    for number in dict.fromkeys(addresses.findall(text)):
        yield model, str(int(number)), "", ""


def on_readers_host(text: str) -> str:
    """The text, an address or HTML, with addresses of documents on our hosts turned into paths.

    People copy a document's address in the admin, whose host is the national portal's; visitors get the document on the
    host of the page that they read.
    """
    _addresses, hosts = _patterns(settings.FORCE_SCRIPT_NAME or "")
    return hosts.sub(lambda found: "" if _is_ours(found.group(1)) else found.group(), text)


@cache
def _patterns(script_name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a document's address, and of the host in one, for a site below ``script_name``."""
    below = script_name.strip("/")
    documents = f"(?:/{re.escape(below)})?/documents/" if below else "/documents/"
    return (
        re.compile(rf"(?:^|[\"'\s]|https?://[^/\s\"'<>]+){documents}(\d{{1,18}})/[^\s\"'<>]"),
        re.compile(rf"https?://([^/\s\"'<>:]+)(?::\d+)?(?={documents}\d{{1,18}}/)", re.IGNORECASE),
    )


def _is_ours(host: str) -> bool:
    admin = urlsplit(getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "").hostname
    domain = conf.domain()
    return host.lower() in {domain, admin} or host.lower().endswith(f".{domain}")
