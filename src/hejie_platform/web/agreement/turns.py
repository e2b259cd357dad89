"""Whose turn it is with an agreement, until when, what to do, and what happens if nobody does anything."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hejie_platform.agreements import access, queries
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.queries import Look
from hejie_platform.core import formats
from hejie_platform.web import parts
from hejie_platform.web.agreement import words

A_MOMENT = timedelta(seconds=1)


def turn(held: HeldAgreement, seen: Look) -> parts.Turn:
    """The card at the top of every page."""
    state = held.agreement.state
    if state == "signing":
        return _signing(held, seen)
    if state == "ended":
        table = words.ENDED_FOR_LENDER if held.side == "lender" else words.ENDED
        return _with_letter(held, seen, parts.Turn(False, table[held.agreement.reason]))
    if state == "in_cure":
        return _in_cure(held, seen)
    return _lenders(held, seen) if held.side == "lender" else _borrowers(held, seen)


def of_talks(person: Any, negotiation: Any, *, now: datetime) -> tuple[str, parts.Turn] | None:
    """The state of the newest agreement of some talks, and whose turn it is with it; None where there is none."""
    found = queries.newest_of(negotiation)
    if found is None:
        return None
    held = access.agreement_for(person, found.ref, now=now)
    return found.state, turn(held, queries.look(held, now=now))


def _url(name: str, held: HeldAgreement, *more: Any) -> str:
    return reverse(f"agreement:{name}", args=[held.agreement.ref, *more])


def _keeping(name: str, held: HeldAgreement, *more: Any) -> str:
    return reverse(f"keeping:{name}", args=[held.agreement.ref, *more])


def _signing(held: HeldAgreement, seen: Look) -> parts.Turn:
    until = _last_moment(held.agreement.sign_by)
    lapses = _(
        "If it is not signed by all until then, it lapses and the talks go on. Nobody is told who did not sign."
    )
    if not seen.seen_hash:
        return parts.Turn(
            False, _("The document is being written. It takes a minute."), until, consequence=lapses
        )
    if seen.may_sign:
        sentence = _("Read the agreement, then sign it if you can keep it.")
        return parts.Turn(True, sentence, until, _url("summary", held), _("Read it in plain words"), lapses)
    if seen.clause("clause_condition") and len(seen.signatures) == len(seen.slots):
        return parts.Turn(
            False,
            _("All have signed. It waits for other agreements now."),
            until,
            consequence=_("If too few of them are signed until then, it lapses and nobody is bound by it."),
        )
    if seen.has_signed:
        return parts.Turn(False, _("You have signed. We tell you when all have."), until, consequence=lapses)
    return parts.Turn(False, _("The sides read and sign."), until, consequence=lapses)


def _last_moment(end: datetime) -> datetime:
    """A time that ends at midnight ends with the day before."""
    return end - A_MOMENT


def _borrowers(held: HeldAgreement, seen: Look) -> parts.Turn:
    ahead = seen.next_payment
    if ahead is None or held.side == "neutral":
        return parts.Turn(False, _("Nothing is due from you now."))
    left = ahead.line.outstanding_minor if ahead.line else ahead.row.amount_minor
    sentence = _("Pay {amount}.").format(amount=formats.money_text(left or 0))
    rule = seen.clause("clause_breach")
    consequence = _("If it is hard, ask for a change early. More than {days} days late is a breach.").format(
        days=rule["grace_days"] if rule else 0
    )
    return parts.Turn(
        True, sentence, ahead.row.due_on, _url("duty", held, ahead.row.ref), _("I have paid"), consequence
    )


def _lenders(held: HeldAgreement, seen: Look) -> parts.Turn:
    if seen.waiting_payments:
        first = seen.waiting_payments[-1]
        sentence = _("Confirm that {amount} came, or say that it did not.").format(
            amount=formats.money_text(first.amount_minor)
        )
        href = _url("answer", held, first.obligation.ref) if first.obligation else ""
        return parts.Turn(True, sentence, href=href, label=_("Look at the payment"))
    own = next((one for one in seen.deeds if one.is_own and one.row.state == "open"), None)
    if own is not None:
        return parts.Turn(
            True,
            _("A duty of your side is open."),
            own.row.due_on,
            _url("payments", held),
            _("See the duties"),
            _(
                "If it is not done by then, both sides see it as missed, and the borrower may give notice of a breach."
            ),
        )
    return parts.Turn(False, _("The borrower pays by the schedule. We tell you of each payment."))


def _in_cure(held: HeldAgreement, seen: Look) -> parts.Turn:
    clock = seen.clocks.get("cure")
    until = _last_moment(clock.due_at) if clock else None
    kept = seen.performance
    if held.agreement.side_in_cure != held.side:
        return parts.Turn(
            False,
            _("The other side has time to put right what was not kept."),
            until,
            _keeping("end", held)
            if held.side == "lender" or held.is_borrower_side
            else _url("payments", held),
            _("See how it stands"),
            _("Nothing ends by itself: after that day it is yours to end the agreement or to wait."),
        )
    sentence = _("Something was not kept. Put it right and everything goes on as before.")
    if held.side == "borrower" and kept is not None and kept.overdue_minor:
        sentence = _("{amount} is overdue. Pay it and everything goes on as before.").format(
            amount=formats.money_text(kept.overdue_minor)
        )
    consequence = _(
        "After that the other side may end the agreement. If you cannot, write now: a person will help."
    )
    return parts.Turn(True, sentence, until, _keeping("cure", held), _("See what is open"), consequence)


def _with_letter(held: HeldAgreement, seen: Look, card: parts.Turn) -> parts.Turn:
    """After the end the lender may still owe a letter, and other duties that began with the last payment."""
    if held.side != "lender":
        return card
    owed = next((one for one in seen.deeds if one.is_own and one.row.state == "open"), None)
    if owed is None:
        return card
    label = _("Issue the letter") if owed.row.code == queries.LETTER_DUTY else _("See the duty")
    return parts.Turn(True, card.sentence, owed.row.due_on, _letter(held, owed), label)


def _letter(held: HeldAgreement, duty: queries.Duty) -> str:
    is_letter = duty.row.code == queries.LETTER_DUTY
    return (
        reverse("papers:letter", args=[held.agreement.ref, duty.row.ref])
        if is_letter
        else _url("duty", held, duty.row.ref)
    )
