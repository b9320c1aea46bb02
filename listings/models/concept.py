"""Controlled vocabularies: one row per concept, with labels and synonyms per language, as in SKOS."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from listings.concepts import recent_concepts
from listings.enums import Section, Vocabulary
from listings.querysets import ConceptQuerySet


def _count_changes(name: str) -> pgtrigger.Trigger:
    """Return a trigger that raises the vocabularies' version in the transaction of a change, also of a bulk write."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            INSERT INTO listings_vocabularyversion (id, number) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET number = listings_vocabularyversion.number + 1;
            RETURN NULL;
        """,
    )


class VocabularyVersion(models.Model):
    """One row with the number of changes of concepts and labels; ``listings.concepts`` compares it with its memory."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class Concept(models.Model):
    """A concept with a stable code. Pages refer to it; the API, documents and facets use its code."""

    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary.choices)
    code = models.SlugField(_("code"), max_length=40)
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader concept"),
    )
    section = models.CharField(
        _("section"), max_length=20, choices=Section.choices, blank=True, help_text=_("Empty: for both sections.")
    )
    uri = models.URLField(_("URI"), blank=True)
    ptv_class = models.CharField(_("PTV class"), max_length=20, blank=True)
    ptv_target_group = models.CharField(_("PTV target group"), max_length=20, blank=True)
    autonym = models.CharField(
        _("own name"), max_length=60, blank=True, help_text=_("Of a language: what its speakers call it.")
    )
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )

    objects: ClassVar[Any] = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["vocabulary", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "code"], name="one_concept_per_code")]
        triggers = [_count_changes("count_concepts")]

    def __str__(self) -> str:
        return recent_concepts().label(self.vocabulary, self.code, get_language() or "fi")

    @property
    def key(self) -> str:
        """``vocabulary:code``, as documents and facets hold it."""
        return f"{self.vocabulary}:{self.code}"


class ConceptLabel(models.Model):
    """The name of a concept in one language, and other words that people search for."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="labels", verbose_name=_("concept"))
    language = models.CharField(_("language"), max_length=10)
    label = models.CharField(_("label"), max_length=120)
    help = models.CharField(_("explanation"), max_length=250, blank=True)
    synonyms = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name=_("synonyms"))
    related = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        verbose_name=_("related words"),
        help_text=_("Words that only hint at the concept: they find it, with less weight."),
    )
    reviewed = models.BooleanField(_("reviewed"), default=False)
    #: Digest of the row as ``load_concepts`` wrote it; another digest of the row means that somebody has edited it
    #: since.
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("concept label")
        verbose_name_plural = _("concept labels")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language"], name="one_label_per_concept_and_language")
        ]
        triggers = [_count_changes("count_labels")]

    def __str__(self) -> str:
        return f"{self.label} ({self.language})"


def concept_keys(page: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """Return a page model's own foreign keys to concepts, in the order of its fields."""
    fields = page._meta.local_concrete_fields
    return [field for field in fields if isinstance(field, models.ForeignKey) and field.remote_field.model is Concept]


def concept_lists(page: type[models.Model]) -> list[models.ManyToManyField[Any, Any]]:
    """Return a page model's lists of concepts, in the order of its fields."""
    return [field for field in page._meta.local_many_to_many if field.remote_field.model is Concept]
