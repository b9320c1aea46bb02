"""Screens of curation in the admin: what a portal pins, includes and excludes, and the pages that ask and do it."""
