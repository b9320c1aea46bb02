"""Searches and activities for other programs: RSS 2.0 and iCalendar (RFC 5545), from the same documents as the pages.

Feeds of a sensitive activity hold a neutral title, the municipality and the address of its page: other people see the
calendar and the feed reader of the person who keeps them.
"""
