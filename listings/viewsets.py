"""Snippet views of venues and vocabularies in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenMultipleView, SnippetChosenView
from wagtail.snippets.views.snippets import (
    DeleteView,
    EditView,
    HistoryView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UsageView,
)

from listings.forms import VenueForm
from listings.models import Concept, ConceptLabel, Venue
from listings.policies import CONCEPTS, LABELS, VENUES
from regions.admin_columns import labelled, yes_or_no


class _OwnVenueMixin:
    """Checks the right to change this venue; Wagtail checks the right to change venues in general."""

    def get_object(self, *args: Any, **kwargs: Any) -> Venue:
        venue: Venue = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not VENUES.user_has_permission_for_instance(self.request.user, "change", venue):  # type: ignore[attr-defined]
            raise PermissionDenied
        return venue


class VenueEditView(_OwnVenueMixin, EditView):
    pass


class VenueDeleteView(_OwnVenueMixin, DeleteView):
    pass


class VenueHistoryView(_OwnVenueMixin, HistoryView):
    pass


class VenueUsageView(_OwnVenueMixin, UsageView):
    pass


class _VisibleVenuesMixin:
    def get_object_list(self) -> Any:
        return Venue.objects.for_editor(self.request.user)  # type: ignore[attr-defined]


class VenueChooseView(_VisibleVenuesMixin, ChooseView):
    pass


class VenueChooseResultsView(_VisibleVenuesMixin, ChooseResultsView):
    pass


class VenueChosenView(SnippetChosenView):
    def get_object(self, pk: Any) -> Any:
        """Raises ``Venue.DoesNotExist``, which becomes 404."""
        if not str(pk).isdecimal():
            raise Venue.DoesNotExist
        return Venue.objects.for_editor(self.request.user).get(pk=pk)


class VenueChosenMultipleView(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> Any:
        return Venue.objects.for_editor(self.request.user).filter(pk__in=[pk for pk in pks if pk.isdecimal()])


class VenueChooserViewSet(SnippetChooserViewSet):
    choose_view_class = VenueChooseView
    choose_results_view_class = VenueChooseResultsView
    chosen_view_class = VenueChosenView
    chosen_multiple_view_class = VenueChosenMultipleView
    creation_form_class = modelform_factory(
        Venue, form=VenueForm, fields=["name", "street", "postal_code", "municipality", "district"]
    )
    creation_tab_label = _("New venue")


class VenueViewSet(SnippetViewSet):
    """Venues: coordinators add them, and change those that their portal keeps."""

    model = Venue
    permission_policy = VENUES
    icon = "home"
    add_to_admin_menu = True
    menu_name = "venues"
    menu_order = 300
    list_display = ["name", *(labelled(Venue, name) for name in ("street", "municipality", "portal"))]
    list_filter = ["municipality"]
    list_per_page = 50
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("street"), FieldPanel("postal_code")]),
        FieldRowPanel([FieldPanel("municipality"), FieldPanel("district")]),
        FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
    ]
    edit_view_class = VenueEditView
    delete_view_class = VenueDeleteView
    history_view_class = VenueHistoryView
    usage_view_class = VenueUsageView
    #: Copying would show the data of any venue.
    copy_view_enabled = False
    chooser_viewset_class = VenueChooserViewSet

    def get_queryset(self, request: Any) -> Any:
        return Venue.objects.for_editor(request.user).select_related("municipality", "portal")


class ConceptViewSet(SnippetViewSet):
    model = Concept
    permission_policy = CONCEPTS
    icon = "tag"
    list_display = [
        "code",
        labelled(Concept, "vocabulary", accessor="get_vocabulary_display"),
        *(labelled(Concept, name) for name in ("broader", "replaced_by")),
    ]
    list_filter = ["vocabulary"]
    search_fields = ["code", "labels__label"]
    panels = [
        FieldRowPanel([FieldPanel("vocabulary"), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("broader"), FieldPanel("section")]),
        FieldRowPanel([FieldPanel("ptv_class"), FieldPanel("ptv_target_group"), FieldPanel("uri")]),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("position")]),
        FieldPanel("replaced_by"),
    ]

    def get_queryset(self, request: Any) -> Any:
        return Concept.objects.select_related("broader", "replaced_by")


class ConceptLabelViewSet(SnippetViewSet):
    model = ConceptLabel
    permission_policy = LABELS
    icon = "site"
    list_display = [
        "label",
        *(labelled(ConceptLabel, name) for name in ("language", "concept")),
        labelled(ConceptLabel, "reviewed", accessor=lambda label: yes_or_no(label.reviewed)),
    ]
    list_filter = ["language", "reviewed", "concept__vocabulary"]
    search_fields = ["label"]
    panels = [
        FieldRowPanel([FieldPanel("concept"), FieldPanel("language")]),
        FieldPanel("label"),
        FieldPanel("help"),
        FieldPanel("synonyms"),
        FieldPanel("related"),
        FieldPanel("reviewed"),
    ]

    def get_queryset(self, request: Any) -> Any:
        return ConceptLabel.objects.select_related("concept")


class VocabulariesGroup(SnippetViewSetGroup):
    items = (ConceptViewSet, ConceptLabelViewSet)
    menu_label = _("Vocabularies")
    menu_icon = "tag"
    menu_order = 800
