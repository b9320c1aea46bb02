"""Wagtail's screens of users and groups, without what follows from memberships.

Roles are membership rows, and groups and superuser status follow from them; ticking them by hand would make half
accounts. Accounts are made by invitations.
"""
