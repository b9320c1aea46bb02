"""A portal's public addresses. Include them last: the page pattern takes every path that begins with a language."""

import re

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.urls import path, re_path
from wagtail.views import authenticate_with_password

from regions import brand_views, crawler_views, views
from regions.languages import interface_languages
from regions.refusals.read_only import reads_only

LOGIN_TEMPLATE = getattr(settings, "WAGTAIL_FRONTEND_LOGIN_TEMPLATE", "wagtailcore/login.html")
#: Only what can be a language: anything else of two letters would get a slash and look like a page.
LANGUAGE = "|".join(re.escape(code) for code in interface_languages())

urlpatterns = [
    path("", reads_only(views.choose_language), name="portal_root"),
    re_path(r"^brand/(?P<colour>[0-9a-f]{6})\.css$", reads_only(views.brand_css), name="portal_brand"),
    re_path(
        r"^brand/(?P<digest>[0-9a-f]{16})/(?P<name>[a-z0-9.-]+)$",
        reads_only(brand_views.brand_picture),
        name="brand_picture",
    ),
    path("favicon.ico", reads_only(brand_views.favicon), name="favicon"),
    re_path(r"^apple-touch-icon(?:-precomposed)?\.png$", reads_only(brand_views.touch_icon), name="touch_icon"),
    re_path(
        rf"^(?P<language>{LANGUAGE})/manifest\.webmanifest$", reads_only(brand_views.manifest), name="portal_manifest"
    ),
    path("robots.txt", reads_only(crawler_views.robots), name="robots"),
    path("sitemap.xml", reads_only(crawler_views.sitemap_index), name="sitemap_index"),
    re_path(
        r"^sitemap-(?P<name>[a-z]+)-(?P<number>[1-9][0-9]*)\.xml$",
        reads_only(crawler_views.sitemap_file),
        name="sitemap_file",
    ),
    # The two names that Wagtail asks for when somebody restricts a page.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", LoginView.as_view(template_name=LOGIN_TEMPLATE), name="wagtailcore_login"),
    re_path(rf"^(?P<language>{LANGUAGE})/(?P<path>(?:[\w\-]+/)*)$", reads_only(views.serve_page), name="portal_page"),
]
