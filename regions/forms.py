"""The admin's form for a portal: opens one, or changes one."""

from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.db import transaction
from django.forms.models import fields_for_model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from regions.actions.open_portal import OpenPortal
from regions.languages import interface_languages
from regions.models import Municipality, Portal
from regions.models.portal import PORTAL_FIELDS
from regions.portal_parts import asks_for_coordinator
from regions.written.clean_forms import CleanTextFormMixin


class PortalForm(CleanTextFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Validates and saves with the action ``OpenPortal``; Wagtail's views need a model form."""

    slug = Portal._meta.get_field("slug").formfield()
    is_national = Portal._meta.get_field("is_national").formfield()
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.all(),
        required=False,
        label=_("Municipalities"),
        widget=forms.SelectMultiple(attrs={"size": 14}),
        help_text=_("Several with Ctrl or Cmd. The national portal covers all of them: choose none."),
    )
    coordinator = forms.EmailField(
        label=_("The portal's coordinator"),
        required=False,
        max_length=254,
        help_text=_("An e-mail address. An invitation goes there when the portal opens; others can be invited later."),
    )
    field_order = ["slug", "name", "is_national", "languages", "municipalities", "coordinator"]

    class Meta:
        model = Portal
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields |= fields_for_model(Portal, fields=PORTAL_FIELDS)
        self.fields["languages"] = SimpleArrayField(
            forms.CharField(max_length=10),
            label=_("Languages"),
            help_text=format_lazy(
                _("Codes in the portal's order, its own first, with commas between them. There are: {codes}."),
                codes=", ".join(f"{code} ({name})" for code, name in interface_languages().items()),
            ),
        )
        self.order_fields(self.field_order)
        if self.instance.pk or not asks_for_coordinator():
            del self.fields["coordinator"]
        if self.instance.pk:
            del self.fields["slug"], self.fields["is_national"]
            for name in (*PORTAL_FIELDS, "languages"):
                self.initial.setdefault(name, getattr(self.instance, name))
            self.initial.setdefault("municipalities", self.instance.coverage.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("coordinator") == "" and not cleaned.get("is_national"):
            self.add_error("coordinator", _("Say who coordinates the portal: without anybody its texts wait for you."))
        for name, sentence in self._action().faults(self.instance if self.instance.pk else None):
            field = name if name in self.fields else None
            if field is None or field not in self.errors or field in self.cleaned_data:
                self.add_error(field, sentence)
        return cleaned

    def _post_clean(self) -> None:
        """Do nothing: ``clean`` has validated with the action, which also writes."""

    def _action(self) -> OpenPortal:
        cleaned = self.cleaned_data
        portal = self.instance
        return OpenPortal(
            slug=portal.slug if portal.pk else cleaned.get("slug", ""),
            languages=cleaned.get("languages", []),
            municipalities=[municipality.pk for municipality in cleaned.get("municipalities", [])],
            is_national=portal.is_national if portal.pk else cleaned.get("is_national", False),
            user=self.user,
            exact=True,
            coordinator=cleaned.get("coordinator") or "",
            **{name: cleaned.get(name) for name in PORTAL_FIELDS},
        )

    @transaction.atomic
    def save(self, commit: bool = True) -> Portal:
        """Raise ``OpenPortalError`` for a fault that a concurrent change has caused since ``clean``."""
        portal: Portal = self._action().execute().portal
        self.instance = portal
        return portal
