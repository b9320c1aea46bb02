"""Every filter over the tables of this app."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from regions.signals import memberships_changed

if TYPE_CHECKING:
    from regions.models import Municipality, Portal


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_until=None) | Q(valid_until__gte=day),
        )

    def covered_by(self, portal: Portal | None) -> Self:
        """A regional portal's municipalities; all of them for the national one and where there is no portal."""
        return self.all() if portal is None or portal.is_national else self.filter(portals=portal)


class AreaQuerySet(models.QuerySet[Any]):
    def by_key(self, key: str) -> Self:
        """Areas with the public key ``kind:code``; none for a key of another form."""
        kind, _, code = key.partition(":")
        return self.filter(kind=kind, code=code)

    def touching(self, portal: Portal | None) -> Self:
        """Areas with a municipality of a regional portal; all areas for the national portal and without one."""
        if portal is None or portal.is_national:
            return self.all()
        return self.filter(municipalities__portals=portal).distinct()


class PortalQuerySet(models.QuerySet["Portal"]):
    def national(self) -> Portal | None:
        return self.filter(is_national=True).first()

    def home_of(self, municipality: Municipality | None) -> Portal | None:
        """The home portal of its organisations: the one regional portal that covers it, otherwise the national one."""
        if municipality is not None:
            regional = list(self.filter(is_national=False, coverage=municipality)[:2])
            if len(regional) == 1:
                return regional[0]
        return self.national()


class PortalMembershipQuerySet(models.QuerySet[Any]):
    """Membership rows, from which the groups follow.

    Django sends no signals of single rows for bulk writes, so these send ``memberships_changed``.
    """

    def effective(self) -> Self:
        """Memberships of active accounts whose last day isn't over, without national roles outside their portal."""
        return self.not_over().possible()

    def possible(self) -> Self:
        """Memberships of active accounts, without national roles outside their portal; over or not."""
        return self.filter(user__is_active=True).exclude(role="national_admin", portal__is_national=False)

    def not_over(self) -> Self:
        """Memberships without a last day, and those whose last day is today or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))

    def over(self) -> Self:
        """Memberships whose last day is over: they give nothing, and can be given a new last day."""
        return self.filter(ends_on__lt=timezone.localdate())

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        memberships = super().bulk_create(objs, *args, **kwargs)
        self._announce({membership.user_id for membership in memberships})
        return memberships

    def update(self, **kwargs: Any) -> int:
        users = set(self.values_list("user_id", flat=True))
        changed = super().update(**kwargs)
        self._announce(users | {int(getattr(kwargs["user"], "pk", kwargs["user"]))} if "user" in kwargs else users)
        return changed

    def _announce(self, user_ids: set[int]) -> None:
        memberships_changed.send(sender=self.model, user_ids=user_ids)
