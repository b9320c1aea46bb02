"""A search as one validated value, made from the parameters of an address."""

from search.query.errors import InvalidQuery, ParameterError
from search.query.parameters import BY_NAME, CODE_PARAMETERS, PARAMETERS, SORTS, Parameter
from search.query.value import SearchQuery

__all__ = [
    "BY_NAME",
    "CODE_PARAMETERS",
    "PARAMETERS",
    "SORTS",
    "InvalidQuery",
    "Parameter",
    "ParameterError",
    "SearchQuery",
]
