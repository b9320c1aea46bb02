"""Screens of a portal's people in the admin: who works in it, who is invited, and the people of its organisations."""
