"""What the site itself has to remember."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PreparationStep(models.Model):
    """One step of the set-up that this database has had, so that the next start skips it.

    It stands in the database and not beside it, because `DATABASE_URL` may name another one next time.
    """

    name = models.CharField(_("step"), max_length=100, primary_key=True)
    fingerprint = models.CharField(_("fingerprint of what was loaded"), max_length=64)
    done_at = models.DateTimeField(_("done"), auto_now=True)

    class Meta:
        verbose_name = _("step of the set-up")
        verbose_name_plural = _("steps of the set-up")

    def __str__(self) -> str:
        return self.name
