"""Which wishes a list in the admin has: by portal, language, period, and whether they were seen; and their order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.wishes.models import WishQuerySet

#: Days of a period by its name in addresses; None: all that are kept.
PERIODS: Final[Mapping[str, tuple[int | None, Any]]] = {
    "30": (30, _("30 days")),
    "90": (90, _("90 days")),
    "all": (None, _("all that are kept")),
}
ORDERS: Final[Mapping[str, Any]] = {"times": _("most often first"), "newest": _("newest first")}
#: Whether those that were seen are shown, too.
STATES: Final[Mapping[str, Any]] = {"new": _("new"), "any": _("also those that were seen")}


@dataclass(frozen=True)
class WishFilter:
    """``portal``: a short name; ``language``: that of the page. Empty: any. What can't be is as if it weren't there."""

    portal: str = ""
    language: str = ""
    period: str = "all"
    state: str = "new"
    order: str = "times"

    @classmethod
    def of(cls, parameters: Mapping[str, str], portals: list[str], languages: list[str]) -> Self:
        """``portals`` and ``languages``: those to choose from."""

        def chosen(name: str, values: Any) -> str:
            value = parameters.get(name, "")
            return value if value in values else getattr(cls, name)

        return cls(
            portal=chosen("portal", portals),
            language=chosen("language", languages),
            period=chosen("period", PERIODS),
            state=chosen("state", STATES),
            order=chosen("order", ORDERS),
        )

    def applied(self, wishes: WishQuerySet) -> WishQuerySet:
        """Return the rows of the chosen portal, language and period."""
        days, _label = PERIODS[self.period]
        if self.portal:
            wishes = wishes.filter(portal__slug=self.portal)
        if self.language:
            wishes = wishes.filter(language=self.language)
        if days is not None:
            wishes = wishes.filter(day__gt=timezone.localdate() - datetime.timedelta(days=days))
        return wishes

    @property
    def only_new(self) -> bool:
        return self.state == "new"

    @property
    def is_narrowed(self) -> bool:
        return self != type(self)()

    def querystring(self, **more: str) -> str:
        """The filter in an address, without what is as it is by default."""
        default = type(self)()
        pairs = {name: value for name, value in vars(self).items() if value != getattr(default, name)}
        return urlencode(pairs | more)
