"""The sentence for every code, one file for each room: `WORDING = {"code": _("A sentence with {fact}. The cure.")}`.

English is written here and is the msgid; the Chinese stands in locale/zh_Hans/parts. A sentence says what
happened, what it means and what to do, briefly and kindly, and names facts in braces: `{given_minor}` reads
as an amount, `{due_on}` as a day, `{limit_rate}` as a percentage. Files are found, not listed.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType

from django.utils.functional import Promise

Text = str | Promise


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, Text]:
    """Every code with its sentence. Raises ValueError when two rooms word the same code."""
    merged: dict[str, Text] = {}
    for room, wording in _rooms():
        if twice := merged.keys() & wording.keys():
            raise ValueError(f"worded twice, again in {room}: {', '.join(sorted(twice))}")
        merged |= wording
    return MappingProxyType(merged)


def _rooms() -> Iterator[tuple[str, Mapping[str, Text]]]:
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        found = import_module(f"{__name__}.{module.name}")
        if wording := getattr(found, "WORDING", None):
            yield module.name, wording
