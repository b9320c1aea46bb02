"""Admin URLs of this app.

Those below ``localize/`` replace wagtail-localize's own. Their namespace is for the guards (``admin_guards``).
"""

from django.urls import include, path

from listings import localize_guard as guard
from listings import localize_pofiles, localize_strings, translation_work, views
from listings.curation import curation_views

actions = [
    path("listings/translations/", translation_work.translations, name="listings_translations"),
    path("listings/<int:page_id>/copy/", views.copy_activity, name="listings_copy_activity"),
    path("listings/<int:page_id>/cancel_date/", views.cancel_date, name="listings_cancel_date"),
    path("listings/<int:page_id>/restore_date/", views.restore_date, name="listings_restore_date"),
    path("listings/<int:page_id>/<slug:name>/", views.change_record, name="listings_change_record"),
]

curation = [
    path("curation/", curation_views.curation, name="listings_curation"),
    path("curation/activities/<uuid:listing_id>/", curation_views.placement_choices, name="listings_placement_choices"),
    path("curation/<slug:slug>/", curation_views.curation, name="listings_curation_of"),
    path(
        "curation/<slug:slug>/<uuid:listing_id>/remove/",
        curation_views.remove_placement,
        name="listings_remove_placement",
    ),
    path("curation/<slug:slug>/<uuid:listing_id>/move/", curation_views.move_pin, name="listings_move_pin"),
    path("curation/<slug:slug>/<uuid:listing_id>/<slug:name>/", curation_views.place, name="listings_place"),
]

_localize = [
    path("submit/page/<int:page_id>/", guard.SubmitPageTranslation.as_view()),
    path("update/<int:translation_source_id>/", guard.UpdateTranslations.as_view()),
    path("translate/<int:translation_id>/disable/", guard.stop_translation),
    path("translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", localize_strings.edit_string),
    path(
        "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        localize_strings.edit_override,
    ),
    path("translate/<int:translation_id>/pofile/upload/", localize_pofiles.upload),
    path("page/<int:page_id>/convert_to_alias/", guard.convert_to_alias),
]

localize = [path("localize/", include((_localize, "listings_localize")))]
