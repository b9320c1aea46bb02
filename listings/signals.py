"""What this app tells the apps above it."""

from django.dispatch import Signal

#: A pool has been loaded or cleared. ``sender`` is the class of the report; ``progress`` is called as (what, done,
#: total).
pool_loaded = Signal()
