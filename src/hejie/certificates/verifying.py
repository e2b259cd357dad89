"""Recomputing a certificate: equal, or where it differs; and, apart from that, whether it was touched and who made it.

A file whose hash is broken is still recomputed, and so is one of another version of the engine: both are said. A name
that another version did not know yet is no difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from hejie import texts
from hejie.certificates.kinds import KINDS, read_inputs, within
from hejie.certificates.making import ENGINE, FORMAT, figures
from hejie.certificates.reading import PUBLIC, Bounds, children, read, walk_faults

Faults = tuple[texts.Fault, ...]

FIELDS: Final[Mapping[str, type]] = {
    "format": int,
    "kind": str,
    "inputs": Mapping,
    "conventions": Mapping,
    "engine": str,
    "result": Mapping,
    "hash": str,
}
"""Every field of a certificate, and what it is."""

ABSENT: Final = "-"
MOST_SAID: Final = 20
"""Differences that are said one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is not what recomputing gives: its path, and both values as text ("-": there is none)."""

    path: str
    told: str
    computed: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What recomputing says. With `faults` nothing was computed; `differences` are in the order of the file."""

    kind: str = ""
    made_by: str = ""
    hash_holds: bool = False
    differences: tuple[Difference, ...] = ()
    faults: Faults = ()

    @property
    def is_equal(self) -> bool:
        """Read, untouched, and every figure recomputed to the same."""
        return not self.faults and not self.differences and self.hash_holds

    @property
    def messages(self) -> tuple[texts.Message, ...]:
        """The verdict for people, the answer first; empty where there are faults, which speak for themselves."""
        if self.faults:
            return ()
        number = len(self.differences)
        said = [
            texts.message("certificate_differs", kind=self.kind, number=number)
            if number
            else texts.message("certificate_equal", kind=self.kind)
        ]
        said += [
            texts.message("certificate_difference", path=one.path, told=one.told, computed=one.computed)
            for one in self.differences[:MOST_SAID]
        ]
        if number > MOST_SAID:
            said.append(texts.message("certificate_more_differences", number=number - MOST_SAID))
        if not self.hash_holds:
            said.append(texts.message("certificate_hash_broken"))
        if self.made_by != ENGINE:
            said.append(texts.message("certificate_other_engine", made_by=self.made_by, here=ENGINE))
        return tuple(said)


def verify_bytes(data: bytes, *, bounds: Bounds = PUBLIC) -> Verdict:
    """The verdict on a file of anybody."""
    value, faults = read(data, bounds=bounds)
    return Verdict(faults=faults) if value is None else verify(value, bounds=bounds)


def verify(certificate: Mapping[str, Any], *, bounds: Bounds = PUBLIC) -> Verdict:
    """Recompute a certificate, however hostile. Never raises for what is in it."""
    faults = walk_faults(certificate, bounds=bounds) or _shape_faults(certificate)
    if faults:
        return Verdict(faults=faults)
    kind = KINDS[certificate["kind"]]
    of, faults = read_inputs(kind, certificate["inputs"])
    faults = faults or within(kind, of, most=bounds.work)
    if faults:
        return Verdict(kind=certificate["kind"], made_by=certificate["engine"], faults=faults)
    try:
        computed = figures(kind, of)
    except texts.Faulty as refused:
        return Verdict(kind=certificate["kind"], made_by=certificate["engine"], faults=refused.faults)
    return _compared(certificate, computed)


def _compared(certificate: Mapping[str, Any], computed: Mapping[str, Any]) -> Verdict:
    body = {name: value for name, value in certificate.items() if name != "hash"}
    own = certificate["engine"] == ENGINE
    differences = tuple(
        difference
        for name in ("conventions", "result")
        for difference in _differences(certificate[name], computed[name], name, own=own)
    )
    holds = texts.digest(body) == certificate["hash"]
    return Verdict(certificate["kind"], certificate["engine"], holds, differences)


def _shape_faults(certificate: Mapping[str, Any]) -> Faults:
    faults = [texts.fault("certificate_field_missing", name) for name in FIELDS if name not in certificate]
    faults += [texts.fault("certificate_field_unknown", name) for name in certificate if name not in FIELDS]
    faults += [
        texts.fault("certificate_field_wrong", name, wanted=_WORDS[wanted])
        for name, wanted in FIELDS.items()
        if name in certificate and (not isinstance(certificate[name], wanted) or certificate[name] is True)
    ]
    if faults:
        return tuple(faults)
    return _name_faults(certificate["format"], certificate["kind"])


_WORDS: Final[Mapping[type, str]] = {int: "whole_number", str: "text", Mapping: "table"}


def _name_faults(given: int, kind: str) -> Faults:
    if given != FORMAT:
        return (texts.fault("certificate_format_unknown", "format", given=given, known=FORMAT),)
    if kind not in KINDS:
        return (texts.fault("certificate_kind_unknown", "kind", given=kind[:32], known=tuple(KINDS)),)
    return ()


def _differences(told: Any, computed: Any, path: str, *, own: bool) -> list[Difference]:
    """Where two values part, down to single figures; `own`: made by this version, which leaves no name out."""
    if _is_nest(told) and _is_nest(computed) and isinstance(told, Mapping) == isinstance(computed, Mapping):
        ours, theirs = dict(children(computed, path)), dict(children(told, path))
        places = [*ours, *(place for place in theirs if place not in ours)]
        return [
            difference
            for place in places
            if own or place in theirs
            for difference in _differences(theirs.get(place, _NONE), ours.get(place, _NONE), place, own=own)
        ]
    if type(told) is type(computed) and told == computed:
        return []
    return [Difference(path, _shown(told), _shown(computed))]


_NONE: Final = object()


def _is_nest(value: object) -> bool:
    return isinstance(value, (Mapping, list, tuple))


def _shown(value: object) -> str:
    if value is _NONE:
        return ABSENT
    if _is_nest(value):
        return "{...}" if isinstance(value, Mapping) else "[...]"
    return str(value)[:80]
