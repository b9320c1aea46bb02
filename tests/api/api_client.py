"""A test client of the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

ROOT = "/api/v1/"


class ApiClient:
    """A client of one host."""

    def __init__(self, host: str) -> None:
        self.client = Client(headers={"host": host}, raise_request_exception=False)

    def response(self, path: str, method: str = "get", **parameters: Any) -> HttpResponse:
        """Request ``path`` below the root. Lists are repeated parameters; ``from_`` stands for ``from``."""
        named = {name.rstrip("_"): value for name, value in parameters.items()}
        answer: HttpResponse = getattr(self.client, method)(f"{ROOT}{path}", named or None)
        return answer

    def get(self, path: str, status: int = 200, **parameters: Any) -> Any:
        """Return the JSON of an answer, which must have this status."""
        answer = self.response(path, **parameters)
        assert answer.status_code == status, answer.content[:2000]
        return answer.json()  # type: ignore[attr-defined]

    def faults(self, path: str, **parameters: Any) -> set[str]:
        """Return the parameters that a refusal names."""
        return {error["parameter"] for error in self.get(path, 400, **parameters)["errors"]}

    def source_ids(self, **parameters: Any) -> set[str]:
        """Return the source ids of the activities on the first page of a hundred."""
        answer = self.get("activities", page_size=100, fields="source_id", **parameters)
        assert answer["count"] <= 100
        return {item["source_id"] for item in answer["results"]}

    def activity_id(self, source_id: str) -> str:
        return str(self._ids()[source_id])

    def _ids(self) -> dict[str, str]:
        pages = [self.get("activities", page_size=100, page=page, fields="id,source_id") for page in (1, 2)]
        return {item["source_id"]: item["id"] for page in pages for item in page["results"]}
