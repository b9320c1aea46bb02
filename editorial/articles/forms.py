"""The form of an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.articles.article_texts import only_wording_said
from editorial.articles.block_views import activity_ids
from listings.forms import CurrentChoicesMixin
from listings.translated_texts.wordings import note_wording
from regions.models import PortalHomePage
from regions.page_forms import PortalPageForm
from search.models import ListingDocument

#: The field that asks whether only the wording changes.
_WORDING = "only_wording"


class ArticlePageForm(CurrentChoicesMixin, PortalPageForm):
    """Offers the themes that can be chosen now, and accepts activities that the portal shows.

    Of a public original that has translations it asks whether only the wording changes.
    """

    only_wording = forms.BooleanField(
        required=False,
        label=_("Only the wording changes: translations still say the same"),
        help_text=_(
            "Without this, readers of other languages get this text where it changes, until somebody has translated it "
            "again."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit_choices()
        self.stored = type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        said = only_wording_said(self.instance, self.stored) if self.stored is not None else None
        if said is None:
            self.fields.pop(_WORDING, None)
        else:
            self.initial[_WORDING] = said

    def save(self, commit: bool = True) -> Any:
        if _WORDING in self.fields:
            note_wording(self.instance, self.stored, is_only_wording=self.cleaned_data[_WORDING])
        return super().save(commit=commit)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        body = cleaned.get("body")
        ids = activity_ids(body) if body is not None else []
        home = PortalHomePage.objects.containing(self.parent_page or self.instance) if ids else None
        if home is not None:
            visible = ListingDocument.objects.visible(home.portal, timezone.now()).filter(pk__in=ids)
            missing = set(ids) - set(visible.values_list("pk", flat=True))
            if missing:
                words = ", ".join(sorted(str(activity) for activity in missing))
                self.add_error("body", gettext("This portal doesn't show these activities: %(ids)s.") % {"ids": words})
        return cleaned
