"""What visitors and programs read: portal pages, ``/api/v1/``, feeds, the heads of pages and the sitemap.

Each page has a folder: its view answers the request, its view model holds what the template shows. ``parts/`` has what
several pages share, ``head/`` what stands in a page's head.
"""
