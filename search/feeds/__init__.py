"""Searches and activities for other programs: RSS 2.0 and iCalendar (RFC 5545), from the same documents as the pages.

Of a sensitive activity (need E12) they say a neutral title, the municipality and the address of its page: a calendar
and a feed reader are seen by others than the person who keeps them.
"""
