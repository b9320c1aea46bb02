"""What renews the version of a portal's editorial pages beside their own tables: the table of all pages."""

from wagtail.models import Page

from regions.stamp_triggers import page_stamp_trigger


class StampedEditorialPage(Page):
    """A proxy, so that the trigger on the table of all pages is in a migration of this app."""

    is_creatable = False

    class Meta:
        proxy = True
        triggers = (
            page_stamp_trigger(
                "editorial.pages", "editorial_articlepage", "editorial_newsindexpage", "editorial_statementpage"
            ),
        )
