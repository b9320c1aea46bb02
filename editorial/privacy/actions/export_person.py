"""Giving out a person's data (GDPR, articles 15 and 20). docs/privacy.md says what the fields mean."""

from __future__ import annotations

import logging
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from editorial.privacy.exported_parts import parts
from editorial.privacy.person import find_person
from regions.models import Portal

logger = logging.getLogger(__name__)

ACTION = "editorial.export_person"
FORMAT, VERSION = "kototori-person", 1


class ExportPerson:
    """What is kept about who has an address, as JSON can have it, and nothing of other people's data.

    For an address that nobody has the lists are empty.
    """

    def __init__(self, address: str, *, by: Any = None) -> None:
        self.address, self.by = address.strip(), by

    def execute(self) -> dict[str, Any]:
        person = find_person(self.address)
        exported: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "address": person.address,
        }
        for name, part in parts.items():
            exported[name] = part(person)
        portal = Portal.objects.filter(is_national=True).first()
        if portal is not None and person.account_ids:
            log(portal, ACTION, user=self.by)
        logger.info("A person's data was given out")
        return exported
