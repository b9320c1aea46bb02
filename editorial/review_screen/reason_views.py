"""The reasons for returning of a coordinator's own portals, in the admin. Those of others are 404."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from editorial.review_screen.models import ReturnReason
from regions.models import PortalRole
from regions.permissions import coordinates, portals_with_role
from regions.written.clean_forms import CleanTextFormMixin


class ReasonForm(CleanTextFormMixin, forms.ModelForm[ReturnReason]):
    class Meta:
        model = ReturnReason
        fields = ("title", "text", "order")
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        others = ReturnReason.objects.filter(portal_id=self.instance.portal_id, title=title).exclude(
            pk=self.instance.pk
        )
        if others.exists():
            raise forms.ValidationError(_("There is a reason with this title already."))
        return title


@require_safe
def return_reasons(request: HttpRequest) -> HttpResponse:
    """All reasons of the person's portals, by portal."""
    portals = list(_portals(request).prefetch_related("return_reasons").select_related("site"))
    if not portals:
        raise Http404
    return render(request, "editorial/admin/review_screen/reasons.html", {**_frame(), "portals": portals})


@require_http_methods(["GET", "HEAD", "POST"])
def add_reason(request: HttpRequest, portal: str) -> HttpResponse:
    found = _portals(request).filter(slug=portal).first()
    if found is None:
        raise Http404
    return _edit(request, ReturnReason(portal=found), _("Add a reason"))


@require_http_methods(["GET", "HEAD", "POST"])
def change_reason(request: HttpRequest, reason_id: int) -> HttpResponse:
    return _edit(request, _reason(request, reason_id), _("Change the reason"))


@require_http_methods(["GET", "HEAD", "POST"])
def delete_reason(request: HttpRequest, reason_id: int) -> HttpResponse:
    """Ask (GET), and delete (POST)."""
    reason = _reason(request, reason_id)
    if request.method == "POST":
        reason.delete()
        messages.success(request, _("“%(title)s” is deleted.") % {"title": reason.title})
        return redirect("return_reasons")
    return render(
        request,
        "editorial/admin/review_screen/delete_reason.html",
        {**_frame(_("Delete the reason")), "reason": reason},
    )


def _edit(request: HttpRequest, reason: ReturnReason, title: str) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None, instance=reason)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("“%(title)s” is saved.") % {"title": reason.title})
        return redirect("return_reasons")
    context = {**_frame(title), "form": form, "reason": reason}
    return render(
        request, "editorial/admin/review_screen/reason_form.html", context, status=422 if form.errors else 200
    )


def _portals(request: HttpRequest) -> Any:
    return portals_with_role(request.user, PortalRole.COORDINATOR).order_by("-is_national", "name")


def _reason(request: HttpRequest, reason_id: int) -> ReturnReason:
    found: ReturnReason | None = ReturnReason.objects.filter(pk=reason_id, portal__in=_portals(request)).first()
    if found is None:
        raise Http404
    return found


def _frame(title: str = "") -> dict[str, Any]:
    heading = _("Reasons for returning")
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("return_reasons") if title else "", "label": heading},
        *([{"url": "", "label": title}] if title else []),
    ]
    shown = title or heading
    return {"page_title": shown, "header_title": shown, "header_icon": "comment", "breadcrumbs_items": trail}


class ReasonsMenuItem(MenuItem):
    """Shown to whoever coordinates a portal."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Reasons for returning"), reverse("return_reasons"), name="return-reasons", icon_name="comment"
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)
