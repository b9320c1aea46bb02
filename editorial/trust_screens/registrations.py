"""What the screens of trust add to the admin's front page."""

from __future__ import annotations

from editorial.trust_screens.sample_rows import sample_needs
from listings import dashboard


def connect() -> None:
    dashboard.registry.register("editorial.samples", sample_needs, order=40)
