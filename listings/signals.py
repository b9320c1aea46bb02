"""Signals that this app sends."""

from django.dispatch import Signal

#: A pool has been loaded or cleared. ``sender`` is the class of the report; ``progress`` is called as (what, done,
#: total).
pool_loaded = Signal()

#: Organisation memberships were written in bulk. ``sender`` is the model; ``memberships`` is the set of pairs
#: (user id, organisation id) before and after the change.
memberships_changed = Signal()
