"""The statement of account as both sides see it: what is claimed beside what the contract gives, and why they differ."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hejie.loans.reconciliation import Statement
from hejie_platform.core import formats
from hejie_platform.negotiation import queries
from hejie_platform.notices.queries import say
from hejie_platform.web.room import shows, words


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
        "sources": sources(claim),
    }


def sources(claim: Any) -> list[str]:
    """From where the payments are known, a sentence or two for each loan."""
    names = shows.loan_labels(claim.negotiation)
    return [
        _("{loan}: {said}").format(loan=names.get(one.ref, one.ref), said=sentence)
        for one in queries.sources_of(claim)
        for sentence in _source(one)
    ]


def _source(one: queries.Source) -> Iterator[str]:
    if one.paid is None:
        yield _(
            "Single payments are not known here. We take it that everything due before the first unpaid day was paid on its day, and nothing since."
        )
        return
    yield ngettext(
        "%(count)d repayment from the lender's own file of %(day)s.",
        "%(count)d repayments from the lender's own file of %(day)s.",
        len(one.paid.booked),
    ) % {"count": len(one.paid.booked), "day": formats.day_text(formats.legal_date(one.paid.told_at))}
    if one.until:
        yield _(
            "The file begins in the middle; what was due before {day} is taken as paid on its day."
        ).format(day=formats.day_text(one.until))
    if one.paid.disputed:
        yield ngettext(
            "%(count)d of them is disputed by the borrower and is computed as the borrower says.",
            "%(count)d of them are disputed by the borrower and are computed as the borrower says.",
            one.paid.disputed,
        ) % {"count": one.paid.disputed}


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
