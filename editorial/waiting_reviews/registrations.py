"""What this part adds to the admin's front page and to periodic jobs, and what waits without a part of its own."""

from wagtail.admin.models import EditingSession

from editorial.waiting_reviews.waiting_panel import waiting_texts
from editorial.waiting_reviews.waiting_people import WaitingAccess, WaitingJoinings
from editorial.waiting_reviews.waiting_samples import WaitingSamples
from editorial.waiting_reviews.waiting_sources import registry
from editorial.waiting_reviews.waiting_texts import WaitingTexts
from listings import dashboard
from regions import periodic

_TEXTS, _JOININGS, _ACCESS, _SAMPLES = WaitingTexts(), WaitingJoinings(), WaitingAccess(), WaitingSamples()


def connect() -> None:
    registry.register("texts", _TEXTS, order=10)
    registry.register("joinings", _JOININGS, order=20)
    registry.register("access", _ACCESS, order=30)
    registry.register("samples", _SAMPLES, order=50)
    dashboard.registry.register("editorial.waiting_texts", waiting_texts, order=10)
    periodic.jobs.register("forget who has looked at pages", _forget_lookers)


def _forget_lookers() -> None:
    EditingSession.cleanup()
