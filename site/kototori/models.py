"""Models of the deployable site."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PreparationStep(models.Model):
    """A step of the set-up that is done in this database. The next start skips it.

    The record is in the database because `DATABASE_URL` may name another one next time.
    """

    name = models.CharField(_("step"), max_length=100, primary_key=True)
    fingerprint = models.CharField(_("fingerprint of what was loaded"), max_length=64)
    done_at = models.DateTimeField(_("done"), auto_now=True)

    class Meta:
        verbose_name = _("step of the set-up")
        verbose_name_plural = _("steps of the set-up")

    def __str__(self) -> str:
        return self.name
