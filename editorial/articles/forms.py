"""The form of an article."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.articles.block_views import activity_ids
from listings.forms import CurrentChoicesMixin
from regions.models import PortalHomePage
from regions.page_forms import PortalPageForm
from search.models import ListingDocument


class ArticlePageForm(CurrentChoicesMixin, PortalPageForm):
    """Offers the themes that can be chosen now, and accepts activities that the portal shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit_choices()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        body = cleaned.get("body")
        ids = activity_ids(body) if body is not None else []
        home = PortalHomePage.objects.containing(self.parent_page or self.instance) if ids else None
        if home is not None:
            visible = ListingDocument.objects.visible(home.portal, timezone.now()).filter(pk__in=ids)
            missing = set(ids) - set(visible.values_list("pk", flat=True))
            if missing:
                listed_ids = ", ".join(sorted(str(activity) for activity in missing))
                self.add_error("body", _("This portal doesn't show these activities: %(ids)s.") % {"ids": listed_ids})
        return cleaned
