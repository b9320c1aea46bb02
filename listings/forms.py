"""Forms of organisation and activity pages."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from listings.announcement_rules import Announcement, announcement_faults
from listings.concepts import recent_concepts
from listings.enums import Vocabulary
from listings.postal_codes import plain_postal_code
from listings.querysets import ConceptQuerySet, OrganisationQuerySet
from listings.venue_querysets import VenueQuerySet
from regions.languages import content_languages, own_name
from regions.querysets import MunicipalityQuerySet
from regions.written.clean_forms import CleanTextFormMixin


class LanguageSelect(forms.Select):
    """A drop-down list of languages by name in the editor's language, stored as tags. A stored tag stays choosable."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        # A field of text gives its length to whatever asks for it; a drop-down list has none.
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs

    def optgroups(self, name: str, value: list[Any], attrs: Any = None) -> Any:
        names = dict(spoken_language_choices())
        self.choices = [("", "–"), *names.items(), *((tag, tag) for tag in value if tag and tag not in names)]
        return super().optgroups(name, value, attrs)


def spoken_language_choices() -> Iterator[tuple[str, str]]:
    """Yield (tag, name) of the languages that are concepts, in the order of the vocabulary."""
    shown_in = get_language() or settings.LANGUAGE_CODE
    for concept in recent_concepts().by_vocabulary.get(Vocabulary.ACTIVITY_LANGUAGE, ()):
        yield concept.code, concept.label(shown_in)


def content_language_choices() -> list[tuple[str, str]]:
    """Return the languages in which a text may be written, with their own names."""
    return [(code, own_name(code)) for code in content_languages()]


class CurrentChoicesMixin:
    """Offers concepts and municipalities that are in use today; an older value stays choosable where it is stored."""

    fields: dict[str, Any]
    initial: dict[str, Any]

    def limit_choices(self) -> None:
        for name, field in self.fields.items():
            if not isinstance(field, forms.ModelChoiceField):
                continue
            if isinstance(field.queryset, ConceptQuerySet):
                current: Any = field.queryset.current()
            elif isinstance(field.queryset, MunicipalityQuerySet):
                current = field.queryset.valid_on(timezone.localdate())
            else:
                continue
            value = self.initial.get(name)
            many = [value] if isinstance(value, str | int) else value or []
            field.queryset = current | field.queryset.filter(pk__in=[getattr(choice, "pk", choice) for choice in many])


class PostalCodeField(forms.CharField):
    """Takes digits of every script, and spaces between them; the model's field checks that they are five."""

    def to_python(self, value: Any) -> str:
        return plain_postal_code(super().to_python(value) or "")


