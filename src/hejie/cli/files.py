"""Reading and writing the files that a command names: bounded, and every way it can go wrong is a fault with its cure."""

import json
import tomllib
from pathlib import Path
from typing import Final

from hejie import texts

MOST_BYTES: Final = 1_000_000
MOST_STATEMENT_BYTES: Final = 64_000_000


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
        text = data.decode("utf-8-sig")
        table = (
            json.loads(text, parse_float=str)
            if name.endswith(".json")
            else tomllib.loads(text, parse_float=str)
        )
    except UnicodeDecodeError:
        raise texts.Faulty((texts.fault("cli_file_not_text", file=name),)) from None
    except (ValueError, RecursionError) as error:  # not of its form, a number without end, no end of brackets
        raise _not_toml(name, str(error)) from None
    if not isinstance(table, dict):
        raise _not_toml(name, type(table).__name__)
    return table


def _not_toml(name: str, why: str) -> texts.Faulty:
    return texts.Faulty((texts.fault("cli_file_not_toml", file=name, why=why),))
