"""Organisations that activities of others name as co-organisers: they are told, and can take themselves off."""
