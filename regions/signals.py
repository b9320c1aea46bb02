"""Signals that this app sends."""

from django.dispatch import Signal

#: Sent after a statement has written several membership rows, for which Django sends no signal. ``user_ids``: the users
#: of these rows before and after the statement.
memberships_changed = Signal()
