"""The coordinator's page of a portal's brand: colour, logo and contact, with a preview and the colour's contrasts.

Only the server computes contrasts; the page's script fetches them again while somebody chooses.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from regions.actions.change_brand import BRAND_FIELDS, ChangeBrand
from regions.brand import Brand, properties
from regions.models import Portal, PortalRole
from regions.models.portal import COLOUR_FORM
from regions.permissions import coordinates, may_coordinate, portals_with_role
from regions.written.clean_forms import CleanTextFormMixin


class BrandForm(CleanTextFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Validates the fields of a brand; the action ``ChangeBrand`` saves them."""

    class Meta:
        model = Portal
        fields = BRAND_FIELDS
        widgets = {
            "brand_strong": forms.TextInput(attrs={"maxlength": 7, "spellcheck": "false", "autocomplete": "off"}),
            # The chooser starts in the portal's own collection, which the template's field ``collection`` names.
            "logo": AdminImageChooser(linked_fields={"collection_id": "#id_collection"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = get_image_model().objects.filter(collection=self.instance.collection_id)
        self.fields["logo"].queryset = own  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Run the model's validation on a copy: the rest of the page shows the saved values of the instance."""
        checked = Portal(pk=self.instance.pk)
        saved, self.instance = self.instance, checked
        super()._post_clean()  # type: ignore[misc]
        self.instance = saved

    @property
    def colour(self) -> str:
        """The colour in the field if it is well formed, otherwise the saved one."""
        colour = str(self["brand_strong"].value() or "").strip()
        return colour if COLOUR_FORM.fullmatch(colour) else str(self.instance.brand_strong)


def coordinated_portal(request: HttpRequest, portal_id: int) -> Portal:
    """The portal; 404 for one that the person doesn't coordinate."""
    portal = Portal.objects.select_related("site", "collection", "logo").filter(pk=portal_id).first()
    if portal is None or not may_coordinate(request.user, portal):
        raise Http404
    return portal


@require_GET
def choose_brand(request: HttpRequest) -> HttpResponse:
    """The portals that the person coordinates; a redirect where there is only one."""
    portals = list(portals_with_role(request.user, PortalRole.COORDINATOR).select_related("site"))
    if not portals:
        raise Http404
    if len(portals) == 1:
        return redirect("regions_brand_of", portals[0].pk)
    return render(request, "regions/admin/brands.html", {"portals": portals, "breadcrumbs_items": _breadcrumbs()})


@require_http_methods(["GET", "POST"])
def edit_brand(request: HttpRequest, portal_id: int) -> HttpResponse:
    """The form. With ``preview`` in the posted data nothing is saved: its value, if a colour, replaces the field's."""
    portal = coordinated_portal(request, portal_id)
    data = request.POST.copy()
    preview_colour = str(data.get("preview", ""))
    if COLOUR_FORM.fullmatch(preview_colour):
        data["brand_strong"] = preview_colour
    form = BrandForm(data or None, instance=portal)
    if request.method == "POST" and "preview" not in data:
        if form.is_valid():
            action = ChangeBrand(portal, request.user, values=form.cleaned_data)
            action.execute()
            messages.success(request, _("The brand is saved.") if action.changed_fields else _("Nothing had changed."))
            return redirect("regions_brand_of", portal.pk)
        messages.validation_error(request, _("The brand is not saved: see the reasons below."), form)
    elif form.is_bound:
        form.is_valid()
    context = {
        "branded": portal,
        "form": form,
        "media": form.media,
        "header_title": _("Brand of %(portal)s") % {"portal": portal.title},
        "header_icon": "tablet-alt",
        "breadcrumbs_items": _breadcrumbs(portal),
        **colour_context(form.colour, portal.pk),
    }
    return render(request, "regions/admin/brand.html", context)


@require_GET
def preview_brand(request: HttpRequest, portal_id: int) -> HttpResponse:
    """The contrasts and the preview of ``colour`` as an HTML fragment; 400 for a malformed colour."""
    portal = coordinated_portal(request, portal_id)
    colour = request.GET.get("colour", "")
    if not COLOUR_FORM.fullmatch(colour):
        return HttpResponse(status=400)
    return render(request, "regions/admin/brand_preview.html", colour_context(colour, portal.pk))


@require_GET
def preview_css(request: HttpRequest, portal_id: int, colour: str) -> HttpResponse:
    """The colour's tokens for the two halves of the preview."""
    coordinated_portal(request, portal_id)
    brand = Brand(strong=f"#{colour}")
    css = f".k-brand-light{{{properties(brand.light)}}}\n.k-brand-dark{{{properties(brand.dark)}}}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8")


def colour_context(colour: str, portal_id: int) -> dict[str, Any]:
    """The context of the preview's template for a colour, ``#rrggbb``."""
    brand = Brand(strong=colour.lower())
    passes = brand.passes()
    return {
        "colour": brand.strong,
        "contrasts": brand.contrasts(),
        "passes": passes,
        "suggestion": None if passes else brand.nearest_passing().strong,
        "preview_css": reverse("regions_brand_css", args=[portal_id, brand.strong[1:]]),
    }


def _breadcrumbs(portal: Portal | None = None) -> list[dict[str, Any]]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("regions_brand"), "label": _("Brand")},
    ]
    return [*trail, {"url": "", "label": portal.title}] if portal else trail


class BrandMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(_("Brand"), reverse("regions_brand"), name="brand", icon_name="tablet-alt", order=350)

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)


urlpatterns = [
    path("brand/", choose_brand, name="regions_brand"),
    path("brand/<int:portal_id>/", edit_brand, name="regions_brand_of"),
    path("brand/<int:portal_id>/preview/", preview_brand, name="regions_brand_preview"),
    re_path(r"^brand/(?P<portal_id>[0-9]+)/(?P<colour>[0-9a-f]{6})\.css$", preview_css, name="regions_brand_css"),
]
