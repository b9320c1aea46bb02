"""What templates of the admin put into the forms of pages."""

import uuid

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.edit_conflicts.form_writes import KEY_FIELD, SHOWN_FIELD

register = template.Library()


@register.simple_tag
def edit_form_key() -> SafeString:
    """A hidden field with the key of this form: new each time that a form is shown."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, uuid.uuid4().hex)


@register.simple_tag
def shown_at() -> SafeString:
    """A hidden field with the time at which a question about several pages is shown."""
    return format_html('<input type="hidden" name="{}" value="{}">', SHOWN_FIELD, timezone.now().isoformat())
