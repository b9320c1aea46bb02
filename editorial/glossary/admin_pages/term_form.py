"""The form of a term: the term, and its wording in each of the portal's other languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.glossary.models import GlossaryTerm, GlossaryWording
from regions.languages import content_languages, direction, own_name
from regions.written.clean_forms import CleanTextFormMixin

_PREFIX = "wording_"


class TermForm(CleanTextFormMixin, forms.ModelForm[GlossaryTerm]):
    class Meta:
        model = GlossaryTerm
        fields = ("term", "language", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = content_languages()
        self.codes = [code for code in self.instance.portal.languages if code in written]
        names = [(code, own_name(code)) for code in self.codes]
        self.fields["language"] = forms.ChoiceField(label=_("Language of the term"), choices=names)
        known = self._wordings()
        for code, name in names:
            self.fields[f"{_PREFIX}{code}"] = _wording_field(code, name, known.get(code, ""))

    def _wordings(self) -> dict[str, str]:
        if self.instance.pk is None:
            return {}
        return dict(self.instance.wordings.values_list("language", "wording"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        term, language = cleaned.get("term"), cleaned.get("language")
        others = GlossaryTerm.objects.filter(portal=self.instance.portal, language=language, term__iexact=term or "")
        if term and others.exclude(pk=self.instance.pk).exists():
            self.add_error("term", _("This term is in the glossary already."))
        if not cleaned.get("note") and not self._worded(cleaned):
            self.add_error("note", _("Write a wording in at least one other language, or a note."))
        return cleaned

    @staticmethod
    def _worded(cleaned: dict[str, Any]) -> dict[str, str]:
        """The wordings by language, without that of the term itself."""
        worded = {name.removeprefix(_PREFIX): text for name, text in cleaned.items() if name.startswith(_PREFIX)}
        return {code: text for code, text in worded.items() if text and code != cleaned.get("language")}

    @transaction.atomic
    def save_by(self, user: Any) -> GlossaryTerm:
        """Save the term with its wordings, and note in the log who did it."""
        term: GlossaryTerm = self.save()
        worded = self._worded(self.cleaned_data)
        term.wordings.exclude(language__in=worded).delete()
        for code, wording in worded.items():
            GlossaryWording.objects.update_or_create(term=term, language=code, defaults={"wording": wording})
        log(term.portal, "editorial.change_glossary", user=user, data={"term": term.term, "language": term.language})
        return term


def _wording_field(code: str, name: str, initial: str) -> forms.Field:
    widget = forms.TextInput(attrs={"lang": code, "dir": direction(code), "autocomplete": "off"})
    label = _("Wording: %(language)s") % {"language": name}
    return forms.CharField(label=label, required=False, max_length=120, initial=initial, widget=widget)
