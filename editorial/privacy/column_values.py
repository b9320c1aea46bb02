"""The value of a column without the person, as its place was decided on."""

from __future__ import annotations

from typing import Any

from django.db import models

from editorial.privacy.person import Person
from editorial.privacy.personal_data import Treatment, decision_on
from editorial.privacy.written_forms import WrittenForms, same_phone
from regions.people import DELETED_PERSON_WORDS
from regions.written.phone_field import PhoneField

#: In these neither words nor spaces fit.
_WITHOUT_WORDS = (models.EmailField, models.URLField, models.SlugField, models.FileField, PhoneField)
#: An address of a page, or of a file: what is changed in it leads nowhere.
_ONLY_LISTED = (models.SlugField, models.FileField)


class ColumnValues:
    """Treats values of one person. ``in_texts``: names and phone numbers also make way in what is published."""

    def __init__(self, person: Person, *, in_texts: bool = False) -> None:
        self.person = person
        self.in_texts = in_texts
        #: What makes way in what others have published.
        self.content = person.by_anything if in_texts else person.by_address

    def without(
        self, field: Any, value: Any, *, is_own: bool = False, by_person: bool = False, has_address: bool = False
    ) -> Any:
        """Return the value that the field has when the person is gone.

        ``is_own``: of a page or portal that is the person's or their organisation's. ``by_person``: a row, or a page,
        that they wrote. ``has_address``: a row with an address of theirs.
        """
        place = decision_on(field)
        if place is None or not value:
            return value
        if place.treatment is Treatment.WORDS:
            forms = self.person.by_any_part if by_person else self.person.by_anything
            changed = forms.without(value)
            return "" if changed != value and isinstance(field, _WITHOUT_WORDS) else _fitting(field, changed)
        if place.treatment is Treatment.OWNERS_NAME:
            return DELETED_PERSON_WORDS if has_address else _fitting(field, self.person.by_anything.without(value))
        if place.treatment is Treatment.NAME:
            return self._without_in_name(field, value, is_own)
        if place.treatment is Treatment.CONTENT:
            forms = self.person.by_anything if by_person else self.content
            return self._without_in_content(field, value, forms, is_own)
        return value

    def _without_in_name(self, field: Any, value: Any, is_own: bool) -> Any:
        forms = self.person.by_anything if is_own or self.in_texts else self.content
        return _fitting(field, forms.without(value))

    def _without_in_content(self, field: Any, value: Any, forms: WrittenForms, is_own: bool) -> Any:
        if isinstance(field, _ONLY_LISTED):
            return value
        if isinstance(field, PhoneField):
            is_theirs = (is_own or self.in_texts) and any(same_phone(value, own) for own in self.person.phones)
            return "" if is_theirs else value
        changed = forms.without(value)
        if changed != value and isinstance(field, _WITHOUT_WORDS):
            return ""
        return _fitting(field, changed)


def _fitting(field: Any, value: Any) -> Any:
    """Cut what has become too long for its column."""
    if isinstance(value, str) and isinstance(field, models.CharField) and field.max_length:
        return value if len(value) <= field.max_length else value[: field.max_length].replace(DELETED_PERSON_WORDS, "…")
    return value
