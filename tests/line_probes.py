"""Which lines of our code the suite runs, for coverage.py to report: a pytest plugin, loaded by `make test`.

Python 3.11 has no cheap way to be told of lines. So our modules are compiled with a mark before each statement, which
costs a fraction of what coverage.py's tracer does (docs/decisions/0010). Programs that tests start are not seen.
"""

import ast
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from coverage import CoverageData

from kototori import APPS, APPS_IN_SITE, ROOT

#: What is measured; migrations are written by Django.
_SOURCES = (*(f"site/{app}" if app in APPS_IN_SITE else app for app in APPS), "site/kototori")
_FOLDERS = tuple(f"{ROOT / source}{os.sep}" for source in _SOURCES)
_MARKS = "__line_marks__"
_marks: dict[str, tuple[list[int], list[tuple[int, ...]]]] = {}
"""Per file: whether each statement has run, and the lines that each stands for."""


class _Marking(ast.NodeTransformer):
    """Puts a mark before every statement of a module."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, ...]] = []
        self.first: tuple[int, ...] = ()

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, list(self._marked(node, block)))
        return node

    def _marked(self, owner: ast.AST, block: list[ast.stmt]) -> Iterator[ast.stmt]:
        for place, statement in enumerate(block):
            is_docstring = place == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            if getattr(statement, "module", "") == "__future__":  # stands before everything, and does nothing
                self.first += (statement.lineno,)
            elif not is_docstring:
                yield self._mark(owner if place == 0 else None, statement)
            yield statement

    def _mark(self, owner: ast.AST | None, statement: ast.stmt) -> ast.stmt:
        decorators = [one.lineno for one in getattr(statement, "decorator_list", ())]
        begun = [owner.lineno] if isinstance(owner, ast.ExceptHandler) else []
        if isinstance(owner, ast.match_case):
            begun = [owner.pattern.lineno]
        self.lines.append((statement.lineno, *decorators, *begun))
        mark = ast.parse(f"{_MARKS}[{len(self.lines)}] = 1").body[0]
        for node in ast.walk(mark):
            ast.copy_location(node, statement)
        return mark


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        """Compile the module with marks, and not from or to the files in which Python keeps what it has compiled."""
        marking = _Marking()
        tree = ast.fix_missing_locations(marking.visit(ast.parse(self.get_data(self.path), self.path)))
        _marks[self.path] = ([1] + [0] * len(marking.lines), [marking.first, *marking.lines])
        return compile(tree, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        code = self.get_code(module.__name__)
        module.__dict__[_MARKS] = _marks[self.path][0]
        exec(code, module.__dict__)  # noqa: S102  (our own module)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        file = spec.loader.path
        if not file.startswith(_FOLDERS) or "migrations" in Path(file).parts:
            return None
        spec.loader = _Loader(fullname, file)
        return spec


def _measured() -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from (path for path in Path(folder).rglob("*.py") if "migrations" not in path.parts)


def run_lines() -> dict[str, set[int]]:
    """The lines that have run so far, by file."""
    return {
        path: {line for there, lines in zip(marks, places, strict=True) if there for line in lines}
        for path, (marks, places) in _marks.items()
    }


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave what was seen for `coverage combine`; each process of the suite its own file."""
    data = CoverageData(basename=str(ROOT / "var" / "coverage"), suffix=True)
    nothing: dict[str, set[int]] = {str(path): set() for path in _measured()}  # what nobody imports counts, too
    data.add_lines(nothing | run_lines())
    data.write()


sys.meta_path.insert(0, _Finder())
