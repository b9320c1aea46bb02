"""A search as one validated value object, made from the parameters of an address."""

from search.query.errors import InvalidQuery, ParameterError
from search.query.parameter_table import BY_NAME, CODE_FACETS, FACETS, PARAMETERS, SORTS, Parameter
from search.query.search_query import SearchQuery

__all__ = [
    "BY_NAME",
    "CODE_FACETS",
    "FACETS",
    "PARAMETERS",
    "SORTS",
    "InvalidQuery",
    "Parameter",
    "ParameterError",
    "SearchQuery",
]
