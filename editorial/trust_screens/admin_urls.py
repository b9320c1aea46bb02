"""Addresses of trust in the admin."""

from django.urls import path

from editorial.trust_screens import publication_views, rules_views, translator_views, trust_views

urlpatterns = [
    path("review/trust/", trust_views.trust, name="review_trust"),
    path("review/trust/<slug:slug>/", trust_views.trust, name="review_trust_of"),
    path("review/trust/<slug:slug>/<uuid:organisation_id>/", trust_views.change_trust, name="review_change_trust"),
    path(
        "review/trust/<slug:slug>/translators/<int:membership_id>/",
        translator_views.change_translator_trust,
        name="review_change_translator_trust",
    ),
    path("review/rules/", rules_views.rules, name="review_rules"),
    path("review/rules/<slug:slug>/", rules_views.rules, name="review_rules_of"),
    path("review/published/<int:publication_id>/", publication_views.look, name="review_published"),
    path("review/take-back/<int:page_id>/", publication_views.take_back, name="review_take_back"),
]
