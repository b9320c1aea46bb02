"""The read model: documents that all faces read. Only the indexer writes them, from pages and records."""

import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from listings.enums import ListingStatus
from listings.models.records import status_on
from search import column_rows
from search.querysets import (
    ListingDocumentQuerySet,
    OccurrenceQuerySet,
    OrganisationDocumentQuerySet,
    ShownQuerySet,
    TombstoneQuerySet,
)
from search.visibility import Span


class DocumentKind(models.TextChoices):
    LISTING = "listing"
    ORGANISATION = "organisation"


class Document(models.Model):
    """The columns of both kinds of document. Only the indexer writes them."""

    id = models.UUIDField(primary_key=True)
    sequence = models.BigIntegerField(unique=True)
    modified = models.DateTimeField()
    #: Of an organisation those that show it, of a listing those that do at any time: ``Shown`` says when.
    portals = ArrayField(models.BigIntegerField(), default=list)
    #: Portals that showed it before; those that show it now may be among them. Kept for readers of ``changes``.
    earlier_portals = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    municipality = models.CharField(max_length=3, blank=True)
    source_language = models.CharField(max_length=10)
    #: Title per language as a sort key with å ä ö in place, ``{"fi": "…"}`` (the database has no ICU).
    sort_titles = models.JSONField(default=dict)
    #: Texts per language, ready to serve: ``{"fi": {"title": …, "summary": …, "description": <clean HTML>, …}}``.
    texts = models.JSONField(default=dict)
    #: Facts, ready to serve; the same in every language.
    facts = models.JSONField(default=dict)
    document_version = models.PositiveSmallIntegerField(default=0)
    analysis_version = models.PositiveSmallIntegerField(default=0)
    #: Terms of the titles of all languages (see ``search.title_terms``); of a sensitive listing none.
    title_terms = models.TextField(blank=True, db_default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class ListingDocument(Document):
    """One listing with all its languages. ``search.documents.schema`` describes ``texts`` and ``facts``."""

    source_id = models.CharField(max_length=100, blank=True)
    organisation_id = models.UUIDField()
    home_portal_id = models.BigIntegerField()
    section = models.CharField(max_length=20)
    #: As it was built; readers ask ``status_on``.
    status = models.CharField(max_length=20)
    #: Last day of a break. Compared with today at read time.
    paused_until = models.DateField(null=True)
    #: Every facet value as ``vocabulary:code``: theme, target_group, format, required_level, activity_language, mode,
    #: price, sign_up, children, accessibility, municipality, area (``area:maakunta:01``), district, text_in, weekday.
    codes = ArrayField(models.CharField(max_length=120), default=list)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    confirmed_on = models.DateField()
    #: Last day on which it is public: the earlier of confirm-by and valid-until.
    public_until = models.DateField()
    #: When its last occurrence is over; null = open ended or by agreement.
    over_at = models.DateTimeField(null=True)
    sign_up_deadline = models.DateField(null=True)
    #: Last day up to which ``occurrences`` holds every time of a schedule without end.
    occurrences_until = models.DateField(null=True)

    objects: ClassVar[Any] = ListingDocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["codes"], name="listing_codes"),
            GinIndex(fields=["portals"], name="listing_portals"),
            models.Index(fields=["organisation_id"], name="listing_organisation"),
        ]
        triggers = column_rows.DOCUMENT_TRIGGERS

    def status_on(self, day: datetime.date) -> str:
        """Return the status that readers see on a day: a break that is over makes it active again."""
        return status_on(self.status, self.paused_until, day)

    def status_reason_on(self, day: datetime.date) -> str:
        """Return why it doesn't take place; empty while it does."""
        takes_place = self.status_on(day) == ListingStatus.ACTIVE
        return "" if takes_place else str(self.facts.get("status_reason") or "")


