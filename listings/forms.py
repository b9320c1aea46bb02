"""Forms of organisation and activity pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Locale

from listings.enums import Vocabulary


class LanguageSelect(forms.Select):
    """A language by its name in the editor's language, stored as its tag; a tag that is there already stays
    choosable.
    """

    def optgroups(self, name: str, value: list[Any], attrs: Any = None) -> Any:
        known = dict(spoken_language_choices())
        self.choices = [("", "–"), *known.items(), *((tag, tag) for tag in value if tag and tag not in known)]
        return super().optgroups(name, value, attrs)


def spoken_language_choices() -> Iterator[tuple[str, str]]:
    """(tag, name) of the languages that have a name in the vocabularies, in the vocabulary's order."""
    from listings.concepts import recent_concepts

    shown_in = get_language() or settings.LANGUAGE_CODE
    for concept in recent_concepts().by_vocabulary.get(Vocabulary.ACTIVITY_LANGUAGE, ()):
        yield concept.code, concept.label(shown_in)


def content_language_choices() -> list[tuple[str, str]]:
    """The languages in which a text may be written, by their own names."""
    codes = [code for code, _name in getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES)]
    return [(code, str(get_language_info(code)["name_local"])) for code in codes]


class FamilyPageForm(WagtailAdminPageForm):
    """Wagtail's page form, except that the writer chooses the language (Wagtail takes the parent's for new pages)."""

    written_in = forms.ChoiceField(
        label=_("In which language do you write?"),
        choices=content_language_choices,
        help_text=_("Write in the language that is easiest for you. Translations are made from it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "written_in" not in self.fields:
            return
        if self.instance.pk is not None:
            del self.fields["written_in"]
        elif self.parent_page is not None:
            self.initial.setdefault("written_in", self.parent_page.locale.language_code)
            self.fields["written_in"].required = False

    def save(self, commit: bool = True) -> Any:
        language = self.cleaned_data.get("written_in")
        if language and self.instance.pk is None:
            self.instance.locale, _made = Locale.objects.get_or_create(language_code=language)
        return super().save(commit=commit)
