"""The form of a wish: a button. What it sends is the search in its address."""

from __future__ import annotations

from typing import ClassVar

from editorial.form_guard.guarded_form import GuardedFormMixin


class WishForm(GuardedFormMixin):
    #: There is little to read and nothing to fill in.
    min_seconds: ClassVar[float] = 1
