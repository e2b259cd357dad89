"""Recompute a certificate: equal, or where it differs.

A certificate is a small JSON file that carries a result with everything that it follows from; `hejie schedule
TERMS.toml --certificate FILE` makes one. The exit status is 0 if everything is equal, 1 otherwise.
"""

import argparse

from hejie import certificates
from hejie.cli import files
from hejie.cli.say import Say, fields, spelled

HELP = "recompute a certificate and say whether it is equal"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("certificate", metavar="FILE", help="the certificate, a JSON file")


def run(given: argparse.Namespace, say: Say) -> int:
    bounds = certificates.OFFLINE
    data = files.read_bytes(given.certificate, most=bounds.bytes)
    verdict = certificates.verify_bytes(data, bounds=bounds)
    if given.json:
        say.json(as_json(verdict))
    else:
        say.faults(verdict.faults, where=given.certificate)
        say.messages(verdict.messages)
    return 0 if verdict.is_equal else 1


def as_json(verdict: certificates.Verdict) -> dict[str, object]:
    return {
        "equal": verdict.is_equal,
        "kind": verdict.kind,
        "made_by": verdict.made_by,
        "engine": certificates.ENGINE,
        "hash_holds": verdict.hash_holds,
        "differences": [fields(one) for one in verdict.differences],
        "faults": [spelled(fault) for fault in verdict.faults],
    }
