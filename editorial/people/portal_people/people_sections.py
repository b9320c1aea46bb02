"""Sections that other parts put first on a portal's page of people, such as requests to be let in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from regions.models import Portal
from regions.registry import Registry

#: From a request and a portal that the person coordinates to a section; None where there is nothing to show.
MakeSection = Callable[[HttpRequest, Portal], Component | None]

sections: Registry[MakeSection] = Registry("section of a portal's people")
