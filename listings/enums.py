"""Closed lists that rules depend on. Labels for visitors come from the concepts of the same codes (``Concept``)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.TextChoices):
    """The two sections of the pool (docs/needs.md, C3)."""

    ACTIVITY = "activity", _("activity for newcomers")
    PROFESSIONAL = "professional", _("event or training for professionals and volunteers")


class RequiredLevel(models.TextChoices):
    """Language level that a participant needs: CEFR, and A0 for beginners. Lowest first (docs/needs.md, C4)."""

    NONE = "none", _("no level needed")
    A0 = "A0", _("starts from zero (A0)")
    A1 = "A1", _("a little (A1)")
    A2 = "A2", _("some (A2)")
    B1 = "B1", _("good (B1)")
    B2 = "B2", _("very good (B2)")

    @classmethod
    def up_to(cls, level: str) -> list[str]:
        """The levels that suit somebody who is at ``level``."""
        values = list(cls.values)
        return values[: values.index(level) + 1]


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")
    PHONE = "phone", _("by phone")


#: Modes that need no travelling: one can take part from the whole country.
NATIONWIDE_MODES = frozenset({Mode.ONLINE, Mode.PHONE})


class PriceType(models.TextChoices):
    FREE = "free", _("free of charge")
    PAID = "paid", _("has a price")
    DONATION = "donation", _("pay what you can")


class SignUpType(models.TextChoices):
    NONE = "none", _("no sign-up, just come")
    CONTACT = "contact", _("contact us first")
    REQUIRED = "required", _("sign-up needed")


class LanguageRole(models.TextChoices):
    MAIN = "main", _("main language")
    SUPPORT = "support", _("help is given in it")
    INTERPRETATION = "interpretation", _("interpreted")


class ContactRole(models.TextChoices):
    """A role rather than a person, so that an activity keeps its contact when staff changes."""

    OFFICE = "office", _("office")
    GROUP_LEADER = "group_leader", _("group leader")
    COORDINATOR = "coordinator", _("coordinator")
    TEACHER = "teacher", _("teacher")
    SIGN_UP = "sign_up", _("sign-up")
    OTHER = "other", _("other contact")


class ListingStatus(models.TextChoices):
    """The record's life-cycle; true at once, never versioned with the page."""

    ACTIVE = "active", _("active")
    PAUSED = "paused", _("on a break")
    CANCELLED = "cancelled", _("cancelled")
    ENDED = "ended", _("ended")


#: A paused or cancelled activity is still shown, with its status first.
PUBLIC_STATUSES = frozenset({ListingStatus.ACTIVE, ListingStatus.PAUSED, ListingStatus.CANCELLED})


class Decider(models.TextChoices):
    """Who decided something about an activity: only the portal takes back what the portal has decided."""

    ORGANISATION = "organisation", _("its organisation")
    PORTAL = "portal", _("the portal's coordinators")


class OrganisationStatus(models.TextChoices):
    JOINED = "joined", _("joined")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("left the service")


class PlacementKind(models.TextChoices):
    PINNED = "pinned", _("pinned to the front")
    INCLUDED = "included", _("included from elsewhere")
    EXCLUDED = "excluded", _("not shown in this portal")


class Vocabulary(models.TextChoices):
    """Vocabularies of concepts. A code is unique within its vocabulary."""

    SECTION = "section", _("section")
    FORMAT = "format", _("form of activity")
    THEME = "theme", _("theme")
    TARGET_GROUP = "target_group", _("target group")
    REQUIRED_LEVEL = "required_level", _("required language level")
    ACTIVITY_LANGUAGE = "activity_language", _("activity language")
    MODE = "mode", _("way of taking part")
    PRICE = "price", _("price")
    SIGN_UP = "sign_up", _("sign-up")
    CHILDREN = "children", _("children")
    ACCESSIBILITY = "accessibility", _("accessibility")
    ORGANISATION_TYPE = "organisation_type", _("type of organisation")
    CONTACT_ROLE = "contact_role", _("contact")
    WEEKDAY = "weekday", _("weekday")
    LISTING_STATUS = "listing_status", _("status")


class OrganisationRole(models.TextChoices):
    """What a person may do in an organisation: everybody writes, responsible people also choose who does."""

    RESPONSIBLE = "responsible", _("responsible person")
    WRITER = "writer", _("writer")


class PeopleInPicture(models.TextChoices):
    """Whether the people in a picture agreed to be shown."""

    AGREED = "agreed", _("Everybody who can be recognised has agreed")
    NOBODY = "nobody", _("Nobody can be recognised")
