"""The form of a request to join, as it is first sent and as it is changed after a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from editorial.form_guard.guarded_form import GuardedFormMixin
from editorial.joining.models import JoinRequest
from editorial.mails.queueing import MAIL_LANGUAGES
from listings.business_ids import read_business_id
from listings.concepts import recent_concepts
from listings.enums import Vocabulary
from listings.forms import content_language_choices
from listings.models import Concept, Organisation
from regions.collation import sort_key
from regions.languages import own_name
from regions.models import Municipality, Portal
from regions.written.clean_forms import CleanTextFormMixin
from regions.written.personal_names import refuse_addresses

#: The longest description.
MAX_DESCRIPTION = 3000
WHOLE_COUNTRY = "all"

_TOO_LONG = _("This is too long: write at most %(limit_value)d characters. Now there are %(show_value)d.")
_BAD_EMAIL = _("Write a whole e-mail address, such as name@example.org.")


def _text(label: Any, missing: Any = "", **kwargs: Any) -> Any:
    errors = {"max_length": _TOO_LONG, "required": missing} if missing else {"max_length": _TOO_LONG}
    return {"label": label, "error_messages": errors, "required": bool(missing), **kwargs}


def organisation_type_choices() -> Iterator[tuple[str, Any]]:
    """Yield nothing chosen, then (code, label) in the order of the vocabulary."""
    yield "", _("Choose")
    for concept in recent_concepts().by_vocabulary.get(Vocabulary.ORGANISATION_TYPE, ()):
        yield concept.code, concept.label(get_language() or "fi")


def mail_language_choices() -> list[tuple[str, str]]:
    return [(code, own_name(code)) for code in MAIL_LANGUAGES]


class OrganisationForm(CleanTextFormMixin, forms.Form):
    """What an organisation tells of itself, and who asks for it. ``portal`` is the one whose page shows the form.

    The field of the portal is there only where several portals have the municipality.
    """

    error_css_class = "faulty"

    name = forms.CharField(**_text(_("Name of the organisation"), _("Write the name."), max_length=255))
    organisation_type = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=organisation_type_choices,
        error_messages={"required": _("Choose the kind that comes nearest."), "invalid_choice": _("Choose again.")},
    )
    business_id = forms.CharField(
        **_text(_("Business ID"), max_length=40, help_text=_("Such as 1234567-1. Leave it empty if you have none."))
    )
    municipality = forms.ChoiceField(
        label=_("Where does it work?"),
        help_text=_("Choose its own municipality, or the whole country."),
        error_messages={
            "required": _("Choose a municipality or the whole country."),
            "invalid_choice": _("Choose a municipality or the whole country."),
        },
    )
    portal = forms.ChoiceField(
        label=_("Which portal is yours?"),
        help_text=_("Several portals have this municipality. All show your activities; one takes care of you."),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the portal that takes care of your organisation."),
            "invalid_choice": _("Choose the portal that takes care of your organisation."),
        },
    )
    language = forms.ChoiceField(
        label=_("In which language do you write?"),
        choices=content_language_choices,
        help_text=_("Write in the language that is easiest for you. Translations are made from it."),
        error_messages={"invalid_choice": _("Choose again.")},
    )
    description = forms.CharField(
        **_text(
            _("What does it do?"),
            _("Write what the organisation does, in a few sentences."),
            max_length=MAX_DESCRIPTION,
            help_text=_("A few sentences for people who look for activities. You can change it later."),
            widget=forms.Textarea(attrs={"rows": 6}),
        )
    )
    email = forms.EmailField(
        **_text(_("The organisation's e-mail"), max_length=254, help_text=_("Everybody sees it on your page."))
    )
    phone = JoinRequest._meta.get_field("phone").formfield(
        label=_("The organisation's phone number"), help_text=_("Everybody sees it on your page.")
    )
    website = forms.URLField(**_text(_("Website"), max_length=200, assume_scheme="https"))
    person_name = forms.CharField(
        **_text(_("Your name"), _("Write your name."), max_length=150, help_text=_("Only the coordinator sees it.")),
        validators=[refuse_addresses],
    )
    person_email = forms.EmailField(
        **_text(
            _("Your e-mail"),
            _("Write your e-mail address."),
            max_length=254,
            help_text=_("We send you a link to confirm it. Later you sign in with this address."),
        )
    )
    person_language = forms.ChoiceField(
        label=_("In which language do we write to you?"),
        choices=mail_language_choices,
        error_messages={"invalid_choice": _("Choose again.")},
    )
    agreed = forms.BooleanField(
        label=_("Our activities follow these rules."),
        error_messages={"required": _("Read the rules. If your activities follow them, tick the box.")},
    )

    #: Fields that are rows of the request as they are.
    plain: ClassVar[tuple[str, ...]] = (
        "name",
        "business_id",
        "language",
        "description",
        "email",
        "phone",
        "website",
        "person_name",
        "person_language",
    )

    def __init__(self, data: Any = None, *, portal: Portal, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.host_portal = portal
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, unseen
            if isinstance(field.widget, forms.TextInput | forms.Textarea) and not isinstance(
                field, forms.EmailField | forms.URLField
            ):
                field.widget.attrs["dir"] = "auto"
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _BAD_EMAIL
                field.validators = [
                    EmailValidator(_BAD_EMAIL) if isinstance(one, EmailValidator) else one for one in field.validators
                ]
        self.fields["person_email"].widget.attrs["autocomplete"] = "email"
        self.fields["person_name"].widget.attrs["autocomplete"] = "name"
        self.fields["municipality"].choices = self._municipality_choices()  # type: ignore[attr-defined]
        self._ask_portal()

    @cached_property
    def _towns(self) -> dict[str, Municipality]:
        towns = Municipality.objects.valid_on(timezone.localdate())
        return {town.pk: town for town in sorted(towns, key=lambda town: sort_key(str(town)))}

    def _municipality_choices(self) -> list[Any]:
        """The whole country, the portal's own municipalities, and the others."""
        choices: list[Any] = [("", _("Choose")), (WHOLE_COUNTRY, _("The whole country"))]
        own = set() if self.host_portal.is_national else set(self.host_portal.coverage.values_list("pk", flat=True))
        here = [(key, str(town)) for key, town in self._towns.items() if key in own]
        others = [(key, str(town)) for key, town in self._towns.items() if key not in own]
        if here:
            return [*choices, (self.host_portal.title, here), (gettext("Other municipalities"), others)]
        return [*choices, *others]

    def _ask_portal(self) -> None:
        town = self._towns.get(str(self["municipality"].value() or ""))
        self._portals = possible_portals(town)
        if len(self._portals) < 2:
            del self.fields["portal"]
            return
        self.fields["portal"].choices = [  # type: ignore[attr-defined]
            (portal.slug, gettext("The whole country") if portal.is_national else portal.title)
            for portal in self._portals
        ]

    def clean_business_id(self) -> str:
        business_id = read_business_id(self.cleaned_data["business_id"])
        known = Organisation.objects.public().titled().filter(business_id=business_id).first() if business_id else None
        if known is not None:
            raise forms.ValidationError(
                _(
                    "%(organisation)s is here already with this Business ID. Ask to be let in there, or leave the "
                    "number out if yours is another organisation."
                ),
                params={"organisation": str(known)},
            )
        return business_id

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "email" in cleaned and "phone" in cleaned and not (cleaned["email"] or cleaned["phone"]):
            self.add_error(
                "email", _("Write an e-mail address or a phone number: people must be able to ask the organisation.")
            )
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the fields of the request, from a valid form, apart from the portal and the person's address."""
        cleaned = self.cleaned_data
        town = cleaned["municipality"]
        return {
            **{name: cleaned[name] for name in self.plain},
            "organisation_type": Concept.objects.get(
                vocabulary=Vocabulary.ORGANISATION_TYPE, code=cleaned["organisation_type"]
            ),
            "municipality": None if town == WHOLE_COUNTRY else self._towns[town],
        }

    def chosen_portal(self) -> Portal:
        """Return the portal that takes the request, from a valid form."""
        slug = self.cleaned_data.get("portal")
        return next(
            (one for one in self._portals if one.slug == slug), self._portals[0] if self._portals else self.host_portal
        )


