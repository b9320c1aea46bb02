"""Base of organisation and activity pages: a family of language versions with the same parent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Locale, Page, PageManager
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import TranslationSource

from listings import previews
from listings.forms import FamilyPageForm
from listings.models.revision_references import OF_THE_ROW, RevisionReferences
from listings.models.text_states import TextStateMixin
from listings.querysets import FamilyPageQuerySet
from regions.permissions import is_national_admin
from regions.portal_request import PortalRequest
from regions.reviewed_revisions import ReviewedRevisionMixin
from regions.written.clean_models import CleanTextMixin

if TYPE_CHECKING:
    from listings.models.records import Listing, Organisation


class FamilyRuleError(ValidationError):
    """A refused write that would separate the versions of a family; the message says what to do instead."""


class FamilyPage(CleanTextMixin, TextStateMixin, ReviewedRevisionMixin, Page):
    """One language version. The *source* is the version that was written first; facts are read from it alone."""

    base_form_class = FamilyPageForm
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    show_in_menus_default = False

    #: Names of the texts. On a live translation only publishing changes them in the row (see ``save``).
    text_fields: ClassVar[tuple[str, ...]] = ()
    #: What is known of the texts (``listings.translated_texts.text_state``).
    text_state = models.JSONField(default=dict, blank=True, editable=False)

    objects: ClassVar[Any] = PageManager.from_queryset(FamilyPageQuerySet)()

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(cls, data: Any, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """Return the page of a revision's data, with the rows that it points to.

        Its own rows' keys to it aren't looked up one by one.
        """
        references = RevisionReferences(cls, data)
        kept = references.rest
        for relation in get_all_child_relations(cls):
            name = relation.get_accessor_name()
            if kept.get(name):
                kept[name] = [{**row, relation.field.name: None} for row in kept[name]]
        page = super().from_serializable_data(kept, check_fks=check_fks, strict_fks=strict_fks)
        if page is not None:
            references.give_to(page)
        return page

    def with_content_json(self, content: Any) -> Any:
        """Return the version of a revision's content. What is the row's own isn't read from it."""
        page = super().with_content_json({name: content[name] for name in content if name not in OF_THE_ROW})
        page.take_stored_origins(self)
        page.live_revision_id = self.live_revision_id
        if "locale" in self._state.fields_cache:
            page.locale = self.locale
        if "record" in self.__dict__:
            page.record = self.record
        return page

    def latest_version(self) -> Any:
        """Return this row as its latest revision says, itself where there is no draft.

        As ``get_latest_revision_as_object``, which reads the row and its revision again.
        """
        revision = self.latest_revision
        if revision is None or not self.has_unpublished_changes:
            return self.specific
        return self.with_content_json(revision.content)

    @classmethod
    def record_model(cls) -> type[Organisation] | type[Listing]:
        raise TypeError(f"{cls.__name__} must say what its record is")

    @cached_property
    def record(self) -> Any:
        """The family's record (of ``record_model``); None before the source's first save."""
        return self.record_model().objects.with_portal().filter(pk=self.translation_key).first()

    def make_record(self) -> None:
        """Create the family's record; its organisation or portal follows from this page's parent."""
        raise TypeError(f"{type(self).__name__} must say how its record is made")

    @property
    def is_source(self) -> bool:
        record = self.record
        return record is None or record.source_language == self.locale.language_code

    @property
    def language(self) -> str:
        return self.locale.language_code

    def may_change_language(self) -> bool:
        """Whether the writer can still change the language: of a source that was never public nor translated."""
        if self.first_published_at is not None or self.live or not self.is_source:
            return False
        ordered = TranslationSource.objects.filter(object_id=self.translation_key)
        return not (ordered.exists() or self.family().exclude(pk=self.pk).exists())

    @transaction.atomic
    def change_language(self, language: str, *, commit: bool = True) -> None:
        """Take another language for the page and its record; ``commit`` writes the record, saving writes the page.

        Raises ``FamilyRuleError`` where the language can't change any more.
        """
        if not self.may_change_language():
            raise FamilyRuleError(_("The language can't change after the first publication or translation."))
        self.locale, _created = Locale.objects.get_or_create(language_code=language)
        if self.record is not None:
            self.record.source_language = language
            if commit:
                self.record.save(update_fields=["source_language"])

    def family(self) -> Any:
        """Return all language versions, this one included."""
        return type(self).objects.filter(translation_key=self.translation_key)

    #: The person for whom the versions are listed, or None: set where a screen of wagtail-localize names them all.
    viewer: Any = None

    def get_translations(self, inclusive: bool = False) -> Any:
        """Return the other versions; for a ``viewer`` without the titles of drafts that the person doesn't see."""
        versions = super().get_translations(inclusive=inclusive)
        if self.viewer is None or is_national_admin(self.viewer):
            return versions
        seen = page_permission_policy.explorable_instances(self.viewer)
        return versions.filter(Q(live=True) | Q(pk__in=seen.values("pk")))

    def source_page(self) -> Any:
        """Return the version in which the family was written, or None when it has been deleted."""
        record = self.record
        return self if record is None else type(self).objects.source_of(record)

    def copy_for_translation(
        self, locale: Locale, copy_parents: bool = False, alias: bool = False, exclude_fields: list[str] | None = None
    ) -> Any:
        """Return a new, unpublished language version beside this one, below the same parent.

        Wagtail would put it into a tree of its language. A portal has one directory for all its languages.
        """
        if alias:
            self.create_alias()
        if not self.is_source:
            raise FamilyRuleError(_("Translate from the language in which the text was written."))
        if self.family().filter(locale=locale).exists():
            raise FamilyRuleError(_("There is a version in this language already."))
        return self._copy_beside(locale, exclude_fields)

    def _copy_beside(self, locale: Locale, exclude_fields: list[str] | None) -> Any:
        """Return a new version without the source's rows, such as times and contacts.

        They are read from the source alone, and may hold people's names.
        """
        excluded = {*(exclude_fields or ()), *(parent.name for parent in type(self)._meta.parents.values() if parent)}
        excluded.add("text_state")
        own = (field for field in type(self)._meta.local_concrete_fields if field.name not in excluded)
        version = type(self)(
            title=self.title,
            slug=f"{self.slug[:200]}-{locale.language_code}-{self.pk}",
            locale=locale,
            translation_key=self.translation_key,
            owner=self.owner,
            live=False,
            has_unpublished_changes=True,
            **{field.attname: getattr(self, field.attname) for field in own},
        )
        self.get_parent().add_child(instance=version)
        log(
            version,
            "wagtail.copy_for_translation",
            data={
                "source": {"id": self.pk, "title": self.get_admin_display_title()},
                "source_locale": {"id": self.locale_id, "language_code": self.locale.language_code},
            },
        )
        return version

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: Wagtail's copy would be outside its family. Use the action ``CopyActivity``."""
        raise FamilyRuleError(_("Copy an activity with “Copy to a new activity”; other copies are not possible."))

    def move(self, target: Any, pos: str | None = None, user: Any = None) -> None:
        """Move the whole family to another parent; within one parent, only this version."""
        parent = target if pos is None or pos.endswith("child") else target.get_parent()
        if self.is_child_of(parent):
            super().move(target, pos=pos, user=user)
        else:
            self.move_family(parent, user)

    def move_family(self, destination: Any, user: Any = None) -> Any:
        """Move every language version below ``destination``: ``MoveFamily`` without its check of rights.

        Imported here as Wagtail's ``Page.move`` does: actions stand above the models.
        """
        from listings.actions.move_family import MoveFamily

        return MoveFamily(self, destination, user).execute(skip_permission_checks=True)

    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        raise FamilyRuleError(
            _("Activities and organisations have no aliases. Place the activity in the other portal instead.")
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, but not the text of a live translation, which only publishing changes.

        A source's first save creates its record. wagtail-localize writes the live row even when it saves a draft, so
        unreviewed text would be public at once. Such a write keeps the published text in the row; the revision that
        localize saves next has the new text.
        """
        is_new = self._state.adding
        published = self._published_text()
        if published is None:
            super().save(*args, **kwargs)
            if is_new and self.record is None:
                self.make_record()
                del self.record
            return
        pending = {name: getattr(self, name) for name in published}
        for name, value in published.items():
            setattr(self, name, value)
        super().save(*args, **kwargs)
        for name, value in pending.items():
            setattr(self, name, value)

    def _published_text(self) -> dict[str, Any] | None:
        """Return the text of the live row where this save must keep it, else None."""
        if self.pk is None or not self.live or self.is_source:
            return None
        stored = (
            type(self)
            ._base_manager.filter(pk=self.pk, live=True)
            .values("live_revision_id", "text_state", *self.text_fields)
            .first()
        )
        if stored is None or stored.pop("live_revision_id") != self.live_revision_id or self.live_revision_id is None:
            return None
        return stored

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Refuse: the public page is made of the read model, at the finder's address."""
        raise Http404

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One mode where an app has registered a renderer of drafts (``listings.previews``)."""
        return [("", _("Public page"))] if previews.renderer_of(self) else []

    def serve_preview(self, request: PortalRequest, mode_name: str) -> HttpResponse:
        renderer = previews.renderer_of(self)
        if renderer is None:
            raise Http404
        return renderer(request, self)

    def public_path(self, language: str) -> str:
        """Return the path of this family's public page in a language, such as ``/fi/toiminta/<id>/``."""
        raise TypeError(f"{type(self).__name__} must say its public path")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return the address on the home portal, in this version's language or else in the portal's first."""
        record = self.record
        if record is None:
            return None
        portal = record.home_portal
        language = self.language if self.language in portal.languages else portal.first_language
        return portal.site_id, portal.root_url, self.public_path(language)
