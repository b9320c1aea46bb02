"""What templates of the admin put into the forms of pages."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.edit_conflicts.form_writes import KEY_FIELD

register = template.Library()


@register.simple_tag
def edit_form_key() -> SafeString:
    """A hidden field with the key of this form: new each time that a form is shown."""
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, uuid.uuid4().hex)
