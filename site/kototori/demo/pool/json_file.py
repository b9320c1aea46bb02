"""Reading a JSON file, with an error message for every fault of the file as such."""

import json
from pathlib import Path
from typing import Any

from kototori.demo.pool.entries import quoted
from kototori.demo.pool.schema import PoolError

#: Far beyond any pool that goes through the page API.
LARGEST_FILE = 200_000_000


def read_json(path: Path) -> Any:
    """Return the parsed file. Raises ``PoolError`` if it isn't readable JSON."""
    try:
        if not path.is_file():
            raise PoolError([f"{path}: there is no such file"])
        if path.stat().st_size > LARGEST_FILE:
            raise PoolError([f"{path}: is larger than {LARGEST_FILE // 1_000_000} MB"])
        return json.loads(
            path.read_bytes().decode("utf-8-sig"), parse_constant=_refuse_constant, object_pairs_hook=_object
        )
    except OSError as error:
        raise PoolError([f"{path}: can't be read: {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise PoolError([f"{path}: is not in UTF-8 (byte {error.start})"]) from error
    except json.JSONDecodeError as error:
        raise PoolError([f"{path}: is no JSON: {error.msg} (line {error.lineno}, column {error.colno})"]) from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, PoolError):
            raise
        raise PoolError([f"{path}: is no JSON that can be used: {error}"]) from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a repeated key, of which JSON would silently keep the last value."""
    members = dict(pairs)
    if len(members) < len(pairs):
        keys = [key for key, _value in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {quoted(repeated)} is there twice in one object")
    return members