class Shown(models.Model):
    """A span of time during which a portal shows a listing (see ``visibility.Span``): every reader asks these rows.

    There is one for a listing and portal, and another where time lies between two spans.
    """

    listing = models.ForeignKey(ListingDocument, on_delete=models.CASCADE, related_name="shown")
    portal_id = models.BigIntegerField()
    #: Null: ever since the listing became public.
    shown_from = models.DateTimeField(null=True)
    #: The first moment at which it isn't shown any more: every listing has an end.
    shown_until = models.DateTimeField()
    #: Place among the portal's pins, until ``pinned_until``; null where it isn't pinned.
    pin_order = models.PositiveSmallIntegerField(null=True)
    pinned_until = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ShownQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "portal_id", "shown_from"], name="shown_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(shown_from=None) | models.Q(shown_from__lt=models.F("shown_until")),
                name="shown_for_some_time",
            ),
            models.CheckConstraint(
                condition=models.Q(pin_order=None, pinned_until=None)
                | models.Q(
                    models.Q(shown_from=None) | models.Q(shown_from__lt=models.F("pinned_until")),
                    pin_order__isnull=False,
                    pinned_until__isnull=False,
                    pinned_until__lte=models.F("shown_until"),
                ),
                name="pinned_while_shown",
            ),
        ]
        indexes = [
            models.Index(fields=["portal_id", "listing"], name="shown_portal"),
            models.Index(fields=["portal_id"], name="shown_pinned", condition=models.Q(pin_order__isnull=False)),
        ]
        triggers = column_rows.SHOWN_TRIGGERS

    def __str__(self) -> str:
        return f"{self.listing_id} in {self.portal_id}"

    @property
    def span(self) -> Span:
        return Span(self.portal_id, self.shown_from, self.shown_until, self.pin_order, self.pinned_until)


class OrganisationDocument(Document):
    """One organisation with all its languages, in the portals of its home, its municipality and its listings."""

    organisation_type = models.CharField(max_length=40, blank=True)
    home_portal_id = models.BigIntegerField()
    #: Beginnings and pieces of the words of its names, by which alike names are found.
    title_pieces = ArrayField(models.CharField(max_length=10), default=list, db_default=[])

    objects: ClassVar[Any] = OrganisationDocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["portals"], name="organisation_portals"),
            GinIndex(fields=["title_pieces"], name="organisation_title_pieces"),
        ]


class Occurrence(models.Model):
    """One time at which a listing takes place, within a rolling window; ``ListingColumns.times`` are made of these."""

    listing = models.ForeignKey(ListingDocument, on_delete=models.CASCADE, related_name="occurrences")
    date = models.DateField()
    weekday = models.SmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    #: Minutes after local midnight; null where the whole day is meant.
    start_minute = models.SmallIntegerField(null=True)
    end_minute = models.SmallIntegerField(null=True)
    cancelled = models.BooleanField(default=False)

    objects: ClassVar[Any] = OccurrenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["listing", "starts_at"], name="occurrence_listing")]
        triggers = column_rows.TIME_TRIGGERS

    def __str__(self) -> str:
        return f"{self.listing_id} {self.starts_at.isoformat()}"


class ListingColumns(models.Model):
    """What the documents of listings don't have of what columns in a process are made of, and when they last changed.

    A row stays when its listing goes. ``times`` and ``change`` are kept by triggers (see ``column_rows``), ``terms`` by
    the writer of documents (see ``search.documents.packed_terms``).
    """

    id = models.UUIDField(primary_key=True)
    change = models.BigIntegerField(db_index=True)
    times = models.BinaryField(null=True)
    terms = models.BinaryField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class Tombstone(models.Model):
    """A document that was public and has been removed, for those who keep copies; it is kept for ever.

    ``portals``: those that showed it at any time.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    sequence = models.BigIntegerField(unique=True)
    portals = ArrayField(models.BigIntegerField(), default=list)
    removed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = TombstoneQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)


class IndexSequence(models.Model):
    """One row: the last number of a document or tombstone. Numbers are in commit order: there is a single writer.

    ``epoch`` is another one after documents were lost without tombstones: what was read before can't be continued.
    ``change`` and ``changed_by`` are kept by triggers (see ``column_rows``).
    """

    value = models.BigIntegerField(default=0)
    epoch = models.UUIDField(db_default=RandomUUID())
    change = models.BigIntegerField(default=0, db_default=0)
    changed_by = models.BigIntegerField(null=True, editable=False)

    def __str__(self) -> str:
        return str(self.value)


class OutboxEntry(models.Model):
    """A record whose document may have to change, entered by triggers in the transaction of the change."""

    record_id = models.UUIDField()
    created_at = models.DateTimeField(db_default=Now())
    attempts = models.SmallIntegerField(db_default=0)
    attempted_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=["record_id"], name="outbox_record")]

    def __str__(self) -> str:
        return str(self.record_id)


from search import triggers as triggers  # noqa: E402  (proxies with the outbox's triggers, so that migrations find them)
