"""``/api/v1/``: portals, municipalities and areas. Municipalities and areas are those of the host's portal."""

from typing import Annotated, Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from regions.api_language import answer_language, language_errors
from regions.api_problems import Problem, unknown_parameters
from regions.collation import sort_key
from regions.languages import interface_languages
from regions.models import Area, AreaKind, Municipality, NamedPlace, Portal
from regions.paths import on_host

router = Router(tags=["regions"])

#: Values that one parameter may have; characters of a wrong value that a message repeats.
_MAX_VALUES, _SHOWN_LENGTH = 100, 100


_LanguageCode = Annotated[str, Field(json_schema_extra={"enum": list(interface_languages())})]
_AreaKey = Annotated[str, Field(json_schema_extra={"pattern": "^[a-z]+:[0-9A-Za-z]+$"})]
_Kind = Annotated[str, Field(json_schema_extra={"enum": list(AreaKind.values)})]
Language = Annotated[_LanguageCode | None, Query(description="Language of `name`; the portal's first without it")]
MessageLanguage = Annotated[
    _LanguageCode | None, Query(description="Language of messages; the portal's first without it")
]
AreaKeys = Annotated[list[_AreaKey] | None, Query(description="Areas such as `maakunta:01`; repeat for “or”")]
Kinds = Annotated[list[_Kind] | None, Query(description=f"Of {', '.join(AreaKind.values)}; repeat for “or”")]


class Names(Schema):
    """Official names; the Swedish and the English one may be empty."""

    fi: str
    sv: str
    en: str


class MunicipalityOut(Schema):
    code: str
    name: str
    names: Names
    lat: float
    lon: float
    areas: list[str]


class AreaOut(Schema):
    key: str
    kind: str
    code: str
    name: str
    names: Names
    municipalities: list[str]


class ContactOut(Schema):
    name: str
    email: str
    phone: str


class PortalOut(Schema):
    """``name`` is the region's, ``title`` the portal's; the national one names no municipality: it covers all."""

    slug: str
    name: str
    title: str
    url: str
    is_national: bool
    languages: list[str]
    municipalities: list[str]
    takes_online: bool
    contact: ContactOut


class MunicipalityList(Schema):
    count: int
    results: list[MunicipalityOut]


class AreaList(Schema):
    count: int
    results: list[AreaOut]


class PortalList(Schema):
    count: int
    results: list[PortalOut]


@router.get(
    "/portals", operation_id="list_portals", response=PortalList, summary="Every portal, whichever host is asked"
)
def portals(request: HttpRequest, lang: MessageLanguage = None) -> dict[str, Any]:
    _checked_language(request)
    results = [_portal(portal) for portal in _portals()]
    return {"count": len(results), "results": results}


@router.get("/portals/{slug}", operation_id="get_portal", response=PortalOut, summary="One portal")
def portal(request: HttpRequest, slug: str, lang: MessageLanguage = None) -> dict[str, Any]:
    _checked_language(request)
    if "\x00" in slug:
        raise Http404
    row = _portals().filter(slug=slug).first()
    if row is None:
        raise Http404
    return _portal(row)


@router.get(
    "/municipalities",
    operation_id="list_municipalities",
    response=MunicipalityList,
    summary="Municipalities of the host's portal",
)
def municipalities(
    request: HttpRequest,
    lang: Language = None,
    area: AreaKeys = None,
) -> dict[str, Any]:
    language = _checked_language(request, "area")
    rows = Municipality.objects.covered_by(_portal_of(request))
    keys = _given(area)
    if keys:
        rows = rows.filter(areas__in=_areas_named(keys)).distinct()
    areas = Prefetch("areas", Area.objects.only("kind", "code"))
    results = [
        {
            "code": row.code,
            "name": row.name_in(language),
            "names": _names(row),
            "lat": row.lat,
            "lon": row.lon,
            "areas": [area.key for area in row.areas.all()],
        }
        for row in sorted(rows.prefetch_related(areas), key=lambda row: sort_key(row.name_fi))
    ]
    return {"count": len(results), "results": results}


@router.get(
    "/areas",
    operation_id="list_areas",
    response=AreaList,
    summary="Official areas that touch the host's portal, with their municipalities",
)
def areas(
    request: HttpRequest,
    lang: Language = None,
    kind: Kinds = None,
) -> dict[str, Any]:
    language = _checked_language(request, "kind")
    kinds = _given(kind)
    unknown = [value for value in kinds if value not in AreaKind.values]
    if unknown:
        message = _("There is no such kind. Choose among: %(names)s.") % {"names": ", ".join(AreaKind.values)}
        raise Problem([("kind", message) for _value in unknown])
    rows = Area.objects.touching(_portal_of(request))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    municipalities = Prefetch("municipalities", Municipality.objects.only("code"))
    results = [
        {
            "key": row.key,
            "kind": row.kind,
            "code": row.code,
            "name": row.name_in(language),
            "names": _names(row),
            "municipalities": sorted(municipality.pk for municipality in row.municipalities.all()),
        }
        for row in sorted(rows.prefetch_related(municipalities), key=lambda row: (row.kind, sort_key(row.name_fi)))
    ]
    return {"count": len(results), "results": results}


def _given(values: list[str] | None) -> list[str]:
    """The values that are not empty: an empty one counts as none."""
    return [stripped for value in values or () if (stripped := value.strip())]


def _portals() -> QuerySet[Portal]:
    coverage = Prefetch("coverage", Municipality.objects.only("code"))
    rows: QuerySet[Portal] = Portal.objects.select_related("site").prefetch_related(coverage)
    return rows


def _portal(portal: Portal) -> dict[str, Any]:
    return {
        "slug": portal.slug,
        "name": portal.name,
        "title": portal.title,
        "url": f"{portal.root_url}{on_host('')}",
        "is_national": portal.is_national,
        "languages": portal.languages,
        "municipalities": sorted(municipality.pk for municipality in portal.coverage.all()),
        "takes_online": portal.takes_online,
        "contact": {"name": portal.contact_name, "email": portal.contact_email, "phone": portal.contact_phone},
    }


def _portal_of(request: HttpRequest) -> Portal | None:
    return getattr(request, "portal", None)


def _checked_language(request: HttpRequest, *known: str) -> str:
    """The language to answer in. Raises ``Problem`` for a wrong ``lang`` and for parameters that the address lacks."""
    errors = unknown_parameters(request, ("lang", *known)) + language_errors(request)
    if errors:
        raise Problem(errors)
    return answer_language(request)


def _areas_named(keys: list[str]) -> list[int]:
    """Ids of the areas; raises ``Problem`` for keys that name none. One query."""
    if len(keys) > _MAX_VALUES:
        raise Problem([("area", _("Give at most %(count)s values.") % {"count": _MAX_VALUES})])
    condition = Q(pk=None)
    for key in keys:
        kind, _colon, code = key.replace("\x00", "").partition(":")
        condition |= Q(kind=kind[:20], code=code[:10])
    ids = {area.key: area.pk for area in Area.objects.filter(condition)}
    unknown = [key for key in keys if key not in ids]
    if unknown:
        message = _("“%(key)s” is not an official area. Give its kind and code, such as maakunta:01.")
        raise Problem([("area", message % {"key": key[:_SHOWN_LENGTH]}) for key in unknown])
    return list(ids.values())


def _names(place: NamedPlace) -> dict[str, str]:
    return {"fi": place.name_fi, "sv": place.name_sv, "en": place.name_en}
