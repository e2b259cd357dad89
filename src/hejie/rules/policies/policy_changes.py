"""Two versions of a policy side by side: each field by its path, and what it was and is.

>>> old = {"published": {"levers": {"upfront": {"most": "0.3"}}, "refusals": [{"code": "loan_not_ours", "curable": False}]}}
>>> new = {"published": {"levers": {"upfront": {"most": "0.2"}}, "refusals": [{"code": "loan_not_ours", "curable": False}]}}
>>> policy_changes(old, new)
(Changed(path='published.levers.upfront.most', old='0.3', new='0.2'),)

A refusal is named by its code and a level of authority by its name, not by its place in the list, so that moving one up
changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

Leaf = str | int | bool | tuple[str, ...]
KEYED: Final[Mapping[str, str]] = {"refusals": "code", "authority": "level"}
"""Lists of tables, and the field that names each table among its neighbours."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of a policy: None on the side on which it is absent."""

    path: str
    old: Leaf | None
    new: Leaf | None


def policy_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Every field that differs, in the order of the new policy, then those that it no longer has.

    Takes policies as mappings, as their files say them; a list of codes in another order is the same list. Two tables
    of one name in a list are a fault of the policy (`parse_policy`) and count here as the last of them.
    """
    before, after = policy_fields(old), policy_fields(new)
    paths = dict.fromkeys((*after, *before))
    changed = (Changed(path, before.get(path), after.get(path)) for path in paths)
    return tuple(one for one in changed if not _same(one.old, one.new))


def policy_fields(mapping: Mapping[str, Any]) -> dict[str, Leaf]:
    """Every field of a policy by its path: `published.levers.upfront.most`, `published.refusals.loan_not_ours.cure`."""
    return dict(_fields(mapping, ""))


def _fields(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, Leaf]]:
    for name, value in table.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, Mapping):
            yield from _fields(value, here)
        elif name in KEYED and isinstance(value, list):
            yield from _listed(value, here, KEYED[name])
        else:
            yield here, _leaf(value)


def _listed(tables: list[Any], path: str, key: str) -> Iterator[tuple[str, Leaf]]:
    for number, table in enumerate(tables, start=1):
        named = dict(table) if isinstance(table, Mapping) else {"": table}
        yield from _fields(named, f"{path}.{named.pop(key, number)}")


def _leaf(value: Any) -> Leaf:
    if isinstance(value, (list, tuple)):
        return tuple(str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else value


def _same(old: Leaf | None, new: Leaf | None) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return sorted(old) == sorted(new)
    return type(old) is type(new) and old == new
