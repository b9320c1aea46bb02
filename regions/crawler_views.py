"""What search engines ask a portal for: what they may read, and what there is (robots.txt: RFC 9309; sitemaps.org)."""

from __future__ import annotations

import io
from xml.sax.xmlreader import AttributesImpl

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from regions import sitemap
from regions.middleware import staff_prefixes
from regions.views import portal_of

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_PLAIN: AttributesImpl[str] = AttributesImpl({})
#: Below it pages ask who somebody is.
_FORMS = "/_util/"
#: Far more files than any portal has; a longer number is no file.
_DIGITS = 4


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read."""
    prefixes = {_FORMS, *(prefix for prefix in staff_prefixes() if not prefix.startswith(_FORMS))}
    closed = "".join(f"Disallow: {prefix}\n" for prefix in sorted(prefixes))
    text = f"User-agent: *\n{closed}\nSitemap: {portal_of(request).root_url}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def sitemap_index(request: HttpRequest) -> HttpResponse:
    portal = portal_of(request)
    file = io.StringIO()
    xml = SimplerXMLGenerator(file, "utf-8")
    xml.startDocument()
    xml.startElement("sitemapindex", AttributesImpl({"xmlns": _SITEMAP}))
    for one in sitemap.files(portal, timezone.now()):
        xml.startElement("sitemap", _PLAIN)
        xml.addQuickElement("loc", f"{portal.root_url}{one.path}")
        if one.modified:
            xml.addQuickElement("lastmod", one.modified.isoformat(timespec="seconds"))
        xml.endElement("sitemap")
    xml.endElement("sitemapindex")
    xml.endDocument()
    return HttpResponse(file.getvalue(), content_type="application/xml; charset=utf-8")


def sitemap_file(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """404 for a file that the index doesn't name."""
    pages = []
    if len(number) <= _DIGITS:
        pages = sitemap.pages_of(portal_of(request), name, int(number), timezone.now())
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
    xml.startElement("url", _PLAIN)
    xml.addQuickElement("loc", url)
    if page.modified:
        xml.addQuickElement("lastmod", page.modified.isoformat(timespec="seconds"))
    if len(page.addresses) > 1:
        for one in page.addresses:
            xml.addQuickElement("xhtml:link", attrs={"rel": "alternate", "hreflang": one.language, "href": one.url})
    xml.endElement("url")
