"""A coordinator's remark about another portal's activity: a small form, and a mail to its coordinators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit
from editorial.moving.move_forms import RemarkForm
from editorial.moving.moved_records import home_of, source_page, stored
from editorial.moving.remark_mails import mail_remark
from editorial.moving.shown_records import frame, shown_record
from listings.models import Listing
from listings.placement_choices import Choice
from regions.models import PortalRole
from regions.permissions import memberships_of, portals_with_role

_DAY = 24 * 60 * 60
#: Remarks of one person in a day: about one activity, and in all.
ABOUT_ONE = Limit("remark-about", 3, _DAY)
OF_PERSON = Limit("remark-person", 30, _DAY)


def remarkable(user: Any) -> Any:
    """Return the public activities of other portals that portals of this coordinator show, or could show."""
    own = [portal for portal, role, _languages in memberships_of(user) if role == PortalRole.COORDINATOR]
    seen = list(portals_with_role(user, PortalRole.COORDINATOR).values_list("pk", flat=True))
    public = Listing.objects.public_on(timezone.localdate()).within_scope_of(seen)
    return public.exclude(organisation__home_portal__in=own)


def remark_link(user: Any, listing_id: UUID) -> Choice | None:
    """The way to the form, from the pages on which a portal decides on a listing."""
    if not remarkable(user).filter(pk=listing_id).exists():
        return None
    label = _("Is something wrong in it? Send a remark to its own portal")
    return Choice(label, "comment", reverse("send_remark", args=[listing_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def send_remark(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Ask for the remark, and send it. An activity that isn't another portal's in one's own scope is 404."""
    found = remarkable(request.user).filter(pk=listing_id).first()
    listing = stored(found) if found is not None else None
    if listing is None:
        raise Http404
    form, fault = RemarkForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        counters = ((ABOUT_ONE, f"{request.user.pk} {listing_id}"), (OF_PERSON, str(request.user.pk)))
        if attempt_limits.is_counted(*counters):
            mail_remark(listing, request.user, form.cleaned_data["text"])
            home = home_of(listing).title
            messages.success(request, _("Sent to the coordinators of %(portal)s.") % {"portal": home})
            return redirect(_way_back())
        fault = _("You have sent many remarks today. Send this one tomorrow.")
    context = {
        **frame(_("Remark about: %(title)s") % {"title": listing}),
        "record": shown_record(listing, source_page(listing)),
        "form": form,
        "fault": fault,
        "way_back": _way_back(),
    }
    status = 429 if fault else 400 if form.errors else 200
    return render(request, "editorial/admin/moving/remark.html", context, status=status)


def _way_back() -> str:
    return reverse("listings_pool_modeladmin_index")
