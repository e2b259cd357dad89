"""Reading and writing the files that a command names: bounded, and every way it can go wrong is a fault with its cure."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from hejie import texts

MOST_BYTES: Final = 1_000_000
MOST_STATEMENT_BYTES: Final = 64_000_000
MOST_SAID: Final = 100


def read_bytes(name: str, *, most: int = MOST_STATEMENT_BYTES) -> bytes:
    """The content of a file; raises Faulty if it is not there, cannot be read, or is larger than `most`. A pipe with a
    name is refused, since nobody may ever write into it; one of the shell's own ("<(...)") has its writer."""
    try:
        path = Path(name)
        if path.is_fifo() and path.resolve().is_fifo():
            raise _unreadable(name)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise texts.Faulty((texts.fault("cli_file_missing", file=name),)) from None
    except (OSError, ValueError):  # no permission, a folder, a name with a null byte
        raise _unreadable(name) from None
    if len(data) > most:
        raise texts.Faulty((texts.fault("cli_file_too_large", file=name, most_bytes=most),))
    return data


def write_bytes(name: str, data: bytes) -> None:
    """Write a file, in place of one of that name; raises Faulty where it cannot be written."""
    try:
        Path(name).write_bytes(data)
    except (OSError, ValueError):  # no permission, a folder, a name with a null byte
        raise texts.Faulty((texts.fault("cli_file_not_writable", file=name.replace("\0", "?")),)) from None


def _unreadable(name: str) -> texts.Faulty:
    return texts.Faulty((texts.fault("cli_file_not_readable", file=name.replace("\0", "?")),))


def read_table(name: str) -> dict[str, object]:
    """A TOML file (or JSON, if its name says so) as a mapping; numbers with a point stay as they were written."""
    data = read_bytes(name, most=MOST_BYTES)
    try:
        table = _parsed(data.decode("utf-8-sig"), is_json=name.endswith(".json"))
    except UnicodeDecodeError:
        raise _refused("cli_file_not_text", name) from None
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refused("cli_file_not_toml", name, why=str(error)) from None
    except KeyError as twice:
        raise _refused("cli_file_field_twice", name, name=str(twice.args[0])[:MOST_SAID]) from None
    except RecursionError:
        raise _refused("cli_file_too_deep", name) from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise _refused("cli_file_number_too_long", name) from None
    if not isinstance(table, dict):
        raise _refused("cli_file_no_table", name)
    return table


def _parsed(text: str, *, is_json: bool) -> object:
    if is_json:
        return json.loads(text, parse_float=str, object_pairs_hook=_once)
    return tomllib.loads(text, parse_float=str)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The fields of an object; KeyError for a name that stands twice, of which one would be lost."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise KeyError(name)
        found[name] = value
    return found


def _refused(code: str, file: str, **facts: str) -> texts.Faulty:
    return texts.Faulty((texts.fault(code, file=file, **facts),))


def within(name: str, faults: Sequence[texts.Fault]) -> tuple[texts.Fault, ...]:
    """Faults of a file that another one names, with its name before their place."""
    return tuple(replace(one, field=": ".join(part for part in (name, one.field) if part)) for one in faults)
