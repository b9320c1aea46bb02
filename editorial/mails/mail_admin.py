"""The national administrator's pages of mails: how far each is, and sending one again. Everybody else gets 404."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from editorial.mails import mail_rows
from editorial.mails.models import IN_TROUBLE, Mail
from editorial.mails.resending import ResendError, may_look_at_mails, send_again
from listings import dashboard

PAGE_SIZE = 50


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The list, by status and kind; failed and interrupted ones first. The same number of statements for any number."""
    _check(request)
    status, kind = request.GET.get("status", ""), request.GET.get("kind", "")
    page = Paginator(mail_rows.listed_mails(status, kind), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        **frame(_("Mails")),
        "counts": mail_rows.status_counts(status),
        "kinds": mail_rows.kind_choices(),
        "status": status,
        "kind": kind,
        "is_narrowed": bool(status or kind),
        "rows": mail_rows.make_rows(page.object_list),
        "page_obj": page,
        "other_places": [place for entry in mail_rows.other_places.entries() if (place := entry())],
    }
    return render(request, "editorial/admin/mails.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def send_mail_again(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Ask whether a mail is to be sent again (GET), and queue it (POST)."""
    _check(request)
    mail = get_object_or_404(Mail.objects.select_related("person", "portal"), pk=mail_id)
    if request.method == "POST":
        try:
            send_again(mail_id, by=request.user)
        except ResendError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The mail will be sent in a moment."))
        return redirect("editorial_mails")
    row = mail_rows.make_row(mail)
    if not row.resend_url:
        raise Http404
    context = {**frame(_("Send this mail again?"), True), "row": row}
    return render(request, "editorial/admin/send_mail_again.html", context)


def frame(title: str, is_below: bool = False) -> dict[str, Any]:
    """What the page's header and breadcrumbs need; ``is_below``: it stands below the list of mails."""
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("editorial_mails"), "label": _("Mails")},
    ]
    if is_below:
        trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": "mail", "breadcrumbs_items": trail}


def mails_in_trouble(user: Any) -> Iterator[dashboard.Need]:
    """A line on the admin's front page where mails failed or were interrupted."""
    if not may_look_at_mails(user):
        return
    count = Mail.objects.filter(status__in=IN_TROUBLE).count()
    words = ngettext("mail was not sent, or nobody knows", "mails were not sent, or nobody knows", count)
    yield dashboard.Need(count, words, reverse("editorial_mails"), "mail", is_late=True)


class MailsMenuItem(MenuItem):
    """Among the reports, for national administrators."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Mails"), reverse("editorial_mails"), name="mails", icon_name="mail", order=1300)

    def is_shown(self, request: HttpRequest) -> bool:
        return may_look_at_mails(request.user)


def _check(request: HttpRequest) -> None:
    if not may_look_at_mails(request.user):
        raise Http404


def connect() -> None:
    dashboard.registry.register("editorial.mails", mails_in_trouble, order=50)


urlpatterns = [
    path("mails/", mails, name="editorial_mails"),
    path("mails/<int:mail_id>/send-again/", send_mail_again, name="editorial_send_mail_again"),
]