class VenueForm(CleanTextFormMixin, CurrentChoicesMixin, WagtailAdminModelForm):
    postal_code = PostalCodeField(label=_("postal code"), max_length=5, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit_choices()


class ChoosableRowsMixin:
    """Accepts only venues and pictures that the person may choose, and the stored value.

    Wagtail's choosers offer only these, but a request can be sent without the chooser, and a form that is shown again
    would give away the address of the venue with that number.
    """

    fields: dict[str, Any]
    initial: dict[str, Any]
    data: Any
    for_user: Any
    _refused: tuple[str, ...] = ()

    def limit_to_choosable(self) -> None:
        if self.for_user is None:
            return
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._limit(name, field)

    def _limit(self, name: str, field: Any) -> None:
        allowed = self.choosable(name, field.queryset)
        if allowed is None:
            return
        is_many = isinstance(field, forms.ModelMultipleChoiceField)
        value = self.initial.get(name) or []
        stored = [getattr(item, "pk", item) for item in (value if is_many else [value] if value else [])]
        field.queryset = field.queryset.filter(Q(pk__in=allowed.values("pk")) | Q(pk__in=stored))
        if isinstance(field.queryset, OrganisationQuerySet):
            own = field.queryset.model.objects.worked_for(self.for_user)
            field.queryset = field.queryset.titled(drafts=own).order_by("shown_title", "pk")
        key = self.add_prefix(name)  # type: ignore[attr-defined]
        if self.is_bound and key in self.data:  # type: ignore[attr-defined]
            sent = field.widget.value_from_datadict(self.data, {}, key)
            values = (sent or []) if is_many else [sent]
            kept = [value for value in values if _is_choice(field, [value] if is_many else value)]
            if len(kept) < len(values):
                self._refused = (*self._refused, name)
                self.data = self.data.copy()
                if is_many:
                    self.data.setlist(key, kept)
                else:
                    self.data[key] = ""

    def choosable(self, name: str, rows: Any) -> Any:
        """Return those of the rows that may be chosen in a field; None where all may be."""
        return _choosable_by(self.for_user, rows)

    def add_refusal_errors(self) -> None:
        for name in self._refused:
            self.add_error(name, _("Choose one that is offered."))  # type: ignore[attr-defined]


def _is_choice(field: Any, value: Any) -> bool:
    try:
        field.to_python(value)
    except forms.ValidationError:
        return False
    return True


def _choosable_by(user: Any, rows: Any) -> Any:
    """Return those of the rows that a person may choose; None where everybody may choose all."""
    if isinstance(rows, VenueQuerySet):
        return rows.for_editor(user)
    if isinstance(rows, OrganisationQuerySet):
        return rows.model.objects.choosable_by(user)
    if issubclass(rows.model, get_image_model()):
        policy = policy_registry.get_by_type(rows.model)
        return policy.instances_user_has_any_permission_for(user, ["choose"])
    return None


class FamilyPageForm(CleanTextFormMixin, CurrentChoicesMixin, ChoosableRowsMixin, WagtailAdminPageForm):
    """Wagtail's page form, except that the writer chooses the language (Wagtail takes the parent's for new pages).

    The choice is there until the first publication or translation, because autosave makes the page while the form is
    being filled in.
    """

    written_in = forms.ChoiceField(
        label=_("In which language do you write?"),
        choices=content_language_choices,
        help_text=_("Write in the language that is easiest for you. Translations are made from it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit_choices()
        self.limit_to_choosable()
        for name in set(self.instance.text_fields) & set(self.fields):
            if isinstance(self.fields[name].widget, forms.TextInput | forms.Textarea):
                self.fields[name].widget.attrs["dir"] = "auto"
        if "written_in" in self.fields:
            self._ask_language()

    def _ask_language(self) -> None:
        if self.instance.pk is None:
            language = self.parent_page.locale.language_code if self.parent_page is not None else None
        elif self.instance.may_change_language():
            language = self.instance.language
        else:
            del self.fields["written_in"]
            return
        if language is not None:
            self.initial.setdefault("written_in", language)
            self.fields["written_in"].required = False

    def clean(self) -> Any:
        cleaned = super().clean()
        self.add_refusal_errors()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        language = self.cleaned_data.get("written_in")
        if language and self.instance.pk is None:
            self.instance.locale, _created = Locale.objects.get_or_create(language_code=language)
        elif language and language != self.instance.language:
            self.instance.change_language(language, commit=commit)
        return super().save(commit=commit)


class _FormFacts:
    """The fields of a page as they would be after saving the form."""

    def __init__(self, cleaned: dict[str, Any], page: Any) -> None:
        self._cleaned = cleaned
        self._page = page

    def __getattr__(self, name: str) -> Any:
        return self._cleaned[name] if name in self._cleaned else getattr(self._page, name)


#: Kinds of rows that the rules of an announcement read.
_JUDGED_ROWS = ("slots", "dates", "exceptions", "contacts")


class ActivityPageForm(FamilyPageForm):
    """Checks the rules of an announcement with the rows of the form, except for a draft, which may be incomplete."""

    def defer_required_fields(self) -> None:
        """Leave out added rows that nobody has written into, too: they have only a place in the order."""
        super().defer_required_fields()
        for formset in self.formsets.values():
            for row in formset.forms:
                if row.instance.pk is None and set(row.changed_data) <= {"ORDER"}:
                    row.changed_data, row.empty_permitted = [], True

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.is_deferred_validation and self.instance.is_source:
            self._check_rules()
        return cleaned

    def _check_rules(self) -> None:
        rows = {name: _kept_rows(self.formsets[name]) for name in _JUDGED_ROWS if name in self.formsets}
        unreadable = {name for name in self.fields if name not in self.cleaned_data}
        unreadable |= {name for name in rows if not self.formsets[name].is_valid()}
        facts = _FormFacts(self.cleaned_data, self.instance)
        values = {name: [SimpleNamespace(**row.cleaned_data) for row in kept] for name, kept in rows.items()}
        announcement = Announcement(facts, **values, unreadable=unreadable)
        for fault in announcement_faults(announcement, timezone.localdate()):
            self._add_fault(rows, *fault)

    def _add_fault(self, rows: dict[str, list[Any]], path: str, message: Any) -> None:
        """Show the fault at its field: of the page, of one of its rows, or above the rows."""
        name, _dot, place = path.partition(".")
        if name not in rows:
            self.add_error(name if name in self.fields else None, message)
        elif place:
            number, _dot, field = place.partition(".")
            rows[name][int(number)].add_error(field or None, message)
        else:
            self.formsets[name].non_form_errors().append(str(message))


def _kept_rows(formset: Any) -> list[Any]:
    """Return the forms of the rows that will exist after saving."""
    deleted = formset.deleted_forms if formset.is_valid() else []
    return [row for row in formset.forms if row not in deleted and getattr(row, "cleaned_data", None)]
