"""Announcing at the desk: the form of an activity, what is kept as it was typed, checking and sending."""
