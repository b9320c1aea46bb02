from wagtail.models import Page


class TownPage(Page):
    """A page that the town had before the portals came."""

    template = "town/page.html"
