"""The files of mails in the admin, for the national administrator, where mails are written to files.

What a mail brings along runs nowhere: its HTML is shown in a frame without rights, from an answer whose policy allows
nothing but styles.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from editorial.mails import mail_rows
from editorial.mails.mail_admin import frame
from editorial.mails.resending import may_look_at_mails
from kototori.development.mail_files import mail_folder

_PAGE_SIZE = 50
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


@require_safe
def mail_files(request: HttpRequest) -> HttpResponse:
    _check(request)
    page = Paginator(mail_folder.mail_names(), _PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        **frame(_("Mails as files"), True),
        "files": mail_folder.read_headers(list(page.object_list)),
        "page_obj": page,
    }
    return render(request, "editorial/admin/mail_files.html", context)


@require_safe
def mail_file(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its headers, its plain text, and its HTML in a frame."""
    _check(request)
    message = mail_folder.read_mail(name)
    if message is None:
        raise Http404
    context = {
        **frame(_("One mail"), True),
        "name": name,
        "headers": [(header, str(value)) for header, value in message.items()],
        "text": mail_folder.body_of(message, "plain"),
        "has_html": message.get_body(("html",)) is not None,
    }
    return render(request, "editorial/admin/mail_file.html", context)


@require_safe
@xframe_options_sameorigin
def mail_file_html(request: HttpRequest, name: str) -> HttpResponse:
    _check(request)
    message = mail_folder.read_mail(name)
    if message is None:
        raise Http404
    answer = HttpResponse(mail_folder.body_of(message, "html"), content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _check(request: HttpRequest) -> None:
    if not may_look_at_mails(request.user) or not mail_folder.is_in_use():
        raise Http404


def place() -> tuple[str, str] | None:
    """The link on the page of mails."""
    return (_("Read them as files"), reverse("kototori_mail_files")) if mail_folder.is_in_use() else None


def connect() -> None:
    mail_rows.other_places.register("files", place)


urlpatterns = [
    path("mails/files/", mail_files, name="kototori_mail_files"),
    path("mails/files/<str:name>/", mail_file, name="kototori_mail_file"),
    path("mails/files/<str:name>/html/", mail_file_html, name="kototori_mail_file_html"),
]
