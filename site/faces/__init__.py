"""Everything that anybody reads: portal pages, ``/api/v1/``, feeds, the heads of pages and the sitemap.

A page is one folder named for it. In it a view answers the request, and a view model says what the template shows.
"""
