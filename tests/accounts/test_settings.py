"""What production's settings say of cookies, and of whose address counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "ALLAUTH_TRUSTED_CLIENT_IP_HEADER",
)
SHOW = f"""
import json
from kototori.settings import production
print(json.dumps([getattr(production, name) for name in {NAMES}]))
"""


@pytest.mark.parametrize(
    ("environment", "address_settings"),
    [
        ({}, [1, None]),
        ({"TRUSTED_PROXY_COUNT": "2"}, [2, None]),
        ({"TRUSTED_PROXY_COUNT": "0", "CLIENT_ADDRESS_HEADER": "X-Real-IP"}, [0, "X-Real-IP"]),
    ],
)
def test_production_keeps_cookies_safe_and_counts_proxies(
    environment: dict[str, str], address_settings: list[object]
) -> None:
    required = {"SECRET_KEY": "x", "ALLOWED_HOSTS": "x", "DATABASE_URL": "postgresql:///x"}
    result = subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**os.environ, **required, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(result.stdout) == [True, True, "Lax", True, *address_settings]
