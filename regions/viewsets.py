"""The admin's views of portals, for national administrators: list, open, change. Deleting isn't offered."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from regions.actions.open_portal import OpenPortalError
from regions.admin_columns import LabelledColumn, yes_or_no
from regions.forms import PortalForm
from regions.models import Portal


class PortalIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("site")


class _SavesThroughAction:
    """Saves with the form's action, and shows faults that concurrent changes cause as errors of the form."""

    form: PortalForm
    request: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"user": self.request.user}

    def save_instance(self) -> Portal:
        return self.form.save()

    def form_valid(self, form: PortalForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except OpenPortalError as error:
            for name, sentence in error.faults:
                form.add_error(name if name in form.fields else None, sentence)
            return self.form_invalid(form)  # type: ignore[attr-defined]


class OpenPortalView(_SavesThroughAction, CreateView):
    page_title = _("Open a portal")
    submit_button_label = _("Open")
    submit_button_active_label = _("Opening…")


class ChangePortalView(_SavesThroughAction, EditView):
    #: Wagtail's default ``portal`` would replace the portal that answers, whose name the page shows.
    context_object_name = "changed"


class PortalViewSet(ModelViewSet):
    model = Portal
    name = "portals"
    icon = "site"
    menu_label = _("Portals")
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = PortalIndexView
    add_view_class = OpenPortalView
    edit_view_class = ChangePortalView
    search_fields = ["name", "slug"]
    list_display = [
        "name",
        LabelledColumn("root_url", label=_("Address")),
        LabelledColumn("is_national", label=_("National"), accessor=lambda portal: yes_or_no(portal.is_national)),
        LabelledColumn("languages", label=_("Languages"), accessor=lambda portal: ", ".join(portal.languages)),
    ]

    def get_form_class(self, for_update: bool = False) -> type[PortalForm]:
        return PortalForm
