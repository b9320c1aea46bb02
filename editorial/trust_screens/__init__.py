"""Screens of trust in the admin: what organisations publish themselves, a portal's rules, and what was published."""
