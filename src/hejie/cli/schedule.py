"""The instalments of a loan, from a file of its terms.

method = "equal_instalment"
principal = "50,000"
annual_rate = "18%"
start = 2026-01-15
first_due = 2026-02-15
instalments = 36
"""

import argparse

from hejie import certificates, loans, texts
from hejie.cli import files
from hejie.cli.say import Say, amount

HELP = "print the instalments of a loan from a file of its terms"

NUMBERS = (0, 2, 3, 4, 5, 6)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("terms", metavar="TERMS.toml", help="a TOML or JSON file of the terms")
    parser.add_argument("--certificate", metavar="FILE", help="also write a certificate for `hejie verify`")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "A file of terms:\n" + (__doc__ or "").partition("\n\n")[2]


def run(given: argparse.Namespace, say: Say) -> int:
    terms, faults = loans.parse_terms(files.read_table(given.terms))
    if terms is None:
        return say.faults(faults, where=given.terms)
    plan = loans.schedule(terms)
    if given.certificate:
        files.write_bytes(given.certificate, certificates.to_bytes(certificates.of_schedule(terms)))
    if given.json:
        say.json(as_json(terms, plan))
    else:
        _print(terms, plan, say)
    return 0


def as_json(terms: loans.Terms, plan: loans.Schedule) -> dict[str, object]:
    plain = loans.plain_terms(terms)
    return {
        "terms": plain,
        "terms_sha256": texts.digest(plain),
        "currency": plan.currency,
        "instalments": [
            {
                "number": row.number,
                "due": row.due,
                "total_minor": row.total,
                "principal_minor": row.principal,
                "interest_minor": row.interest,
                "fee_minor": row.fee,
                "balance_minor": row.balance,
                "drawn_minor": drawn,
            }
            for row, drawn in zip(plan.rows(), _drawn(terms, plan), strict=True)
        ],
        "received_minor": terms.received_minor,
        "total_minor": plan.total,
        "interest_minor": plan.total_interest,
        "fee_minor": sum(plan.fee),
    }


def _drawn(terms: loans.Terms, plan: loans.Schedule) -> tuple[int, ...]:
    """What was lent up to each due date since the one before."""
    return plan.drawn or (terms.first_minor, *(0,) * (len(plan) - 1))


def _print(terms: loans.Terms, plan: loans.Schedule, say: Say) -> None:
    rows = [
        (
            str(row.number),
            row.due.isoformat(),
            *_amounts(plan, row.total, row.principal, row.interest, row.fee, row.balance),
        )
        for row in plan.rows()
    ]
    sums = _amounts(plan, plan.total, sum(plan.principal), plan.total_interest, sum(plan.fee))
    say.table(_headings(say), [*rows, ("", say.word("total", "合计"), *sums, "")], right=NUMBERS)
    say.messages(_notes(terms))


def _notes(terms: loans.Terms) -> tuple[texts.Message, ...]:
    notes = []
    if terms.roll != "none":
        notes.append(texts.message("cli_only_weekends"))
    if terms.deducted_minor:
        notes.append(
            texts.message(
                "cli_kept_back",
                received_minor=terms.received_minor,
                face_minor=terms.principal_minor,
                currency=terms.currency,
            )
        )
    return tuple(notes)


def _amounts(plan: loans.Schedule, *minors: int) -> tuple[str, ...]:
    return tuple(amount(minor, plan.currency) for minor in minors)


def _headings(say: Say) -> tuple[str, ...]:
    english = ("no.", "due", "instalment", "principal", "interest", "fee", "principal left")
    chinese = ("期数", "到期日", "应还", "本金", "利息", "费用", "剩余本金")
    return tuple(map(say.word, english, chinese))
