"""Signals that this app sends."""

from django.dispatch import Signal

#: A statement has written membership rows without the signals of single rows. ``user_ids``: whose rows they were
#: before it and are after it.
memberships_changed = Signal()
