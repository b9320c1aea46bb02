"""Registry of renderers that draw the public page of a draft. This app has no public pages of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from wagtail.models import Page

from regions.portal_request import PortalRequest
from regions.registry import Registry

#: Draws a page object as it is, saved or not; the answer is rendered already.
Renderer = Callable[[PortalRequest, Any], HttpResponse]

#: By the label of the page model whose drafts it draws, such as ``listings.ActivityPage``.
registry: Registry[Renderer] = Registry("renderer of drafts")


def renderer_of(page: Page) -> Renderer | None:
    """Return the renderer of this page's drafts, or None where nobody draws them."""
    return registry.get(page._meta.label)
