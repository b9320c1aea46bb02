"""Addresses of portals' glossaries in the admin."""

from django.urls import path

from editorial.glossary.admin_pages import glossary_views

urlpatterns = [
    path("translations/glossary/", glossary_views.glossary, name="glossary"),
    path("translations/glossary/<slug:slug>/", glossary_views.glossary, name="glossary_of"),
    path("translations/glossary/<slug:slug>/add/", glossary_views.add_term, name="add_glossary_term"),
    path("translations/glossary/terms/<int:term_id>/", glossary_views.change_term, name="change_glossary_term"),
    path("translations/glossary/terms/<int:term_id>/delete/", glossary_views.delete_term, name="delete_glossary_term"),
]
