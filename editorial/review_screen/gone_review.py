"""What somebody typed for a review that isn't theirs to answer any more, such as one that moved to another portal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from editorial.remarks.remark_form import REMARK, SUGGESTION


def show_gone(request: HttpRequest) -> HttpResponse:
    """Answer 404 with what was typed; raise ``Http404`` where nothing was. The page says nothing of the text."""
    data = request.POST
    words = [data.get("comment", "").strip(), *_values(data, REMARK)]
    context = {"words": [one for one in words if one], "wordings": _values(data, SUGGESTION)}
    if not context["words"] and not context["wordings"]:
        raise Http404
    return render(request, "editorial/admin/review_screen/gone.html", context, status=404)


def _values(data: QueryDict, prefix: str) -> list[str]:
    values = [str(data[name]).strip() for name in data if name.startswith(prefix)]
    return [value for value in values if value]
