"""How keeping reads: badges, lines of history, cards of what one may do next. Nothing here asks the database."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.queries import Look
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import formats
from hejie_platform.web import parts, status
from hejie_platform.web.agreement import shows as agreement_shows
from hejie_platform.web.agreement import words as agreement_words
from hejie_platform.web.keeping import words

duty_words = agreement_shows.duty_words


def frame(held: HeldAgreement, seen: Look) -> dict[str, Any]:
    """What every page of one agreement shows."""
    return agreement_shows.frame(held, seen, here="payments")


def badge(row: Any, days_late: int) -> parts.Badge:
    """How a duty that is no payment stands: missed when its day has passed and nobody said that it is done."""
    if days_late:
        return parts.Badge(_("Missed"), "your_turn", "warning")
    if row.state == "open":
        return parts.Badge(_("Ahead"), "quiet", "clock")
    return status.badge("obligation", row.state)


def history(held: HeldAgreement, said: Sequence[queries.Said]) -> list[dict[str, Any]]:
    """What both sides did, each with its words and the address of its paper."""
    return [
        {
            "at": one.entry.at,
            "what": words.SAID.get(one.entry.verb, ""),
            "who": side_of(one.entry.role),
            "words": one.words,
            "href": reverse("keeping:paper", args=[held.agreement.ref, one.entry.pk])
            if one.has_paper
            else "",
        }
        for one in said
        if one.entry.verb in words.SAID
    ]


def side_of(role: str) -> Any:
    """The side of a role, as one says it."""
    side = {"officer": "lender", "checker": "lender", "operator": "lender"}.get(role, role)
    if side in ("borrower", "representative", "guarantor"):
        side = "borrower"
    return agreement_words.SIDES.get(side, "")


def payoff_facts(found: Any) -> list[parts.Fact]:
    """What the figure of a day consists of."""
    rows = [
        (_("Principal that is left"), found.principal + found.carried),
        (_("Interest up to that day"), found.interest),
        (_("Paid already"), -found.paid),
    ]
    return [parts.Fact(label, formats.money_text(minor)) for label, minor in rows if minor]


def instalment_choices(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Instalments to tick: their day and amount."""
    return [
        (str(row.number), f"{_day(row.due_on)} · {formats.money_text(row.amount_minor or 0)}") for row in rows
    ]


def _day(day: date | None) -> str:
    return formats.day_text(day) if day else ""


def doors(held: HeldAgreement, seen: Look, *, is_broken: bool) -> list[tuple[str, str, str]]:
    """What one may do next on this agreement: label, why, address."""
    ref, row = held.agreement.ref, held.agreement
    found = []
    if held.is_borrower_side and seen.is_running:
        found += [
            (_("Something changed"), _("Pause or ask for a change. It is never a breach."), "changed"),
            (
                _("Pay everything early"),
                _("See what it takes on a day you choose. It costs nothing extra."),
                "payoff",
            ),
        ]
    if held.side == "lender" and seen.is_running:
        found.append((_("Everything was paid early"), _("Note the money that settles it."), "settle"))
    if row.state == "in_cure" and row.side_in_cure == held.side:
        found.append((_("Put it right"), _("What is missing, and until when there is time."), "cure"))
    elif row.state == "in_cure" and held.side in ("borrower", "lender"):
        found.append((_("How the cure goes"), _("When it ends, and what you may decide then."), "end"))
    elif is_broken and row.state == "effective":
        found.append(
            (_("The other side did not keep it"), _("What counts, since when, and what follows."), "breach")
        )
    if row.reason in ("completed", "paid_early"):
        found.append((_("The letter of completion"), _("To read, print and keep."), "letter"))
    if row.state == "ended" and row.reason != "lapsed" and held.side != "neutral":
        found.append((_("How did it go?"), _("Four short questions."), "closing"))
    return [(label, why, reverse(f"keeping:{name}", args=[ref])) for label, why, name in found]
