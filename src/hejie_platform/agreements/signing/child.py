"""The child process that judges one file: anybody may hand one in, and a few kilobytes can unfold to gigabytes.

    nursery.run("hejie_platform.agreements.signing.child", (one line of JSON, then the bytes), ...)   # the verdict as JSON

It lowers its own limits before it opens the file, holds no secrets and never sees the database. `judge` is the other end:
a child that dies of its limits, or takes too long, has met a file that cannot be read.
"""

import base64
import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hejie_platform.agreements.signing.on_paper import OnPaper
from hejie_platform.agreements.signing.verification import Signed, Verdict, verify
from hejie_platform.core import nursery
from hejie_platform.intake.facts.child import lower_limits

SECONDS = 30
UNREADABLE = Verdict(("file_unreadable",))
BUSY = Verdict(("file_not_judged",))


def judge(data: bytes, *, root: bytes, seconds: float = SECONDS) -> Verdict:
    """The judgement of `data` by the certificate `root` (DER), made in a process of its own. Never raises for a file."""
    order = json.dumps({"root": base64.b64encode(root).decode()}).encode()
    try:
        return _verdict(json.loads(nursery.run(__name__, order + b"\n" + data, seconds=seconds)))
    except nursery.Ended as ended:
        return BUSY if ended.why == "busy" else UNREADABLE


def _plain(verdict: Verdict) -> dict[str, Any]:
    signatures = [
        [one.name, one.side, one.at.isoformat() if one.at else None, one.faults] for one in verdict.signatures
    ]
    return {
        "faults": verdict.faults,
        "signatures": signatures,
        "terms_hash": verdict.terms_hash,
        "terms": verdict.terms,
        "papers": [asdict(one) for one in verdict.papers],
    }


def _verdict(plain: dict[str, Any]) -> Verdict:
    signatures = tuple(
        Signed(name, side, datetime.fromisoformat(at) if at else None, tuple(faults))
        for name, side, at, faults in plain["signatures"]
    )
    papers = tuple(OnPaper(**one) for one in plain["papers"])
    return Verdict(tuple(plain["faults"]), signatures, plain["terms_hash"], plain["terms"], papers)


def main() -> None:
    """Read the order and the file from standard input, write the verdict to standard output."""
    lower_limits()
    order = json.loads(sys.stdin.buffer.readline())
    made = verify(sys.stdin.buffer.read(), root=base64.b64decode(order["root"]))
    sys.stdout.write(json.dumps(_plain(made), ensure_ascii=True))
