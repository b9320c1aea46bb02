"""The filter above the list: portal, kind, language, words. What isn't well formed filters nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.waiting_reviews.waiting_sources import WaitingKind
from regions.languages import content_languages, own_name
from regions.models import Portal, PortalRole
from regions.permissions import is_national_admin, portals_with_role
from regions.written.clean_forms import CleanTextFormMixin

MAX_WORDS = 5


class WaitingFilterForm(CleanTextFormMixin, forms.Form):
    """``portals``: those of the person, by their short names; the question is left out where there is only one."""

    portal = forms.ChoiceField(label=_("Portal"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    q = forms.CharField(label=_("Title or organisation"), required=False, max_length=100)

    def __init__(self, user: Any, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        own = portals_with_role(user, PortalRole.COORDINATOR).order_by("-is_national", "name")
        self.portals: dict[str, Portal] = {portal.slug: portal for portal in own}
        everything = _("yours, and what is late elsewhere") if is_national_admin(user) else _("all")
        self._choose("portal", everything, [(slug, one.title) for slug, one in self.portals.items()])
        self._choose("kind", _("all"), WaitingKind.choices)
        self._choose("language", _("all"), [(code, own_name(code)) for code in content_languages()])
        if len(self.portals) < 2:
            del self.fields["portal"]
        self.is_valid()

    def _choose(self, name: str, empty: Any, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, str]:
        return self.cleaned_data if self.is_bound else {}

    @property
    def chosen_portal(self) -> Portal | None:
        """The chosen portal, or the person's only one."""
        if len(self.portals) == 1:
            return next(iter(self.portals.values()))
        return self.portals.get(self.values.get("portal") or "")

    @property
    def narrowed(self) -> dict[str, Any]:
        """What the list is narrowed to, as ``Asked`` has it."""
        values = self.values
        chosen = self.portals.get(values.get("portal") or "")
        return {
            "portal_id": chosen.pk if chosen is not None else None,
            "kind": values.get("kind") or "",
            "language": values.get("language") or "",
            "words": tuple((values.get("q") or "").split()[:MAX_WORDS]),
        }

    @property
    def is_active(self) -> bool:
        return any(self.narrowed.values())
