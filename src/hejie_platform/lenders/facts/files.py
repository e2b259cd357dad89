"""A policy as a TOML file, as the examples are written: it reads back to the same policy."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_BARE: Final = re.compile("[A-Za-z0-9_-]+")


def toml_of(mapping: Mapping[str, Any]) -> str:
    """The text of the file. `mapping` is plain data of a policy: texts, whole numbers, flags, lists and tables of these."""
    return "\n".join(_table(mapping, "")).lstrip("\n") + "\n"


def _table(table: Mapping[str, Any], path: str) -> Iterator[str]:
    """A table's own values, then the tables in it."""
    for name, value in table.items():
        if not _is_table(value):
            yield f"{_key(name)} = {_value(value)}"
    for name, value in table.items():
        here = f"{path}.{_key(name)}" if path else _key(name)
        if isinstance(value, Mapping):
            yield from ("", f"[{here}]", *_table(value, here))
        elif _is_table(value):
            for one in value:
                yield from ("", f"[[{here}]]", *_table(one, here))


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
    )


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    # A JSON text is a TOML text but for the one control character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
