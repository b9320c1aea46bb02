"""robots.txt (RFC 9309) and the files of the sitemap (sitemaps.org) of a portal."""

from __future__ import annotations

import io
from xml.sax.xmlreader import AttributesImpl

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from regions import sitemap
from regions.paths import on_host
from regions.staff_paths import staff_prefixes
from regions.views import portal_of

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NO_ATTRIBUTES: AttributesImpl[str] = AttributesImpl({})
#: Pages below it ask for a password.
_FORM_PREFIX = "/_util/"
_SITEMAP_FILE = "sitemap.xml"
#: Of a file's number; no portal has as many files.
_MAX_DIGITS = 4


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read."""
    prefixes = {_FORM_PREFIX, *(prefix for prefix in staff_prefixes() if not prefix.startswith(_FORM_PREFIX))}
    closed = "".join(f"Disallow: {prefix}\n" for prefix in sorted(prefixes))
    text = f"User-agent: *\n{closed}\nSitemap: {portal_of(request).root_url}{on_host(_SITEMAP_FILE)}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def sitemap_index(request: HttpRequest) -> HttpResponse:
    portal = portal_of(request)
    file = io.StringIO()
    xml = SimplerXMLGenerator(file, "utf-8")
    xml.startDocument()
    xml.startElement("sitemapindex", AttributesImpl({"xmlns": _SITEMAP}))
    for part_file in sitemap.files(portal, timezone.now()):
        xml.startElement("sitemap", _NO_ATTRIBUTES)
        xml.addQuickElement("loc", f"{portal.root_url}{part_file.path}")
        if part_file.modified:
            xml.addQuickElement("lastmod", part_file.modified.isoformat(timespec="seconds"))
        xml.endElement("sitemap")
    xml.endElement("sitemapindex")
    xml.endDocument()
    return HttpResponse(file.getvalue(), content_type="application/xml; charset=utf-8")


def sitemap_file(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """404 for a file that the index doesn't name."""
    pages = []
    if len(number) <= _MAX_DIGITS:
        pages = sitemap.pages_of_file(portal_of(request), name, int(number), timezone.now())
    if not pages:
        raise Http404
    file = io.StringIO()
    xml = SimplerXMLGenerator(file, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML}))
    for page in pages:
        for address in page.addresses:
            _write_entry(xml, page, address.url)
    xml.endElement("urlset")
    xml.endDocument()
    return HttpResponse(file.getvalue(), content_type="application/xml; charset=utf-8")


def _write_entry(xml: SimplerXMLGenerator, page: sitemap.SitemapPage, url: str) -> None:
    xml.startElement("url", _NO_ATTRIBUTES)
    xml.addQuickElement("loc", url)
    if page.modified:
        xml.addQuickElement("lastmod", page.modified.isoformat(timespec="seconds"))
    if len(page.addresses) > 1:
        for alternate in page.addresses:
            attributes = {"rel": "alternate", "hreflang": alternate.language, "href": alternate.url}
            xml.addQuickElement("xhtml:link", attrs=attributes)
    xml.endElement("url")
