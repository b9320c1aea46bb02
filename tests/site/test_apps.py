"""`kototori.APPS` is the list of apps, and every other list of them agrees with it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kototori import APPS, APPS_IN_SITE

_FOLDERS = {f"site/{app}" if app in APPS_IN_SITE else app for app in APPS}
_PACKAGES = {*APPS, "kototori", "benchmarks"}

#: Keys of pyproject.toml, and their values.
_LISTS = {
    "tool.hatch.build.targets.wheel.packages": {*_FOLDERS, "site/kototori"},
    "tool.coverage.run.source": {*_FOLDERS, "site/kototori"},
    "tool.mypy.files": {*_FOLDERS, "site/kototori", "benchmarks", "tests"},
    "tool.ruff.lint.isort.known-first-party": {*_PACKAGES, "tests"},
    "tool.importlinter.root_packages": _PACKAGES,
}


@pytest.fixture(scope="module")
def pyproject(checkout: Path) -> Any:
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", _LISTS)
def test_pyproject_names_every_app(pyproject: Any, key: str) -> None:
    value = pyproject
    for part in key.split("."):
        value = value[part]

    assert set(value) == _LISTS[key], f"Make {key} in pyproject.toml {sorted(_LISTS[key])}."


def test_layers_are_in_the_order_of_apps(pyproject: Any) -> None:
    layers = [contract["layers"] for contract in pyproject["tool"]["importlinter"]["contracts"] if "layers" in contract]

    expected = ["benchmarks", "kototori", *APPS]
    assert layers == [expected], f"Make layers in pyproject.toml's import contracts {expected}."


def test_cycle_contract_covers_every_package(pyproject: Any) -> None:
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    ancestors = [set(contract["ancestors"]) for contract in contracts if contract["type"] == "acyclic_siblings"]

    assert ancestors == [_PACKAGES], f"Make ancestors in pyproject.toml's import contracts {sorted(_PACKAGES)}."


def test_every_app_is_in_its_folder(checkout: Path) -> None:
    for folder in _FOLDERS:
        assert (checkout / folder / "apps.py").is_file(), f"Is {folder} rightly in APPS or APPS_IN_SITE of kototori?"


def test_installed_apps_are_in_the_order_of_apps() -> None:
    assert [app for app in settings.INSTALLED_APPS if app in APPS] == list(APPS)


@pytest.mark.parametrize("path", ["site/kototori/settings/base.py", "tests/host_project/town/settings.py"])
def test_settings_use_apps_and_name_no_app(checkout: Path, path: str) -> None:
    installed = (checkout / path).read_text(encoding="utf-8").partition("INSTALLED_APPS = [")[2].partition("\n]\n")[0]

    assert "APPS," in installed, f"Write *kototori.APPS in INSTALLED_APPS of {path}."
    assert not [app for app in APPS if f'"{app}"' in installed], f"*kototori.APPS in {path} names them already."
