"""The statement of account as both sides see it: what is claimed beside what the contract gives, and why they differ."""

from typing import Any

from hejie.loans.reconciliation import Statement
from hejie_platform.negotiation import queries
from hejie_platform.notices.queries import say
from hejie_platform.web.room import words


def statement(claim: Any, *, file: str) -> dict[str, Any]:
    """What the part `room/statement.html` shows; `known` is False where the contract does not say enough.

    file: the address of the same as a document.
    """
    found = queries.statement_of(claim)
    if found is None:
        return {"known": False}
    return {
        "known": True,
        "file": file,
        "is_equal": found.is_equal,
        "rows": [_row(line) for line in found.lines],
        "claimed": found.claimed.total,
        "computed": found.computed.total,
        "difference": found.claimed.total - found.computed.total,
        "causes": [(say(one.message.code, one.message.facts), one.total) for one in found.causes],
        "open": unexplained(found),
        "is_single": len(queries.contracts(claim)) == 1,
    }


def _row(line: Any) -> dict[str, Any]:
    return {
        "name": words.BUCKETS[line.bucket][0],
        "claimed": line.claimed,
        "computed": line.computed,
        "difference": line.difference,
    }


def unexplained(found: Statement) -> list[str]:
    """What no cause explains, a sentence for each bucket."""
    codes = ("owed_more_unexplained", "owed_less_unexplained")
    return [say(one.code, one.facts) for one in found.messages if one.code in codes]
