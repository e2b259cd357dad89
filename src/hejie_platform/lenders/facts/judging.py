"""All that stands against a draft, each fault at the path of its field in the form."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from hejie import texts
from hejie_platform.lenders.facts.drafts import fault_path, kind_of, mapping_from
from hejie_platform.lenders.facts.policies import pack_or_faults

# What the form asks for, where the engine's own word is about the spelling in a file.
WANTED: Final[Mapping[str, str]] = {"percent": "percent", "money": "amount"}


def faults_in(typed: Mapping[str, str | list[str]]) -> tuple[texts.Fault, ...]:
    """What keeps the draft from being a policy, else every rule of the law that it would break; each once."""
    mapping = mapping_from(typed)
    _, faults = pack_or_faults(mapping | {"policy": {"version": "1"} | mapping["policy"]})
    placed = [_placed(fault, mapping) for fault in faults]
    once = {(one.field, one.facts.get("rule")): one for one in reversed(placed) if not _follows(one, placed)}
    return tuple(reversed(once.values()))


def _follows(fault: texts.Fault, others: Iterable[texts.Fault]) -> bool:
    """Bounds that look exchanged only because one of them could not be read."""
    return fault.code == "policy_bounds_reversed" and any(
        f"{one.field}.".startswith(f"{fault.field}.") for one in others if one.code != fault.code
    )


def _placed(fault: texts.Fault, mapping: Mapping[str, Any]) -> texts.Fault:
    path = fault_path(fault.field, mapping)
    wanted = WANTED.get(kind_of(path))
    if fault.code == "policy_field_wrong" and wanted:
        return replace(fault, field=path, facts={**fault.facts, "wanted": wanted})
    return replace(fault, field=path)
