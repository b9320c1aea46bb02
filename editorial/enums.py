"""Closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleKind(models.TextChoices):
    """What an article is to its reader (docs/needs.md, C10)."""

    NEWS = "news", _("News item")
    GUIDANCE = "guidance", _("Guidance")
    STORY = "story", _("Story")


class StatementKind(models.TextChoices):
    """The pages about the service itself that every portal has; the values are names in ``Portal.fixed_pages``."""

    ACCESSIBILITY = "accessibility", _("Accessibility statement")
    PRIVACY = "privacy", _("Privacy")
    FOR_ORGANISATIONS = "for_organisations", _("For organisations")
