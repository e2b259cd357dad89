"""Whose turn it is in a case, until when, and the one next step: from its state, its talks and their clocks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hejie import steps
from hejie_platform.core import clock
from hejie_platform.intake.queries import Home
from hejie_platform.negotiation import queries as negotiation
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.agreement import turns as agreements
from hejie_platform.web.case import words

Deals = Mapping[Any, tuple[str, parts.Turn]]
PAID = "paid"  # why talks ended whose agreement was kept to the end


def deals(person: Any, home: Home, *, now: datetime) -> Deals:
    """Of the talks that were agreed, and of those that were paid: the state of their agreement and whose turn it is
    with it, by the id of the talks."""
    agreed = [row for row in home.negotiations if row.state == "agreed" or row.reason == PAID]
    found = ((row, agreements.of_talks(person, row, now=now)) for row in agreed)
    return {row.pk: _named(row, *deal) for row, deal in found if deal}


def _named(row: Any, state: str, card: parts.Turn) -> tuple[str, parts.Turn]:
    sentence = _("{lender}: {sentence}").format(lender=name_of(row.creditor), sentence=card.sentence)
    if card.href:
        return state, replace(card, sentence=sentence)
    where = reverse("agreement:of_talks", args=[row.ref])
    return state, replace(card, sentence=sentence, href=where, label=_("To the agreement"))


def turn(home: Home, signed: Deals, mediated: Sequence[parts.Turn] = ()) -> parts.Turn:
    """The card at the top of the case; what a mediation waits for comes first."""
    if waiting := next((one for one in mediated if one.is_yours), None):
        return waiting.at_rest() if home.rests else waiting
    made = {"draft": _filling_in, "invited": _filling_in, "returned": _returned, "submitted": _in_review}
    if home.case.state in made:
        card = made[home.case.state](home)
    else:
        card = _in_talks(home, signed) if home.case.state == "open" else _closed(home)
    return card.at_rest() if home.rests and card.until else card


def _filling_in(home: Home) -> parts.Turn:
    return parts.Turn(
        True,
        _("Go on with your application."),
        href=reverse("apply:tasks", args=[home.case.ref]),
        label=_("Go on"),
        consequence=_("Nothing happens until you hand it in. Everything you told is kept."),
    )


def _returned(home: Home) -> parts.Turn:
    limit = home.clock_of(home.case)
    return parts.Turn(
        True,
        _("Something is missing. Add it and hand the application in again."),
        until=limit.due_at if limit else None,
        href=reverse("apply:tasks", args=[home.case.ref]),
        label=_("See what is missing"),
        consequence=_(
            "If you do nothing until then, the application is closed. You can apply again with all your answers."
        ),
    )


def _in_review(home: Home) -> parts.Turn:
    limit = home.clock_of(home.case)
    return parts.Turn(
        False,
        _("Our reviewer reads your application and answers here. We will tell you."),
        until=limit.due_at if limit else None,
        consequence=_("If we are late, our supervisor is told. You need not do anything."),
    )


def _closed(home: Home) -> parts.Turn:
    return parts.Turn(
        False,
        words.CLOSED.get(home.case.reason, _("This case is closed.")),
        href=reverse("apply:start"),
        label=_("Apply again"),
    )


def _in_talks(home: Home, signed: Deals) -> parts.Turn:
    """The borrower's own turn first, the soonest; else the other side that answers soonest."""
    turns = [_with(home, row, signed) for row in home.negotiations if row.state != "ended"]
    if not turns and home.negotiations and all(row.pk in signed for row in home.negotiations):
        return signed[home.negotiations[-1].pk][1]
    if not turns:
        return parts.Turn(
            False,
            _("All talks have ended. The ways that remain are here."),
            href=reverse("afterwards:home", args=[home.case.ref]),
            label=_("What is next"),
        )
    return min(turns, key=lambda one: (not one.is_yours, one.until is None, one.until or datetime.max))


def of_talks(home: Home, row: Any, signed: Deals) -> parts.Turn | None:
    """Whose turn it is in the talks with one lender; None when they have ended without an agreement."""
    if row.state == "ended" and row.pk not in signed:
        return None
    card = _with(home, row, signed)
    return card.at_rest() if home.rests and card.until else card


def _with(home: Home, row: Any, signed: Deals) -> parts.Turn:
    if row.pk in signed:
        return signed[row.pk][1]
    code, is_yours, due = _next(home, row)
    sentence, consequence = words.TURNS[code]
    return parts.Turn(
        is_yours,
        str(sentence).format(lender=name_of(row.creditor)),
        until=due,
        href=room(row),
        label=_("To these talks"),
        consequence=consequence,
    )


def _next(home: Home, row: Any) -> tuple[str, bool, datetime | None]:
    """The code of the next step, whether it is the borrower's, and until when."""
    if row.state == "talking":
        found = negotiation.turn(negotiation.talks(row))
        theirs = found.code == "answer_offer" and not found.is_of("borrower")
        return "offer_answered" if theirs else found.code, found.is_of("borrower"), found.due_at
    limit = home.clock_of(row)
    code = {"waiting": "first_answer", "asked": "answer_request", "agreed": "sign"}[row.state]
    return code, code != "first_answer", limit.due_at if limit else None


def room(row: Any) -> str:
    """The address of the talks with one lender."""
    return reverse("room:home", args=[row.ref])


STATIONS = ("apply", "review", "talks", "agreement", "repay")


def marks(home: Home, signed: Deals) -> list[parts.Mark]:
    """The journey as a short line: where one is, what came, what comes."""
    labels = {
        "apply": _("Apply"),
        "review": _("Review"),
        "talks": _("Talks"),
        "agreement": _("Agreement"),
        "repay": _("Repayment"),
    }
    here = _station(home, signed)
    dates = {
        "apply": home.case.submitted_at,
        "review": home.review.decided_at if home.review and home.review.decision == "admitted" else None,
    }
    days = steps.CLOCKS["review"].amount or 0
    usual = ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days}
    ahead = {} if home.case.state == "closed" else {"review": usual}
    return [
        parts.Mark(labels[name], _mark(place, here), _when(place, here, dates.get(name), ahead.get(name)))
        for place, name in enumerate(STATIONS)
    ]


def _station(home: Home, signed: Deals) -> int:
    if home.case.state in ("draft", "invited"):
        return 0
    if home.case.state in ("submitted", "returned"):
        return 1
    if home.negotiations and all(row.reason == PAID for row in home.negotiations):
        return len(STATIONS)
    if any(state not in ("signing", "ended") for state, _card in signed.values()):
        return 4
    states = {row.state for row in home.negotiations}
    return 3 if "agreed" in states else 2 if home.negotiations else 1


def _mark(place: int, here: int) -> Literal["done", "here", "ahead"]:
    return "done" if place < here else "here" if place == here else "ahead"


def _when(place: int, here: int, moment: datetime | None, words_ahead: str | None) -> Any:
    if place < here:
        return clock.legal_day(moment) if moment else None
    return words_ahead
