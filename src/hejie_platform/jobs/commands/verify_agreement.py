"""`verify-agreement FILE [--root CERTIFICATE]`: judge a signed agreement; exit with 0 if it is exactly what all have signed.

The judge trusts this installation's own authority, or the certificate (DER or PEM) that is named. Each fault is one line.
"""

import argparse
import base64
import sys
from collections.abc import Sequence
from pathlib import Path

FAULTS = {
    "file_unreadable": "This is no readable PDF, or it was damaged.",
    "file_not_signed": "This document carries no signature.",
    "signature_broken": "A signature does not fit the document: something was changed.",
    "signature_not_trusted": "A signature rests on a certificate that is not trusted here.",
    "signature_without_time": "A signature has no valid time stamp.",
    "signature_covers_too_little": "A signature does not cover the whole document.",
    "signature_missing": "A place for a signature is empty.",
    "file_changed_later": "Something was added to the document after it was signed.",
    "terms_not_named": "The signatures do not name the terms of one agreement.",
    "terms_differ": "The attached terms are not those that were signed.",
    "base_differs": "The first page to the last are not those that were signed.",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="hejie_platform verify-agreement")
    parser.add_argument("file", type=Path)
    parser.add_argument("--root", type=Path, help="the certificate to trust instead of this installation's")
    options = parser.parse_args(arguments[1:])
    try:
        data = options.file.read_bytes()
        root = _certificate(options.root.read_bytes()) if options.root else None
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return _judge(data, root)


def _judge(data: bytes, root: bytes | None) -> int:
    import django

    django.setup()
    from hejie_platform.agreements import queries

    verdict = queries.verify(data, root=root)
    for one in verdict.signatures:
        print(f"{one.name} ({one.side}), {one.at:%Y-%m-%d %H:%M %Z}: {', '.join(one.faults) or 'good'}")
    for paper in verdict.papers:
        print(
            f"{paper.name} ({paper.side}), on paper by {paper.signed_by}, {paper.signed_on}: scan SHA-256 {paper.scan}"
        )
    for fault in verdict.faults:
        print(f"NOT GOOD: {FAULTS[fault]}")
    if verdict.is_good:
        print(f"Good: signed by all, unchanged since. Terms SHA-256 {verdict.terms_hash}")
    return 0 if verdict.is_good else 1


def _certificate(data: bytes) -> bytes:
    """DER, also where PEM was given."""
    if not data.lstrip().startswith(b"-----BEGIN"):
        return data
    return base64.b64decode(b"".join(line for line in data.splitlines() if not line.startswith(b"-----")))
