"""Municipalities, areas, portals, and who works in them."""

from regions.models.content_stamp import ContentStamp
from regions.models.membership import PortalGroup, PortalMembership, PortalRole
from regions.models.municipality import Area, AreaKind, Municipality, NamedPlace
from regions.models.pages import PortalHomePage, PortalPageMixin
from regions.models.portal import Portal

__all__ = [
    "Area",
    "AreaKind",
    "ContentStamp",
    "Municipality",
    "NamedPlace",
    "Portal",
    "PortalGroup",
    "PortalHomePage",
    "PortalMembership",
    "PortalPageMixin",
    "PortalRole",
]
