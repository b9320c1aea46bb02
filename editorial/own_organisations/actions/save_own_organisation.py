"""Saving an organisation as it stands in its form: a new revision, and nothing public yet."""

from __future__ import annotations

from typing import Any

from editorial.desk_texts.actions.save_page import save_page
from editorial.edit_conflicts.page_lock import EditConflictError, under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.own_organisations.organisation_form import OwnOrganisationForm
from listings.models import OrganisationPage


class SaveOwnOrganisation:
    """Writes a bound form as a revision; it may be incomplete, but all of it must be understood.

    ``seen`` is the version that the form was made from. A form that says what the page says already writes nothing, so
    a form that is sent twice has one effect.
    """

    def __init__(self, form: OwnOrganisationForm, user: Any, seen: PageVersion) -> None:
        self.form, self.user, self.seen = form, user, seen

    def execute(self) -> OrganisationPage:
        """Return the page as it is now.

        Raises ``FormValidationError`` where something isn't understood, ``EditConflictError`` where the page has been
        written since, ``PermissionDenied``. Then nothing has been written.
        """
        page = self.form.instance
        try:
            with under_lock(page.pk, self.seen):
                if self._says_nothing_new(page.pk):
                    return page
                saved: OrganisationPage = save_page(page, self.user, self.form)
                return saved
        except EditConflictError:
            if self._says_nothing_new(page.pk):
                return page
            raise

    def _says_nothing_new(self, page_id: int) -> bool:
        self.form.defer_required_fields()
        is_valid = self.form.is_valid()
        self.form.restore_required_fields()
        if not is_valid or self.form.cleaned_data.get("written_in", page_language(self.form)) != page_language(
            self.form
        ):
            return False
        stored = OrganisationPage.objects.get(pk=page_id)
        return stored.latest_revision_id is not None and self.form.has_words_of(stored.get_latest_revision_as_object())


def page_language(form: OwnOrganisationForm) -> str:
    """The language in which the page of a form is written now."""
    return str(form.instance.language)