class JoinForm(GuardedFormMixin, OrganisationForm):
    """The whole form, which anybody may send."""


class ReplyForm(OrganisationForm):
    """What was sent, to be changed after a question, with room for a reply. The address is confirmed: it stays."""

    reply = forms.CharField(
        **_text(
            _("Your reply"),
            max_length=MAX_DESCRIPTION,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Only the coordinator sees it."),
        )
    )
    field_order = ("reply",)

    def __init__(self, join_request: JoinRequest, data: Any = None) -> None:
        self.join_request = join_request
        super().__init__(data, portal=join_request.portal, initial=filled_in(join_request))
        for name in ("person_email", "agreed", "portal"):
            self.fields.pop(name, None)


def filled_in(join_request: JoinRequest) -> dict[str, Any]:
    """Return what the form shows of a request."""
    return {
        **{name: getattr(join_request, name) for name in OrganisationForm.plain},
        "organisation_type": join_request.organisation_type.code,
        "municipality": join_request.municipality_id or WHOLE_COUNTRY,
    }


def possible_portals(municipality: Municipality | None) -> list[Portal]:
    """Return the portals that may take an organisation of a municipality (None: the whole country).

    Exactly one regional portal that has it: that one. Several: these and the national one. None: the national one.
    """
    regional: list[Portal] = []
    if municipality is not None:
        regional = list(
            Portal.objects.select_related("site").filter(is_national=False, coverage=municipality).order_by("name")
        )
    if len(regional) == 1:
        return regional
    national = Portal.objects.select_related("site").filter(is_national=True).first()
    return [*regional, *([national] if national else [])]
