"""Making a certificate: inputs are read, computed, and written down with their conventions under one hash."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import metadata
from typing import Any, Final

from hejie import loans, plans, texts
from hejie.certificates.events import plain_event
from hejie.certificates.kinds import KINDS, Kind, read_inputs

FORMAT: Final = 1
ENGINE: Final = metadata.version("hejie")
"""The version that certificates name as their maker."""


def certify(kind: str, inputs: Mapping[str, object]) -> dict[str, Any]:
    """The certificate of `kind` on `inputs` (see `kinds`); plain JSON values. Raises Faulty for inputs that cannot be meant."""
    if kind not in KINDS:
        raise texts.Faulty(
            (texts.fault("certificate_kind_unknown", "kind", given=kind[:32], known=tuple(KINDS)),)
        )
    of, faults = read_inputs(KINDS[kind], inputs)
    if faults:
        raise texts.Faulty(faults)
    found = figures(KINDS[kind], of)
    parts = {name: found[name] for name in ("inputs", "conventions", "result")}
    body = {"format": FORMAT, "kind": kind, "engine": ENGINE, **parts}
    return {**body, "hash": texts.digest(body)}


def figures(kind: Kind, of: Any) -> dict[str, Any]:
    """Inputs, conventions and result as any program reads them from JSON. Raises Faulty where they cannot be computed."""
    found = {"inputs": kind.plain(of), "conventions": kind.conventions(of), "result": kind.compute(of)}
    plain: dict[str, Any] = json.loads(texts.canonical_json(found))
    return plain


def of_schedule(terms: loans.Terms) -> dict[str, Any]:
    """The certificate of a loan's instalments."""
    return certify("loan.schedule", {"terms": loans.plain_terms(terms)})


def of_cost(terms: loans.Terms, *, received_minor: int | None = None) -> dict[str, Any]:
    """The certificate of what a loan costs."""
    received = {} if received_minor is None else {"received_minor": received_minor}
    return certify("loan.cost", {"terms": loans.plain_terms(terms), **received})


def of_account(terms: loans.Terms, events: Sequence[loans.Event], on: date) -> dict[str, Any]:
    """The certificate of what is owed on a day after what has happened."""
    told = [plain_event(event) for event in events]
    return certify("loan.account", {"terms": loans.plain_terms(terms), "events": told, "on": on.isoformat()})


def of_plan(
    package: plans.Package,
    claim: loans.Buckets,
    *,
    start: date,
    order: Sequence[str] = loans.COSTS_INTEREST_PRINCIPAL,
) -> dict[str, Any]:
    """The certificate of a package on a claim: the new claim and its instalments."""
    inputs = {
        "claim": {**dict(claim.items()), "currency": claim.currency},
        "package": plans.package_to_json(package),
        "start": start.isoformat(),
        "order": tuple(order),
    }
    return certify("plan.package", inputs)


def to_bytes(certificate: Mapping[str, Any]) -> bytes:
    """The file: JSON that people can read, ending with a line break."""
    return (json.dumps(certificate, ensure_ascii=False, indent=1) + "\n").encode()
